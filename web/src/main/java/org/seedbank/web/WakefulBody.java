package org.seedbank.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * The JDK's stream of a body, for a reader that may be interrupted: the JDK's own goes on waiting for bytes then. Reading
 * fails with {@link InterruptedIOException}, and the thread stays interrupted.
 */
final class WakefulBody implements BodySubscriber<InputStream> {

    private final BodySubscriber<InputStream> inner = HttpResponse.BodySubscribers.ofInputStream();
    private long arrived;
    private boolean ended;

    /** Bodies of answers. */
    static HttpResponse.BodyHandler<InputStream> handler() {
        return info -> new WakefulBody();
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return inner.getBody().thenApply(Reading::new);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        inner.onSubscribe(subscription);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        long count = buffers.stream().mapToLong(ByteBuffer::remaining).sum();
        inner.onNext(buffers);
        tell(count, false);
    }

    @Override
    public void onError(Throwable cause) {
        inner.onError(cause);
        tell(0, true);
    }

    @Override
    public void onComplete() {
        inner.onComplete();
        tell(0, true);
    }

    private synchronized void tell(long count, boolean isEnd) {
        arrived += count;
        ended |= isEnd;
        notifyAll();
    }

    /** Returns when a read need not wait. */
    private synchronized void await(long taken) throws IOException {
        try {
            while (arrived == taken && !ended) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while an answer was read");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    /** The bytes for one thread; any may close it. */
    private final class Reading extends FilterInputStream {
        private long taken;

        Reading(InputStream body) {
            super(body);
        }

        @Override
        public int read() throws IOException {
            await(taken);
            int one = in.read();
            taken += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                await(taken);
            }
            int count = in.read(bytes, offset, length);
            taken += Math.max(0, count);
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
            tell(0, true);
        }
    }
}
