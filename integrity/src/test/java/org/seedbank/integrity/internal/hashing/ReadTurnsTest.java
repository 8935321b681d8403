package org.seedbank.integrity.internal.hashing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReadTurnsTest {

    private final AtomicLong clock = new AtomicLong();
    private final ExecutorService readers = Executors.newFixedThreadPool(2);

    @AfterEach
    void end() {
        readers.shutdownNow();
    }

    @Test
    void a_slow_disk_that_turns_is_read_by_one_at_a_time() throws Exception {
        ReadTurns turns = new ReadTurns(true, clock::get);
        turns.read(() -> takes(21));
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch readingToo = new CountDownLatch(1);

        Future<?> first = readers.submit(() -> readUntil(turns, reading, end));
        await(reading);
        Future<?> second = readers.submit(() -> readUntil(turns, readingToo, end));

        while (!turns.isAwaited()) {
            Thread.onSpinWait();
        }
        assertThat(readingToo.getCount()).isEqualTo(1);
        end.countDown();
        first.get(10, TimeUnit.SECONDS);
        second.get(10, TimeUnit.SECONDS);
        assertThat(readingToo.getCount()).isZero();
    }

    @Test
    void what_is_in_the_cache_is_read_by_all_at_once() throws Exception {
        ReadTurns turns = new ReadTurns(true, clock::get);
        turns.read(() -> takes(20));

        readSideBySide(turns);
    }

    @Test
    void a_disk_without_a_head_is_read_by_all_at_once() throws Exception {
        ReadTurns turns = new ReadTurns(false, clock::get);
        turns.read(() -> takes(1000));

        readSideBySide(turns);
    }

    /** Each of two reads ends only after the other has begun. */
    private void readSideBySide(ReadTurns turns) throws Exception {
        CountDownLatch bothReading = new CountDownLatch(2);
        Future<?> first = readers.submit(() -> readUntil(turns, bothReading, bothReading));
        Future<?> second = readers.submit(() -> readUntil(turns, bothReading, bothReading));

        first.get(10, TimeUnit.SECONDS);
        second.get(10, TimeUnit.SECONDS);
    }

    private static Void readUntil(ReadTurns turns, CountDownLatch reading, CountDownLatch end) throws Exception {
        turns.read(() -> {
            reading.countDown();
            await(end);
        });
        return null;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void takes(long milliseconds) {
        clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }
}
