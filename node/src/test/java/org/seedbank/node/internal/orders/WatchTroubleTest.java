package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;

/** Watched folders with what should not be in them, or without what should. */
class WatchTroubleTest {

    @TempDir
    Path home;

    private Bench bench;

    @BeforeEach
    void watch() throws Exception {
        bench = new Bench(home);
        bench.orders.order(new Order.Watch(bench.folder("watch"), bench.folder("target")));
    }

    @Test
    void leaves_a_half_written_torrent_until_it_is_whole() throws Exception {
        byte[] whole = bench.torrent("soil").bytes();
        Path file = bench.home.resolve("watch/soil.torrent");
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        bench.orders.poll();
        assertThat(bench.problem()).isEmpty();

        Files.write(file, whole);
        bench.orders.poll();
        assertThat(bench.news()).containsExactly("fetching 'soil'");
    }

    @Test
    void takes_an_odd_torrent_and_says_what_is_odd() throws Exception {
        Path file = bench.home.resolve("watch/soil.torrent");
        Files.write(file, bench.torrent("soil").bytes());
        Files.write(file, new byte[] {'\n'}, StandardOpenOption.APPEND);
        bench.orders.poll();

        assertThat(bench.news())
                .containsExactly(
                        "'soil.torrent' was taken, but what follows its end is not read: 1 B", "fetching 'soil'");
    }

    @Test
    void tells_of_a_broken_torrent_once_it_is_quiet_and_tries_it_again_when_it_changes() throws Exception {
        Path file = bench.write("watch/soil.torrent", "not a torrent");
        bench.pass(Bench.QUIET);
        assertThat(bench.problem()).isEmpty();

        bench.pass(Bench.QUIET);
        assertThat(bench.problem())
                .hasValueSatisfying(text -> assertThat(text).startsWith("cannot use 'soil.torrent': "));

        Files.write(file, bench.torrent("soil").bytes());
        bench.orders.poll();
        assertThat(bench.problem()).isEmpty();
        assertThat(bench.node.names()).containsExactly("soil");
    }

    @Test
    void does_not_read_a_torrent_of_200_megabytes() throws Exception {
        try (RandomAccessFile huge =
                new RandomAccessFile(bench.home.resolve("watch/huge.torrent").toFile(), "rw")) {
            huge.setLength(200_000_000);
        }
        bench.orders.poll();
        bench.wait(Bench.QUIET);

        assertThat(bench.problem())
                .contains("cannot use 'huge.torrent': it has 200000000 bytes, at most 134217728 are read");
    }

    @Test
    void stops_nothing_when_the_folder_is_gone() throws Exception {
        bench.put("watch/soil.torrent", bench.torrent("soil"));
        bench.orders.poll();
        Path watch = bench.home.resolve("watch");
        Files.move(watch, bench.home.resolve("unmounted"));
        bench.orders.poll();
        assertThat(bench.problem()).contains("the folder '%s' is not there".formatted(watch));
        assertThat(bench.node.names()).containsExactly("soil");

        Files.move(bench.home.resolve("unmounted"), watch);
        bench.orders.poll();
        assertThat(bench.problem()).isEmpty();
        assertThat(bench.node.requests()).hasSize(1);
    }

    @Test
    void stops_nothing_when_an_empty_folder_is_in_its_place() throws Exception {
        bench.put("watch/soil.torrent", bench.torrent("soil"));
        bench.orders.poll();
        Path watch = bench.home.resolve("watch");
        Files.move(watch, bench.home.resolve("unmounted"));
        Files.createDirectory(watch);
        bench.open();
        bench.orders.poll();

        assertThat(bench.node.names()).containsExactly("soil");
        assertThat(bench.problem())
                .contains(
                        "the folder '%s' is not the one that it was, and none of its torrents is there: nothing is stopped; is its disk mounted?"
                                .formatted(watch));
    }

    @Test
    void tries_again_what_the_node_refused() throws Exception {
        bench.node.refuse(new NodeException.Refused("there is no room", "make room"));
        bench.put("watch/soil.torrent", bench.torrent("soil"));
        bench.orders.poll();
        assertThat(bench.problem()).contains("'soil.torrent' is not fetched: there is no room");

        bench.node.accept();
        bench.pass(Bench.QUIET);
        assertThat(bench.problem()).isEmpty();
        assertThat(bench.news()).containsExactly("fetching 'soil'");
    }

    @Test
    void follows_no_links_and_waits_for_no_pipes() throws Exception {
        bench.put("elsewhere/soil.torrent", bench.torrent("soil"));
        Files.createSymbolicLink(bench.home.resolve("watch/a.torrent"), bench.home.resolve("elsewhere/soil.torrent"));
        pipe(bench.home.resolve("watch/b.torrent"));
        bench.orders.poll();
        bench.wait(Bench.QUIET);

        assertThat(bench.problem()).contains("cannot use 'a.torrent': it is a symbolic link, and 1 more");
        assertThat(bench.node.names()).isEmpty();
    }

    private static void pipe(Path path) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor())
                .isZero();
    }

    @Test
    void handles_ten_thousand_files() throws Exception {
        bench.put("watch/0.torrent", bench.torrent("soil"));
        for (int i = 1; i < 10_000; i++) {
            Files.createLink(
                    bench.home.resolve("watch/%d.torrent".formatted(i)), bench.home.resolve("watch/0.torrent"));
        }
        bench.orders.poll();
        bench.orders.poll();

        assertThat(bench.node.requests().size()).isEqualTo(10_000);
        assertThat(bench.news()).containsExactly("fetching 'soil'");
    }
}
