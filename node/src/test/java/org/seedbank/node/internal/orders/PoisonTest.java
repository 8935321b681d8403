package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.catalog.Entry;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.Order;

/** Orders that meet something which fails in a way that nobody has thought of, errors included. */
class PoisonTest {

    private static final String SUFFIX =
            "something went wrong that should not have, see the node's log: java.lang.StackOverflowError";

    @TempDir
    Path home;

    private Bench bench;

    @BeforeEach
    void prepare() throws Exception {
        bench = new Bench(home);
        bench.node.onAdd(() -> {
            List<NewDataset> all = bench.node.requests();
            if (all.get(all.size() - 1).torrent().name().startsWith("b")) {
                throw new StackOverflowError();
            }
        });
    }

    @Test
    void a_file_in_a_watched_folder_that_is_poison_keeps_none_of_the_others() throws Exception {
        bench.orders.order(new Order.Watch(bench.folder("watch"), bench.folder("target")));
        for (String name : List.of("ash", "bad", "corn")) {
            bench.put("watch/" + name + ".torrent", bench.torrent(name));
        }
        bench.orders.poll();

        assertThat(bench.news()).contains("fetching 'corn'", "fetching 'ash'");
        assertThat(bench.problem()).contains("'bad.torrent' is not fetched: " + SUFFIX);
        assertThat(tries("bad")).isEqualTo(1);

        bench.orders.poll();
        assertThat(tries("bad")).as("put aside for a while that grows").isEqualTo(1);
        bench.pass(Duration.ofHours(2));
        assertThat(tries("bad")).isLessThan(10);
    }

    @Test
    void an_entry_of_a_catalog_that_is_poison_keeps_none_of_the_others() throws Exception {
        for (String name : List.of("ash", "bad", "corn")) {
            post(name);
        }
        bench.orders.order(new Order.Follow(Optional.empty(), Optional.empty(), bench.folder("mirror")));
        bench.orders.poll();

        assertThat(bench.news()).hasSize(2).allMatch(line -> line.startsWith("fetching "));
        assertThat(bench.problem()).hasValueSatisfying(text -> assertThat(text).endsWith(" is not fetched: " + SUFFIX));
        assertThat(tries("bad")).isEqualTo(1);

        bench.orders.poll();
        assertThat(tries("bad")).isEqualTo(1);
    }

    @Test
    void a_catalog_of_nothing_but_poison_costs_a_bounded_number_of_tries_and_keeps_no_good_entry_waiting_for_long()
            throws Exception {
        for (int i = 0; i < 60; i++) {
            post("bad%02d".formatted(i));
        }
        post("corn");
        bench.orders.order(new Order.Follow(Optional.empty(), Optional.empty(), bench.folder("mirror")));
        bench.orders.poll();
        assertThat(bench.node.requests()).hasSizeLessThanOrEqualTo(51);

        bench.wait(Bench.ASK);
        assertThat(bench.news()).hasSize(1).allMatch(line -> line.startsWith("fetching 'corn'"));
        assertThat(bench.node.requests()).hasSizeLessThanOrEqualTo(101);
    }

    @Test
    void what_costs_much_in_a_watched_folder_comes_after_what_costs_little_and_a_turn_has_an_end() throws Exception {
        long[] nanos = {0};
        OrderTimings pace = new OrderTimings(
                Bench.POLL,
                Bench.QUIET,
                Bench.ASK,
                Clock.systemUTC(),
                () -> nanos[0] += Duration.ofSeconds(9).toNanos());
        OrdersSettings settings = bench.settings();
        Orders orders = new Orders(
                bench.node,
                bench::held,
                new OrdersSettings(
                        settings.database(),
                        settings.node(),
                        settings.catalogs(),
                        settings.program(),
                        settings.checkpoints(),
                        pace,
                        settings.atWork(),
                        () -> {}),
                lane -> Runnable::run);
        orders.order(new Order.Watch(bench.folder("watch"), bench.folder("target")));
        for (String name : List.of("aaaaaaaaaaaaaaaa", "cccccccc", "d", "ee")) {
            bench.put("watch/" + name + ".torrent", bench.torrent(name));
        }
        bench.put("watch/ffff.torrent", bench.torrent("ffff"));

        orders.poll();
        assertThat(bench.node.names()).startsWith("d", "ee").hasSizeLessThan(5);
        orders.poll();
        orders.poll();
        assertThat(bench.node.names()).containsExactly("d", "ee", "ffff", "cccccccc", "aaaaaaaaaaaaaaaa");
    }

    static Set<Throwable> everyKind() {
        return Set.of(new IllegalStateException("oops"), new StackOverflowError(), new NoClassDefFoundError("gone"));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void an_order_that_fails_as_a_whole_is_tried_again_after_pauses_that_grow(Throwable failure) throws Exception {
        AtomicInteger looks = new AtomicInteger();
        long[] nanos = {0};
        OrderTimings pace = new OrderTimings(Bench.POLL, Bench.QUIET, Bench.ASK, Clock.systemUTC(), () -> nanos[0]);
        OrderProgress progress = new OrderProgress(
                "watch-1", new Order.Watch(bench.folder("watch"), bench.folder("target")), Instant.EPOCH);
        Task task = () -> {
            looks.incrementAndGet();
            throw PoisonTest.<RuntimeException>sneaky(failure, null);
        };
        RunningOrder order = new RunningOrder(progress, task, lane -> Runnable::run, new RetryTimes(pace, Bench.QUIET));

        for (int i = 0; i < 720; i++) {
            order.look();
            nanos[0] += Bench.POLL.toNanos();
        }
        assertThat(looks).as("in an hour of looks every five seconds").hasValue(6);
        assertThat(progress.view(Optional.empty()).problem())
                .contains(
                        "it does not go on: something went wrong that should not have, see the node's log: " + failure);

        order.hurry();
        order.look();
        assertThat(looks).as("a person wants to know at once").hasValue(7);
    }

    private long tries(String name) {
        return bench.node.requests().stream()
                .filter(each -> each.torrent().name().equals(name))
                .count();
    }

    private void post(String dataset) throws Exception {
        Metainfo torrent = bench.torrent(dataset);
        bench.catalog()
                .post(
                        Entry.builder(torrent.datasetDigest().orElseThrow())
                                .title(dataset)
                                .bytes(torrent.totalLength())
                                .files(torrent.files().size())
                                .pieceLength(torrent.pieceLength())
                                .infohashV1(torrent.infoHashV1().orElse(null))
                                .infohashV2(torrent.infoHashV2().orElse(null))
                                .build(),
                        torrent);
    }

    /** Throws it as it is, where a compiler would not let it; the second is for the type alone. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T sneaky(Throwable failure, T unused) throws T {
        throw (T) failure;
    }
}
