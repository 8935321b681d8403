package org.seedbank.node.internal.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.server.Request;
import org.seedbank.node.api.Changes;
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
    private final HttpServletRequest request;
    private final ServletOutputStream out;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    /** All below guarded by this. */
    private long seen;

    private boolean started;
    private boolean beatDue = true;
    private boolean unflushed;

    /** Whether something could be written since the last heartbeat. */
    private boolean taken;

    private boolean ended;

    EventStream(ChangeFeed feed, HttpServletRequest request, ServletOutputStream out, long seen) {
        this.feed = feed;
        this.request = request;
        this.out = out;
        this.seen = seen;
    }

    /** Begins once the request does not keep its thread any more, and tells when all is over. */
    CompletableFuture<Void> start() {
        out.setWriteListener(this);
        return done;
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
        boolean stuck = started && !ended && !out.isReady() && !taken;
        taken = false;
        if (stuck) {
            LOG.debug("somebody who listens to changes does not read them");
            Request.getBaseRequest(request).getHttpChannel().getEndPoint().close();
            end();
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
                    taken = true;
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
            done.complete(null);
        }
    }
}
