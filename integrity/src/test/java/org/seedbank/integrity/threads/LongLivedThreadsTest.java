package org.seedbank.integrity.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.helpers.NOPLogger;

/** Threads that go on whatever one thing fails for, and are missed when they do not. */
class LongLivedThreadsTest {

    private static final int SECONDS = 30;

    private final LongLivedThreads threads = new LongLivedThreads();

    static List<Throwable> everyKind() {
        return List.of(
                new IllegalStateException("a fault"),
                new StackOverflowError(),
                new NoClassDefFoundError("gone"),
                new OutOfMemoryError("Requested array size exceeds VM limit"),
                new AssertionError("wrong"),
                new InterruptedException("by nobody who may"));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void a_loop_goes_on_after_whatever_one_round_failed_for(Throwable failure) throws Exception {
        Queue<String> items = new ConcurrentLinkedQueue<>(List.of("good", "poison", "next"));
        LinkedBlockingQueue<String> done = new LinkedBlockingQueue<>();
        try (Loop loop = threads.loop("test-loop", () -> {
            String item = items.poll();
            if (item == null) {
                new CountDownLatch(1).await();
            }
            if (item.equals("poison")) {
                throw LongLivedThreadsTest.<RuntimeException>sneaky(failure, null);
            }
            done.add(item);
        })) {
            loop.start();

            assertThat(done.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("good");
            assertThat(done.poll(SECONDS, TimeUnit.SECONDS)).isEqualTo("next");
            assertThat(threads.faults()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void what_is_done_again_and_again_is_done_again_after_whatever_it_failed_for(Throwable failure) throws Exception {
        ScheduledExecutorService clock = threads.clock("test-clock");
        CountDownLatch rounds = new CountDownLatch(3);
        try {
            Future<?> unused = clock.scheduleWithFixedDelay(
                    LongLivedThreads.guarded(() -> {
                        rounds.countDown();
                        throw LongLivedThreadsTest.<RuntimeException>sneaky(failure, null);
                    }),
                    1,
                    1,
                    TimeUnit.MILLISECONDS);

            assertThat(rounds.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            clock.shutdownNow();
        }
    }

    @Test
    void a_loop_that_fails_again_and_again_pauses_longer_each_time() throws Exception {
        LinkedBlockingQueue<Long> starts = new LinkedBlockingQueue<>();
        try (Loop loop = threads.loop("test-loop", () -> {
            starts.add(System.nanoTime());
            throw new IllegalStateException("always");
        })) {
            loop.start();
            long first = starts.poll(SECONDS, TimeUnit.SECONDS);
            long second = starts.poll(SECONDS, TimeUnit.SECONDS);
            long third = starts.poll(SECONDS, TimeUnit.SECONDS);

            assertThat(second - first).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(100));
            assertThat(third - second).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
        }
    }

    @Test
    void a_loop_that_is_closed_ends_also_in_its_pause_and_is_not_missed() {
        CountDownLatch failed = new CountDownLatch(1);
        Loop loop = threads.loop("test-loop", () -> {
            failed.countDown();
            throw new IllegalStateException("always");
        });
        loop.start();
        await(() -> failed.getCount() == 0);

        loop.close();

        assertThat(loop.join(Duration.ofSeconds(SECONDS))).isTrue();
        assertThat(threads.faults()).isEmpty();
    }

    /** Nothing that a round does ends the thread, so one that does nothing stands for it. */
    @Test
    void a_thread_that_has_ended_all_the_same_is_a_fault_that_ends_with_the_process() {
        Loop loop = threads.watched(new Loop(() -> {}, NOPLogger.NOP_LOGGER, task -> new Thread(() -> {}, "short")));
        loop.start();
        assertThat(loop.join(Duration.ofSeconds(SECONDS))).isTrue();

        assertThat(threads.faults())
                .containsExactly(new Fault("the thread 'short' has ended; what it did is not done any more", true));

        loop.close();
        assertThat(threads.faults()).isEmpty();
    }

    @Test
    void a_thread_that_is_at_one_thing_for_too_long_is_a_fault_until_it_is_done() {
        LongLivedThreads hasty = new LongLivedThreads(Duration.ofMillis(20), false);
        CountDownLatch ready = new CountDownLatch(1);
        ScheduledExecutorService clock = hasty.clock("test-clock");
        Future<?> unused = clock.submit(() -> ready.await(SECONDS, TimeUnit.SECONDS));
        await(() -> !hasty.faults().isEmpty());

        assertThat(hasty.faults())
                .containsExactly(new Fault(
                        "the thread 'test-clock' has been at one thing for 0 s; all else that it does waits", false));

        ready.countDown();
        await(() -> hasty.faults().isEmpty());
        clock.shutdownNow();
    }

    @Test
    void a_pool_does_its_next_task_after_an_error() throws Exception {
        ExecutorService pool = LongLivedThreads.pool("test-pool", 1, 10);
        CountDownLatch next = new CountDownLatch(1);
        try {
            pool.execute(LongLivedThreads.guarded(() -> {
                throw new StackOverflowError();
            }));
            pool.execute(next::countDown);

            assertThat(next.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            pool.shutdownNow();
        }
    }

    private static void await(BooleanSupplier reached) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!reached.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(reached.getAsBoolean()).isTrue();
    }

    /** Throws it as it is, where a compiler would not let it; the second is for the type alone. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable failure, T unused) throws T {
        throw (T) failure;
    }
}
