package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Order;
import org.seedbank.node.internal.store.Sql;

class DropTaskTest {

    private static final Duration A_WHILE = Bench.QUIET.plus(Bench.POLL.multipliedBy(3));

    @TempDir
    Path home;

    private Bench bench;

    @BeforeEach
    void drop() throws Exception {
        bench = new Bench(home);
        bench.orders.order(new Order.Drop(bench.folder("drop"), Optional.empty()));
    }

    @Test
    void publishes_where_it_lies_what_has_been_quiet() throws Exception {
        bench.write("drop/run7/a.csv", "6.5");
        bench.pass(Bench.QUIET);
        assertThat(bench.news()).isEmpty();
        assertThat(bench.only().waiting()).containsExactly("'run7' to be quiet for 60 s");
        assertThat(bench.only().looked()).isPresent();
        assertThat(bench.only().next())
                .contains(bench.only().looked().orElseThrow().plus(Bench.POLL));
        assertThat(titles()).isEmpty();

        bench.pass(A_WHILE);

        assertThat(bench.news()).containsExactly("published 'run7' as 1");
        assertThat(titles()).containsExactly("run7");
        DatasetView view = bench.node.datasets().get(0);
        assertThat(view.path()).isEqualTo(bench.home.resolve("drop/run7").toString());
        assertThat(view.state()).isEqualTo(DatasetState.SEEDING);
        assertThat(bench.problem()).isEmpty();
        assertThat(bench.only().waiting()).isEmpty();
        assertThat(bench.node.serials()).containsEntry(view.key(), "1");
    }

    @Test
    void waits_as_long_as_was_said() throws Exception {
        bench.orders.order(
                new Order.Drop(bench.folder("drop"), Optional.empty(), Optional.of(Bench.QUIET.multipliedBy(10))));
        bench.write("drop/run7.csv", "6.5");
        bench.pass(A_WHILE.multipliedBy(3));
        assertThat(titles()).isEmpty();

        bench.pass(Bench.QUIET.multipliedBy(8));
        assertThat(titles()).containsExactly("run7.csv");
        assertThat(bench.orders.orders()).hasSize(1);
    }

    @Test
    void publishes_nothing_twice() throws Exception {
        bench.write("drop/run7.csv", "6.5");
        bench.pass(A_WHILE.multipliedBy(2));
        bench.open();
        bench.pass(A_WHILE.multipliedBy(3));

        assertThat(titles()).containsExactly("run7.csv");
        assertThat(bench.node.requests()).hasSize(1);
    }

    @Test
    void posts_nothing_twice_that_was_posted_and_not_noted() throws Exception {
        bench.write("drop/run7.csv", "6.5");
        bench.pass(A_WHILE.multipliedBy(2));
        bench.database.write(connection -> {
            Sql.change(connection, "DELETE FROM order_note");
            Sql.change(connection, "UPDATE standing_order SET news = '[]'");
        });
        bench.open();
        bench.pass(A_WHILE.multipliedBy(2));

        assertThat(titles()).containsExactly("run7.csv");
        assertThat(bench.news()).containsExactly("published 'run7.csv' as 1");
    }

    @Test
    void leaves_what_is_hidden_or_unfinished() throws Exception {
        for (String name : List.of(".hidden", "a.part", "b.partial", "c.tmp", "d.csv~")) {
            bench.write("drop/" + name, "6.5");
        }
        bench.pass(A_WHILE.multipliedBy(2));

        assertThat(bench.news()).isEmpty();
    }

    @Test
    void waits_for_as_long_as_something_changes() throws Exception {
        for (int i = 0; i < 10; i++) {
            bench.write("drop/run7/%d.csv".formatted(i), "6.5");
            bench.pass(Bench.QUIET.dividedBy(2));
        }
        assertThat(titles()).isEmpty();

        bench.pass(A_WHILE);
        assertThat(bench.catalog().list().entries().get(0).entry().files()).isEqualTo(10);
    }

    @Test
    void is_not_hurried_by_a_clock_that_jumps() throws Exception {
        bench.write("drop/run7.csv", "6.5");
        bench.pass(Bench.POLL.multipliedBy(2));
        bench.jump(Duration.ofHours(1));
        bench.pass(Bench.POLL.multipliedBy(2));
        bench.jump(Duration.ofHours(-5));
        bench.pass(Bench.POLL.multipliedBy(2));
        assertThat(titles()).isEmpty();

        bench.pass(A_WHILE);
        assertThat(titles()).containsExactly("run7.csv");
    }

    @Test
    void waits_for_a_young_file_that_it_has_seen_for_long_enough() throws Exception {
        Path file = bench.write("drop/run7.csv", "6.5");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-05-01T12:01:00Z")));
        bench.wait(Bench.POLL);
        bench.wait(Bench.QUIET.plus(Bench.POLL));
        bench.wait(Bench.POLL);
        assertThat(titles()).isEmpty();

        bench.pass(A_WHILE);
        assertThat(titles()).containsExactly("run7.csv");
    }

    @Test
    void tells_of_what_changes_after_it_was_published_and_leaves_it() throws Exception {
        bench.write("drop/run7/a.csv", "6.5");
        FileTime folder = Files.getLastModifiedTime(bench.home.resolve("drop/run7"));
        bench.pass(A_WHILE.multipliedBy(2));
        bench.write("drop/run7/b.csv", "7.1");
        bench.pass(Bench.ASK.plus(A_WHILE));

        assertThat(bench.problem())
                .contains("'run7' has changed since it was published; what is new needs another name");
        assertThat(titles()).containsExactly("run7");

        Files.delete(bench.home.resolve("drop/run7/b.csv"));
        Files.setLastModifiedTime(bench.home.resolve("drop/run7"), folder);
        bench.pass(Bench.POLL);
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void publishes_nothing_that_changed_before_it_was_read() throws Exception {
        bench.write("drop/run7/a.csv", "6.5");
        AtomicInteger times = new AtomicInteger();
        bench.before(lane -> {
            if (lane == Task.Lane.HASHING && times.getAndIncrement() == 0) {
                assertThatCode(() -> bench.write("drop/run7/b.csv", "7.1")).doesNotThrowAnyException();
            }
        });
        bench.pass(A_WHILE.multipliedBy(3));

        assertThat(times).hasValue(2);
        assertThat(bench.news()).containsExactly("published 'run7' as 1");
        assertThat(bench.catalog().list().entries().get(0).entry().files()).isEqualTo(2);
    }

    private List<String> titles() throws InterruptedException {
        return bench.catalog().list().entries().stream()
                .map(each -> each.entry().title())
                .toList();
    }
}
