package org.seedbank.node.internal.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.seedbank.node.Changes;
import org.seedbank.node.internal.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody who listens to changes as server-sent events. Nothing is queued for one who reads slowly: what it missed is
 * asked of the node once it can take more. One who has taken nothing from one heartbeat to the next is dropped.
 */
final class EventStream implements ChangeFeed.Waiter, WriteListener {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final byte[] HEARTBEAT = ": seedbank\n\n".getBytes(UTF_8);

    private final ChangeFeed feed;
    private final AsyncContext async;
    private final ServletOutputStream out;

    /** All below guarded by this. */
    private long seen;

    private boolean started;
    private boolean beatDue = true;
    private boolean unflushed;
    private boolean ended;

    EventStream(ChangeFeed feed, AsyncContext async, long seen) throws IOException {
        this.feed = feed;
        this.async = async;
        this.out = async.getResponse().getOutputStream();
        this.seen = seen;
    }

    void start() {
        out.setWriteListener(this);
    }

    @Override
    public synchronized void onWritePossible() {
        started = true;
        send();
    }

    @Override
    public synchronized void wake() {
        send();
    }

    @Override
    public synchronized void beat() {
        if (started && !ended && !out.isReady()) {
            LOG.debug("somebody who listens to changes does not read them");
            ended = true;
            feed.remove(this);
            Request.getBaseRequest(async.getRequest())
                    .getHttpChannel()
                    .getEndPoint()
                    .close();
            return;
        }
        beatDue = true;
        send();
    }

    private void send() {
        try {
            while (started && !ended && out.isReady()) {
                if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    Optional<byte[]> next = next();
                    if (next.isEmpty()) {
                        return;
                    }
                    unflushed = true;
                    out.write(next.get());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
        } catch (IOException | RuntimeException e) {
            // Whatever it is, the listener comes again and is told what it missed.
            LOG.debug("events cannot be sent", e);
            end();
        }
    }

    private Optional<byte[]> next() throws InterruptedException {
        if (beatDue) {
            beatDue = false;
            return Optional.of(HEARTBEAT);
        }
        Optional<Changes> changes = feed.since(seen);
        changes.ifPresent(found -> seen = found.number());
        return changes.map(EventStream::event);
    }

    private static byte[] event(Changes changes) {
        return "id: %d\nevent: changes\ndata: %s\n\n"
                .formatted(changes.number(), Wire.text(changes))
                .getBytes(UTF_8);
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("somebody who listened to changes is gone", failure);
        end();
    }

    @Override
    public synchronized void end() {
        feed.remove(this);
        if (!ended) {
            ended = true;
            async.complete();
        }
    }
}
