package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OrderThreadsTest {

    @Test
    void lowers_the_priority_of_the_thread_that_hashes_before_it_does() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(2);
        try (OrderThreads lanes = new OrderThreads(() -> order.add(name() + " lowered"))) {
            lanes.of(Task.Lane.HASHING).execute(() -> {
                order.add(name() + " works");
                done.countDown();
            });
            lanes.of(Task.Lane.ASKING).execute(done::countDown);
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(order)
                .containsExactly("seedbank-node-orders-hashing-1 lowered", "seedbank-node-orders-hashing-1 works");
    }

    private static String name() {
        return Thread.currentThread().getName();
    }

    @Test
    void answers_a_question_while_something_is_hashed() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        try (OrderThreads lanes = new OrderThreads(() -> {})) {
            lanes.of(Task.Lane.HASHING).execute(() -> {
                try {
                    new CountDownLatch(1).await(30, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
            });
            lanes.of(Task.Lane.ASKING).execute(answered::countDown);
            assertThat(answered.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void catalogs_that_do_not_answer_keep_no_folder_waiting() throws Exception {
        CountDownLatch looked = new CountDownLatch(1);
        try (OrderThreads lanes = new OrderThreads(() -> {})) {
            for (int catalog = 0; catalog < 50; catalog++) {
                lanes.of(Task.Lane.ASKING).execute(() -> {
                    try {
                        new CountDownLatch(1).await(30, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
            lanes.of(Task.Lane.FOLDERS).execute(looked::countDown);
            assertThat(looked.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
