package org.seedbank.node.internal.serving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer's body on its way. No thread waits for whoever reads slowly, nor for the rate that is allowed; who reads nothing
 * for long is cut off. What cannot be read any more, or has changed, ends the connection before the length that was promised, so
 * that nobody takes it for whole.
 */
final class Sending extends IteratingCallback {

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    private static final int STRETCH = 64 << 10;

    /** To take one stretch: half a kilobyte a second. */
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(2);

    private static final long NOT_WRITING = 0;

    private final Request request;
    private final Response response;
    private final Callback done;
    private final Body body;
    private final List<Allowance> allowances;
    private final LongConsumer sent;
    private final Runnable ended;
    private final RetainableByteBuffer buffer;

    private volatile long writingSince = NOT_WRITING;
    private boolean over;

    /**
     * Does not begin yet.
     *
     * @param allowances by each of which it is limited
     * @param sent told of the bytes of each stretch that was taken
     * @param ended runs once, when it is over
     */
    Sending(
            Request request,
            Response response,
            Callback done,
            Body body,
            List<Allowance> allowances,
            LongConsumer sent,
            Runnable ended) {
        this.request = request;
        this.response = response;
        this.done = done;
        this.body = body;
        this.allowances = allowances;
        this.sent = sent;
        this.ended = ended;
        this.buffer = request.getComponents().getByteBufferPool().acquire(STRETCH, true);
    }

    @Override
    protected Action process() throws IOException {
        tellSent();
        if (over) {
            return Action.SUCCEEDED;
        }
        int allowed = STRETCH;
        for (Allowance each : allowances) {
            int offered = each.offer(allowed);
            if (offered == 0) {
                request.getComponents()
                        .getScheduler()
                        .schedule(this::succeeded, each.waitNanos(), TimeUnit.NANOSECONDS);
                return Action.SCHEDULED;
            }
            allowed = offered;
        }
        ByteBuffer bytes = buffer.getByteBuffer();
        bytes.clear().limit(allowed);
        if (!body.next(bytes)) {
            over = true;
            bytes.clear().limit(0);
            response.write(true, bytes, this);
            return Action.SCHEDULED;
        }
        bytes.flip();
        int count = bytes.remaining();
        allowances.forEach(each -> each.take(count));
        pending = count;
        writingSince = System.nanoTime() | 1;
        response.write(false, bytes, this);
        return Action.SCHEDULED;
    }

    /** Bytes of the stretch that is being written. For the thread that processes. */
    private int pending;

    private void tellSent() {
        writingSince = NOT_WRITING;
        if (pending > 0) {
            sent.accept(pending);
            pending = 0;
        }
    }

    /** Ends the connection of one who does not read. */
    void cutIfStalled() {
        long since = writingSince;
        if (since != NOT_WRITING && System.nanoTime() - since > PATIENCE) {
            LOG.debug("{} reads nothing", Request.getRemoteAddr(request));
            cut();
        }
    }

    /** Ends the connection. */
    void cut() {
        endPoint().close();
    }

    EndPoint endPoint() {
        return request.getConnectionMetaData().getConnection().getEndPoint();
    }

    @Override
    protected void onCompleteSuccess() {
        end();
        done.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable why) {
        end();
        if (response.isCommitted()) {
            LOG.debug("an answer was cut short", why);
            done.failed(why);
        } else {
            LOG.warn("'{}' is not served: {}", request.getHttpURI().getPath(), why.getMessage());
            Reply.refuse(Refused.unavailable("it cannot be read as it was published"), request, response, done);
        }
    }

    private void end() {
        body.close();
        buffer.release();
        ended.run();
    }
}
