package org.seedbank.node.internal.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.seedbank.node.api.Changes;
import org.seedbank.node.internal.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody who listens to changes as server-sent events. Nothing is queued for one who reads slowly: what it missed is
 * asked of the node once it can take more. One who has taken nothing from one heartbeat to the next is dropped.
 */
final class EventStream implements ChangeFeed.Waiter, Callback {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final byte[] HEARTBEAT = ": seedbank\n\n".getBytes(UTF_8);

    private static final Changes NOTHING = new Changes(0, List.of(), List.of());

    private final ChangeFeed feed;
    private final Request request;
    private final Response response;
    private final Callback done;

    /** All below guarded by this. Empty for who takes events only as they are. */
    private final Optional<GzipPieces> gzip;

    private long seen;

    private boolean beatDue = true;

    /** Who knows nothing yet is told also that there is nothing, and need not wonder whether that is still to come. */
    private boolean firstDue;

    /** Tells whether a thread is in {@link #send}; it looks again when its piece is written before it returns. */
    private boolean sending;

    private boolean writing;

    /** Tells whether something was written since the last heartbeat, or begun. */
    private boolean taken;

    private boolean ended;

    EventStream(
            ChangeFeed feed, long seen, Optional<GzipPieces> gzip, Request request, Response response, Callback done) {
        this.feed = feed;
        this.seen = seen;
        this.gzip = gzip;
        this.firstDue = seen == 0;
        this.request = request;
        this.response = response;
        this.done = done;
    }

    @Override
    public synchronized void wake() {
        send();
    }

    @Override
    public synchronized void beat() {
        boolean stuck = writing && !taken;
        taken = false;
        if (stuck) {
            LOG.debug("somebody who listens to changes does not read them");
            end();
            request.getConnectionMetaData().getConnection().getEndPoint().close();
            return;
        }
        beatDue = true;
        send();
    }

    private void send() {
        if (sending) {
            return;
        }
        sending = true;
        try {
            while (!ended && !writing) {
                Optional<byte[]> next = next();
                if (next.isEmpty()) {
                    return;
                }
                byte[] piece = gzip.map(each -> each.pack(next.get())).orElse(next.get());
                writing = true;
                taken = true;
                response.write(false, ByteBuffer.wrap(piece), this);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
        } catch (RuntimeException e) {
            // Whatever it is, the listener comes again and is told what it missed.
            LOG.debug("events cannot be sent", e);
            end();
        } finally {
            sending = false;
        }
    }

    private Optional<byte[]> next() throws InterruptedException {
        if (beatDue) {
            beatDue = false;
            return Optional.of(HEARTBEAT);
        }
        Optional<Changes> changes = feed.since(seen);
        changes.ifPresent(found -> seen = found.number());
        if (firstDue) {
            firstDue = false;
            return Optional.of(event(changes.orElse(NOTHING)));
        }
        return changes.map(EventStream::event);
    }

    private static byte[] event(Changes changes) {
        return "id: %d\nevent: changes\ndata: %s\n\n"
                .formatted(changes.number(), Wire.text(changes))
                .getBytes(UTF_8);
    }

    /** A piece was written. */
    @Override
    public synchronized void succeeded() {
        writing = false;
        taken = true;
        if (ended) {
            finish();
        } else {
            send();
        }
    }

    /** A piece could not be written. */
    @Override
    public synchronized void failed(Throwable failure) {
        LOG.debug("somebody who listened to changes is gone", failure);
        writing = false;
        feed.remove(this);
        ended = true;
        gzip.ifPresent(GzipPieces::end);
        done.failed(failure);
    }

    @Override
    public synchronized void end() {
        feed.remove(this);
        if (!ended) {
            ended = true;
            if (!writing) {
                finish();
            }
        }
    }

    /** Lets go of what it keeps, where it does not even begin. */
    void drop() {
        gzip.ifPresent(GzipPieces::end);
    }

    private void finish() {
        response.write(true, ByteBuffer.wrap(gzip.map(GzipPieces::end).orElse(new byte[0])), done);
    }
}
