package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.NodeClient;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;

/**
 * Two homes that share a catalog: one publishes a dataset and a version of it in which one file is new, one has changed and
 * one has another name. Who has the first gets no more of the second than what is new in it.
 */
@EnabledOnOs(OS.LINUX)
class UnchangedFilesIT {

    private static final int SAME = 3_000_000;
    private static final int MOVED = 1_000_000;
    private static final int CHANGED = 100_000;
    private static final int ADDED = 50_000;

    /** The new bytes, and what the pieces of both files and their padding may have beside. */
    private static final long MOST_SENT = CHANGED + ADDED + 200_000;

    @TempDir
    Path folder;

    private ProcessBench publisher;
    private ProcessBench fetcher;
    private String shared;

    @BeforeEach
    void open() throws Exception {
        publisher = new ProcessBench(Files.createDirectory(folder.resolve("publisher")));
        fetcher = new ProcessBench(Files.createDirectory(folder.resolve("fetcher")));
        shared = "dir:" + folder.toRealPath().resolve("shared");
        write("first", SAME);
        random("first/moved.bin", MOVED, 1);
        random("first/changed.bin", CHANGED, 2);
        write("second", SAME);
        random("second/plot/renamed.bin", MOVED, 1);
        random("second/changed.bin", CHANGED, 3);
        random("second/added.bin", ADDED, 4);
        publisher.files().write("second/empty.csv", "");
        done(publisher, "node", "start");
        publish("BENCH/first");
    }

    @AfterEach
    void close() throws Exception {
        fetcher.close();
        publisher.close();
    }

    private void write(String dataset, long length) throws IOException {
        publisher.writeRandom(dataset + "/same.bin", length);
    }

    private void random(String name, int length, int seed) throws IOException {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        Files.createDirectories(publisher.path(name).getParent());
        Files.write(publisher.path(name), bytes);
    }

    private void publish(String path, String... more) throws Exception {
        String seed = "localhost:" + node(publisher).facts().peerPort();
        String[] words = {"publish", path, "--catalog", shared, "--seed-address", seed};
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        done(publisher, all);
    }

    @Test
    void the_node_takes_from_the_version_that_it_has_what_did_not_change() throws Exception {
        done(fetcher, "get", "1", "--catalog", shared, "-d", "BENCH/copies", "--wait");
        publish("BENCH/second", "--new-version-of", "1");

        Outcome get = done(fetcher, "get", "2", "--catalog", shared, "-d", "BENCH/elsewhere", "--wait");

        assertThat(get.out())
                .startsWith("fetched 'BENCH/elsewhere/second'\nall 5 files intact (")
                .contains("\n4.00 MB in 2 files taken from 'first' (1), ");
        assertSame("elsewhere/second");
        DatasetView second = held(fetcher, "second");
        assertThat(second.taken().orElseThrow().bytes()).isEqualTo(SAME + MOVED);
        assertThat(second.traffic().downloaded()).isBetween(1L, MOST_SENT);
        assertThat(uploaded(CHANGED + ADDED)).isBetween((long) CHANGED + ADDED, MOST_SENT);
        assertThat(done(fetcher, "status", "second").out())
                .contains("\ntaken     4.00 MB in 2 files taken from 'first' (1)\n");
        assertThat(done(fetcher, "history").out())
                .contains("reused", "4.00 MB in 2 files taken from 'first' (1)")
                .contains("are verified next; 4.00 MB in 2 files taken from 'first' (1), ");
        assertThat(fetcher.path("elsewhere")).isDirectoryNotContaining("glob:**.seedbank-incoming-*");
    }

    @Test
    void the_terminal_takes_it_from_what_lies_beside_and_from_a_folder_that_is_named() throws Exception {
        done(fetcher, "get", "--foreground", "1", "--catalog", shared, "-d", "BENCH/copies");
        publish("BENCH/second", "--new-version-of", "1");

        Outcome beside = done(fetcher, "get", "--foreground", "2", "--catalog", shared, "-d", "BENCH/copies");
        Outcome named = done(
                fetcher,
                "get",
                "--foreground",
                "2",
                "--catalog",
                shared,
                "-d",
                "BENCH/other",
                "--reuse",
                "BENCH/copies");

        for (Outcome get : List.of(beside, named)) {
            assertThat(get.out())
                    .containsPattern(
                            "\nall 5 files intact \\(.*\\n4.00 MB in [23] files taken from 'first' \\(1\\), .*\\n$");
            assertThat(get.err()).contains("seedbank: taking 2 files (4.00 MB) from 'first' (1)\n");
        }
        assertSame("copies/second");
        assertSame("other/second");
        assertThat(uploaded(CHANGED + ADDED)).isBetween((long) CHANGED + ADDED, 2 * MOST_SENT);
    }

    @Test
    void a_damaged_copy_costs_what_is_damaged_and_no_false_verdict() throws Exception {
        done(fetcher, "get", "--foreground", "1", "--catalog", shared, "-d", "BENCH/copies");
        publish("BENCH/second", "--new-version-of", "1");
        byte[] bytes = Files.readAllBytes(fetcher.path("copies/first/same.bin"));
        bytes[SAME / 2]++;
        Files.write(fetcher.path("copies/first/same.bin"), bytes);

        Outcome get = done(fetcher, "get", "--foreground", "2", "--catalog", shared, "-d", "BENCH/copies");

        assertThat(get.out()).contains("all 5 files intact (", "4.00 MB in 2 files taken from 'first' (1)");
        assertSame("copies/second");
        assertThat(Files.readAllBytes(fetcher.path("copies/first/same.bin"))).isEqualTo(bytes);
        assertThat(held(publisher, "second").traffic().uploaded()).isLessThan(MOST_SENT + 1_000_000);
    }

    @Test
    void one_that_is_killed_while_it_copies_goes_on() throws Exception {
        done(fetcher, "get", "--foreground", "1", "--catalog", shared, "-d", "BENCH/copies");
        publish("BENCH/second", "--new-version-of", "1");
        Child get = fetcher.start("get", "--foreground", "2", "--catalog", shared, "-d", "BENCH/copies");
        get.awaitErr("taking 2 files");
        get.signal("KILL");
        get.end();

        Outcome again = done(fetcher, "get", "--foreground", "2", "--catalog", shared, "-d", "BENCH/copies");

        assertThat(again.out()).contains("all 5 files intact (");
        assertSame("copies/second");
        assertThat(fetcher.path("copies")).isDirectoryNotContaining("glob:**.seedbank-*");
        assertThat(held(publisher, "second").traffic().uploaded()).isLessThan(2 * MOST_SENT);
    }

    private void assertSame(String copy) throws IOException {
        AtomicBoolean any = new AtomicBoolean();
        Files.walkFileTree(publisher.path("second"), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path there = fetcher.path(copy).resolve(publisher.path("second").relativize(file));
                assertThat(Files.mismatch(file, there)).as(file.toString()).isEqualTo(-1);
                any.set(true);
                return FileVisitResult.CONTINUE;
            }
        });
        assertThat(any).isTrue();
    }

    private static NodeClient node(ProcessBench bench) throws Exception {
        return NodeClient.connect(bench.path("home/state/node"));
    }

    /** What the publisher counts, which it does once a second, when that is this much or half a minute is over. */
    private long uploaded(long least) throws Exception {
        NodeControl node = node(publisher);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        long seen = 0;
        while (held(publisher, "second").traffic().uploaded() < least && System.nanoTime() < deadline) {
            seen = node.changes(seen, Duration.ofSeconds(1))
                    .map(Changes::number)
                    .orElse(seen);
        }
        return held(publisher, "second").traffic().uploaded();
    }

    private static DatasetView held(ProcessBench bench, String name) throws Exception {
        return node(bench).datasets().stream()
                .filter(view -> view.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Outcome done(ProcessBench bench, String... words) throws Exception {
        Outcome outcome = bench.run(words);
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        return outcome;
    }
}
