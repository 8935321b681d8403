package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;

/** Drop folders with what cannot be published, or where nothing can be. */
class DropTroubleTest {

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
        assertThat(bench.news()).containsExactly("published 'run7' as 1");
        assertThat(bench.only().problems())
                .containsExactlyInAnyOrder(
                        "'pipe' is not published: '%s/pipe' is a pipe, socket or device, which a dataset cannot hold"
                                .formatted(drop),
                        "'loop' is not published: '%s/loop/self' is a symbolic link, which a dataset cannot hold"
                                .formatted(drop),
                        "'link' is not published: it is a symbolic link");
    }

    @Test
    void publishes_nothing_that_looks_secret_or_is_seedbanks_own() throws Exception {
        bench.write("drop/run7/.netrc", "machine example.org");
        bench.write("drop/run8/.seedbank-pieces/0", "x");
        bench.pass(A_WHILE.multipliedBy(2));

        Path drop = bench.home.resolve("drop");
        assertThat(titles()).isEmpty();
        assertThat(bench.only().problems())
                .containsExactlyInAnyOrder(
                        "'run7' is not published: '%s/run7' holds what looks secret: '.netrc'".formatted(drop),
                        "'run8' is not published: '%s/run8' holds files of seedbank's own, which are never published:"
                                        .formatted(drop)
                                + " '.seedbank-pieces/0'");
    }

    @Test
    void leaves_out_what_the_folder_itself_says() throws Exception {
        bench.write("drop/run7/a.csv", "6.5");
        bench.write("drop/run7/.netrc", "machine example.org");
        bench.write("drop/run7/.seedbankignore", ".netrc\n");
        bench.pass(A_WHILE.multipliedBy(2));

        assertThat(titles()).containsExactly("run7");
        assertThat(bench.catalog().list().entries().get(0).entry().files()).isEqualTo(1);
        assertThat(bench.news()).contains("about 'run7': left out: 2 files");
    }

    @Test
    void what_others_drop_is_published_from_where_only_the_node_may_go() throws Exception {
        Path drop = bench.home.resolve("drop");
        Files.setPosixFilePermissions(drop, PosixFilePermissions.fromString("rwxrwxrwx"));
        bench.write("drop/run7/a.csv", "6.5");
        bench.pass(A_WHILE.multipliedBy(2));

        Path own = bench.home.resolve(".seedbank-dropped-drop");
        assertThat(titles()).containsExactly("run7");
        assertThat(drop).isEmptyDirectory();
        assertThat(own.resolve("run7/a.csv")).hasContent("6.5");
        assertThat(Files.getPosixFilePermissions(own)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void what_others_drop_is_refused_where_it_cannot_be_moved() throws Exception {
        Path drop = bench.home.resolve("drop");
        Files.setPosixFilePermissions(drop, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path inTheWay = bench.write(".seedbank-dropped-drop", "not a folder");
        bench.write("drop/run7/a.csv", "6.5");
        bench.pass(A_WHILE.multipliedBy(2));

        assertThat(titles()).isEmpty();
        assertThat(bench.problem())
                .contains(
                        "'run7' is not published: others may write to its folder, and it cannot be moved to '%s': it is not a"
                                        .formatted(inTheWay)
                                + " folder of the node's account alone");
        assertThat(drop.resolve("run7/a.csv")).hasContent("6.5");
    }

    @Test
    void what_was_moved_and_not_published_yet_is_published_later() throws Exception {
        Path drop = bench.home.resolve("drop");
        Files.setPosixFilePermissions(drop, PosixFilePermissions.fromString("rwxrwxrwx"));
        bench.node.refuse(new NodeException.Refused("there is no room", "make room"));
        bench.write("drop/run7.csv", "6.5");
        bench.pass(A_WHILE.multipliedBy(2));
        assertThat(titles()).isEmpty();
        assertThat(drop).isEmptyDirectory();
        assertThat(bench.problem()).contains("'run7.csv' is not published: there is no room");

        bench.node.accept();
        bench.pass(A_WHILE.multipliedBy(4));
        assertThat(bench.problem()).isEmpty();
        assertThat(titles()).containsExactly("run7.csv");
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

    /** Rights keep nobody out who may read anything; a path that is too long for the system does. */
    @Test
    void tells_of_a_folder_that_cannot_be_read() throws Exception {
        Path run = bench.write("drop/run7/a.csv", "6.5").getParent();
        String deep = "d".repeat(250);
        try {
            run("cd '%s'; for level in $(seq 20); do mkdir %s; cd %s || exit 0; done".formatted(run, deep, deep));
            bench.pass(Bench.POLL);
            assertThat(bench.problem()).contains("cannot look at 'run7': File name too long");
        } finally {
            run("rm -rf '%s'".formatted(run));
        }
    }

    private static void run(String script) throws Exception {
        assertThat(new ProcessBuilder("sh", "-e", "-c", script)
                        .redirectErrorStream(true)
                        .start()
                        .waitFor())
                .isZero();
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
        assertThat(bench.node.requests()).hasSize(1);
    }

    private List<String> titles() throws InterruptedException {
        return bench.catalog().list().entries().stream()
                .map(each -> each.entry().title())
                .toList();
    }
}
