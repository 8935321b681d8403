package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.DatasetState;
import org.seedbank.node.DatasetView;
import org.seedbank.node.NodeException;
import org.seedbank.node.Order;

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
        assertThat(bench.news()).containsExactly("waiting until 'run7' is quiet");
        assertThat(titles()).isEmpty();

        bench.pass(A_WHILE);

        assertThat(bench.news()).containsExactly("published 'run7' as 1", "waiting until 'run7' is quiet");
        assertThat(titles()).containsExactly("run7");
        DatasetView view = bench.node.datasets().get(0);
        assertThat(view.root()).isEqualTo(bench.home.resolve("drop/run7").toString());
        assertThat(view.state()).isEqualTo(DatasetState.SEEDING);
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void publishes_nothing_twice() throws Exception {
        bench.write("drop/run7.csv", "6.5");
        bench.pass(A_WHILE.multipliedBy(2));
        bench.open();
        bench.pass(A_WHILE.multipliedBy(3));

        assertThat(titles()).containsExactly("run7.csv");
        assertThat(bench.node.added()).isEqualTo(1);
    }

    @Test
    void posts_nothing_twice_that_was_posted_and_not_noted() throws Exception {
        bench.write("drop/run7.csv", "6.5");
        byte[] before = Files.readAllBytes(bench.settings().file());
        bench.pass(A_WHILE.multipliedBy(2));
        Files.write(bench.settings().file(), before);
        bench.open();
        bench.pass(A_WHILE.multipliedBy(2));

        assertThat(titles()).containsExactly("run7.csv");
        assertThat(bench.news()).containsExactly("published 'run7.csv' as 1", "waiting until 'run7.csv' is quiet");
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
        bench.pass(A_WHILE.multipliedBy(2));
        bench.write("drop/run7/b.csv", "7.1");
        bench.pass(Bench.ASK.plus(A_WHILE));

        assertThat(bench.problem())
                .contains("'run7' has changed since it was published; what is new needs another name");
        assertThat(titles()).containsExactly("run7");
    }

    @Test
    void tells_what_cannot_be_published_and_goes_on_with_the_rest() throws Exception {
        Files.createSymbolicLink(bench.home.resolve("drop/link"), bench.home.resolve("data"));
        bench.write("drop/loop/a.csv", "6.5");
        Files.createSymbolicLink(bench.home.resolve("drop/loop/self"), bench.home.resolve("drop/loop"));
        Path pipe = bench.home.resolve("drop/pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        bench.write("drop/run7/a.csv", "6.5");
        bench.pass(A_WHILE.multipliedBy(2));

        Path drop = bench.home.resolve("drop");
        assertThat(titles()).containsExactly("run7");
        assertThat(bench.news().subList(0, 4))
                .containsExactly(
                        "published 'run7' as 1",
                        "'pipe' is not published: '%s/pipe' is a pipe, socket or device, which a dataset cannot hold"
                                .formatted(drop),
                        "'loop' is not published: '%s/loop/self' is a symbolic link, which a dataset cannot hold"
                                .formatted(drop),
                        "'link' is not published: it is a symbolic link");
    }

    @Test
    void tries_again_once_what_was_wrong_has_changed() throws Exception {
        bench.write("drop/run7/a.csv", "6.5");
        Path link = Files.createSymbolicLink(bench.home.resolve("drop/run7/b"), Path.of("a.csv"));
        bench.pass(A_WHILE.multipliedBy(2));
        assertThat(titles()).isEmpty();

        Files.delete(link);
        bench.pass(A_WHILE);
        assertThat(titles()).containsExactly("run7");
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void tells_of_a_folder_that_cannot_be_read() throws Exception {
        Path run = bench.write("drop/run7/a.csv", "6.5").getParent();
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("---------"));
        try {
            bench.pass(Bench.POLL);
            if (!Files.isReadable(run)) {
                assertThat(bench.problem()).contains("cannot look at 'run7': permission denied");
            }
        } finally {
            Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void waits_longer_and_longer_for_a_node_that_cannot_seed() throws Exception {
        bench.node.refuse(new NodeException.Refused("there is no room", "make room"));
        bench.write("drop/run7.csv", "6.5");
        bench.pass(A_WHILE.multipliedBy(2));
        assertThat(bench.problem()).contains("'run7.csv' is not published: there is no room");
        assertThat(titles()).isEmpty();

        bench.node.accept();
        bench.pass(Bench.POLL);
        assertThat(titles()).isEmpty();
        bench.pass(Bench.QUIET.multipliedBy(2));
        assertThat(titles()).containsExactly("run7.csv");
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void tells_that_the_catalog_cannot_be_written_and_goes_on_when_it_can() throws Exception {
        Path catalog = bench.catalogs().local();
        Files.createDirectories(catalog.getParent());
        Files.deleteIfExists(catalog);
        Files.writeString(catalog, "in the way");
        bench.write("drop/run7.csv", "6.5");
        bench.pass(A_WHILE.multipliedBy(2));
        assertThat(bench.problem()).hasValueSatisfying(text -> assertThat(text)
                .startsWith("cannot write to catalog 'dir:%s'".formatted(catalog)));

        Files.delete(catalog);
        bench.pass(A_WHILE.multipliedBy(4));
        assertThat(titles()).containsExactly("run7.csv");
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void goes_on_when_what_is_hashed_has_been_taken_away() throws Exception {
        Path file = bench.write("drop/run7.csv", "6.5");
        bench.write("drop/run8.csv", "7.1");
        bench.before(lane -> {
            if (lane == Task.Lane.HASHING) {
                file.toFile().delete();
            }
        });
        bench.pass(A_WHILE.multipliedBy(2));

        assertThat(titles()).containsExactly("run8.csv");
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
        assertThat(bench.news()).containsExactly("published 'run7' as 1", "waiting until 'run7' is quiet");
        assertThat(bench.catalog().list().entries().get(0).entry().files()).isEqualTo(2);
    }

    @Test
    void forgets_nothing_when_the_folder_is_gone_for_a_while() throws Exception {
        bench.write("drop/run7.csv", "6.5");
        bench.pass(A_WHILE.multipliedBy(2));
        Path drop = bench.home.resolve("drop");
        Files.move(drop, bench.home.resolve("unmounted"));
        bench.pass(A_WHILE);
        assertThat(bench.problem()).contains("the folder '%s' is not there".formatted(drop));

        Files.move(bench.home.resolve("unmounted"), drop);
        bench.pass(A_WHILE.multipliedBy(2));
        assertThat(bench.problem()).isEmpty();
        assertThat(bench.node.added()).isEqualTo(1);
    }

    private List<String> titles() throws InterruptedException {
        return bench.catalog().list().entries().stream()
                .map(each -> each.entry().title())
                .toList();
    }
}
