package org.seedbank.node.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** However many connections open at once, no more stay than may, and no more go than must. */
class OldestFirstTest {

    private static final int MOST = 8;

    private final ConcurrentLinkedQueue<EndPoint> connected = new ConcurrentLinkedQueue<>();
    private final OldestFirst bound = new OldestFirst(this::all, MOST);
    private final AtomicLong created = new AtomicLong();

    /** Jetty lists a connection for a moment after it was closed. */
    private Collection<EndPoint> all() {
        return List.copyOf(connected);
    }

    private Connection open(int messages) {
        long time = created.incrementAndGet();
        Connection[] connection = new Connection[1];
        boolean[] open = {true};
        EndPoint end = (EndPoint) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EndPoint.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "isOpen" -> {
                        synchronized (open) {
                            yield open[0];
                        }
                    }
                    case "close" -> {
                        synchronized (open) {
                            open[0] = false;
                        }
                        yield null;
                    }
                    case "getCreatedTimeStamp" -> time;
                    case "getConnection" -> connection[0];
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        connection[0] = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "getEndPoint" -> end;
                    case "getMessagesIn" -> (long) messages;
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        connected.add(end);
        return connection[0];
    }

    private long open() {
        return connected.stream().filter(EndPoint::isOpen).count();
    }

    @Test
    void for_one_too_many_the_oldest_that_says_nothing_goes() {
        Connection busy = open(1);
        Connection silent = open(0);
        for (int i = 0; i < MOST - 1; i++) {
            bound.onOpened(open(0));
        }

        assertThat(silent.getEndPoint().isOpen()).isFalse();
        assertThat(busy.getEndPoint().isOpen()).isTrue();
        assertThat(open()).isEqualTo(MOST);
    }

    @Test
    void where_all_have_said_something_the_new_one_goes() {
        for (int i = 0; i < MOST; i++) {
            bound.onOpened(open(1));
        }
        Connection late = open(0);
        bound.onOpened(late);

        assertThat(late.getEndPoint().isOpen()).isFalse();
        assertThat(open()).isEqualTo(MOST);
    }

    @RepeatedTest(50)
    void many_that_open_at_once_are_bounded_and_none_goes_in_vain() throws Exception {
        for (int i = 0; i < MOST; i++) {
            bound.onOpened(open(0));
        }
        int threads = 6;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService jetty = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> opening = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Connection late = open(0);
                opening.add(jetty.submit(() -> {
                    together.await();
                    bound.onOpened(late);
                    return null;
                }));
            }
            for (Future<?> each : opening) {
                each.get(1, TimeUnit.MINUTES);
            }
        } finally {
            jetty.shutdownNow();
        }

        assertThat(open()).isEqualTo(MOST);
    }
}
