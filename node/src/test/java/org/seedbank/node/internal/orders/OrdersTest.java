package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.internal.store.SampleState;

class OrdersTest {

    @TempDir
    Path home;

    private Bench bench;
    private Order.Watch watch;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(home);
        watch = new Order.Watch(bench.folder("watch"), bench.folder("target"));
    }

    @Test
    void takes_the_same_order_once() throws Exception {
        OrderView first = bench.orders.order(watch);
        OrderView second = bench.orders.order(watch);

        assertThat(first.id()).isEqualTo("watch-1");
        assertThat(second).isEqualTo(first);
        assertThat(bench.orders.orders()).containsExactly(first);
    }

    @Test
    void keeps_orders_and_gives_no_name_twice() throws Exception {
        bench.orders.order(watch);
        bench.orders.cancel("watch-1");
        bench.orders.order(watch);
        bench.orders.order(new Order.Drop(bench.folder("drop"), Optional.of("local")));
        bench.orders.order(new Order.Follow(Optional.of("local"), Optional.of("soil"), bench.folder("mirror")));
        List<OrderView> before = bench.orders.orders();
        bench.open();

        assertThat(bench.orders.orders()).isEqualTo(before);
        assertThat(before).extracting(OrderView::id).containsExactly("watch-2", "drop-1", "follow-1");
    }

    @Test
    void follows_links_in_an_order_once_and_for_all() throws Exception {
        Files.createSymbolicLink(bench.home.resolve("link"), watch.folder());

        assertThat(bench.orders
                        .order(new Order.Watch(bench.home.resolve("link"), watch.target()))
                        .order())
                .isEqualTo(watch);
    }

    @Test
    void does_not_know_what_was_never_ordered() {
        assertThatThrownBy(() -> bench.orders.cancel("watch-1")).isInstanceOf(NodeException.UnknownOrder.class);
    }

    @Test
    void takes_a_bounded_number_of_orders() throws Exception {
        for (int i = 0; i < Orders.MOST; i++) {
            bench.orders.order(new Order.Watch(bench.folder("watch" + i), watch.target()));
        }

        assertRefused(watch, "the node has 100 orders, which is the most");
    }

    @Test
    void takes_no_order_that_cannot_be_written_down() throws Exception {
        SampleState.refuse(bench.database, true);

        assertThatThrownBy(() -> bench.orders.order(watch)).isInstanceOf(NodeException.StateUnusable.class);
        assertThat(bench.orders.orders()).isEmpty();
        assertThat(bench.orders.warning()).hasValueSatisfying(why -> assertThat(why)
                .startsWith("the database '%s' cannot be written: ".formatted(bench.home.resolve("node/node.db"))));
    }

    @Test
    void goes_on_and_tells_while_it_cannot_write_down_what_it_did() throws Exception {
        bench.orders.order(watch);
        SampleState.refuse(bench.database, true);
        bench.put("watch/soil.torrent", bench.torrent("soil"));
        bench.orders.poll();
        assertThat(bench.node.names()).containsExactly("soil");
        assertThat(bench.problem()).hasValueSatisfying(why -> assertThat(why).contains("cannot be written"));

        SampleState.refuse(bench.database, false);
        bench.orders.poll();
        bench.open();
        bench.orders.poll();
        assertThat(bench.problem()).isEmpty();
        assertThat(bench.node.requests()).hasSize(1);
    }

    @Test
    void gives_no_order_the_name_of_one_whose_datasets_are_still_here() throws Exception {
        bench.node.add(NewDataset.fetched(bench.torrent("soil"), watch.target(), "watch-1"));
        bench.orders.order(watch);
        bench.orders.poll();

        assertThat(bench.only().id()).isEqualTo("watch-2");
        assertThat(bench.node.names()).containsExactly("soil");
    }

    @Test
    void goes_on_with_the_others_when_one_goes_wrong() throws Exception {
        bench.orders.order(watch);
        bench.orders.order(new Order.Drop(bench.folder("drop"), Optional.empty()));
        bench.node.onAdd(() -> {
            throw new IllegalStateException("oops");
        });
        bench.put("watch/soil.torrent", bench.torrent("soil"));
        bench.write("drop/run7.csv", "6.5");
        bench.orders.poll();

        assertThat(bench.problem())
                .contains(
                        "'soil.torrent' is not fetched: something went wrong that should not have, see the node's log: java.lang.IllegalStateException: oops");
        assertThat(bench.orders.orders().get(1).waiting()).containsExactly("'run7.csv' to be quiet for 60 s");
    }

    @Test
    void finds_a_job_again_that_nobody_had_time_for() throws Exception {
        bench.orders.order(watch);
        bench.put("watch/soil.torrent", bench.torrent("soil"));
        AtomicBoolean busy = new AtomicBoolean(true);
        bench.before(lane -> {
            if (busy.getAndSet(false)) {
                throw new RejectedExecutionException();
            }
        });
        bench.orders.poll();
        bench.orders.poll();

        assertThat(bench.node.names()).containsExactly("soil");
    }

    @Test
    void interrupts_a_job_of_an_order_that_is_cancelled() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        bench.node.onAdd(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                ended.countDown();
            }
        });
        bench.put("watch/soil.torrent", bench.torrent("soil"));
        try (Orders orders = Orders.open(bench.node, bench::held, bench.settings(), new LongLivedThreads())) {
            orders.order(watch);
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            orders.cancel("watch-1");

            assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(orders.orders()).isEmpty();
        }
    }

    @Test
    void works_by_itself_and_ends_when_it_is_closed() throws Exception {
        bench.put("watch/soil.torrent", bench.torrent("soil"));
        CountDownLatch added = new CountDownLatch(1);
        OrdersSettings settings = bench.settings();
        OrdersSettings real = new OrdersSettings(
                settings.database(),
                settings.node(),
                settings.catalogs(),
                settings.program(),
                settings.checkpoints(),
                OrderTimings.USUAL,
                settings.atWork(),
                () -> {});
        try (Orders orders = Orders.open(bench.node, bench::held, real, new LongLivedThreads())) {
            bench.node.onAdd(added::countDown);
            orders.order(watch);
            assertThat(added.await(30, TimeUnit.SECONDS)).isTrue();
        }

        // A pool has terminated a moment before its last thread has.
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("seedbank-node-orders")) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
        bench.open();
        assertThat(bench.news()).containsExactly("fetching 'soil'");
    }

    private void assertRefused(Order order, String message) {
        assertThatThrownBy(() -> bench.orders.order(order))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage(message)
                .satisfies(e -> assertThat(((SeedbankException) e).remedy()).isNotEmpty());
    }
}
