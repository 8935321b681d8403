package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Metainfo;
import org.seedbank.node.NewDataset;
import org.seedbank.node.NodeException;
import org.seedbank.node.Order;
import org.seedbank.swarm.SwarmKey;

class WatchTaskTest {

    @TempDir
    Path home;

    private Bench bench;

    @BeforeEach
    void watch() throws Exception {
        bench = new Bench(home);
        bench.orders.order(new Order.Watch(bench.folder("watch"), bench.folder("target")));
    }

    @Test
    void fetches_what_appears_and_stops_what_leaves() throws Exception {
        bench.put("watch/soil.torrent", bench.torrent("soil"));
        bench.orders.poll();
        assertThat(bench.node.names()).containsExactly("soil");

        Files.delete(bench.home.resolve("watch/soil.torrent"));
        bench.orders.poll();

        assertThat(bench.node.names()).isEmpty();
        assertThat(bench.news())
                .containsExactly("stopped 'soil', its torrent has left; its data is kept", "fetching 'soil'");
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void looks_at_nothing_but_torrents() throws Exception {
        Metainfo soil = bench.torrent("soil");
        bench.put("watch/.soil.torrent", soil);
        bench.put("watch/soil.torrent.part", soil);
        bench.write("watch/notes.txt", "notes");
        bench.orders.poll();

        assertThat(bench.node.names()).isEmpty();
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void knows_after_a_restart_what_it_brought() throws Exception {
        bench.put("watch/soil.torrent", bench.torrent("soil"));
        bench.orders.poll();
        bench.open();
        bench.orders.poll();
        assertThat(bench.node.added()).isEqualTo(1);

        Files.delete(bench.home.resolve("watch/soil.torrent"));
        bench.open();
        bench.orders.poll();

        assertThat(bench.node.names()).isEmpty();
    }

    @Test
    void stops_what_it_brought_without_having_noted_it() throws Exception {
        bench.node.add(NewDataset.fetched(bench.torrent("soil"), bench.folder("target"), "watch-1"));
        bench.open();
        bench.orders.poll();

        assertThat(bench.news()).containsExactly("stopped 'soil', its torrent has left; its data is kept");
    }

    @Test
    void leaves_what_others_brought() throws Exception {
        bench.node.add(NewDataset.fetched(bench.torrent("soil"), bench.folder("target"), "get"));
        bench.put("watch/soil.torrent", bench.torrent("soil"));
        bench.orders.poll();
        Files.delete(bench.home.resolve("watch/soil.torrent"));
        bench.orders.poll();

        assertThat(bench.node.names()).containsExactly("soil");
        assertThat(bench.news()).containsExactly("the node has 'soil' already");
    }

    @Test
    void does_not_bring_back_what_a_person_removed() throws Exception {
        Metainfo soil = bench.torrent("soil");
        bench.put("watch/soil.torrent", soil);
        bench.orders.poll();
        bench.node.remove(SwarmKey.of(soil), false);
        bench.open();
        bench.orders.poll();

        assertThat(bench.node.names()).isEmpty();
    }

    @Test
    void goes_on_with_a_torrent_that_gets_another_name() throws Exception {
        bench.put("watch/soil.torrent", bench.torrent("soil"));
        bench.orders.poll();
        Files.move(bench.home.resolve("watch/soil.torrent"), bench.home.resolve("watch/earth.torrent"));
        bench.orders.poll();

        assertThat(bench.node.names()).containsExactly("soil");
        assertThat(bench.news()).containsExactly("fetching 'soil'");
    }

    @Test
    void stops_a_dataset_when_the_last_of_its_torrents_leaves() throws Exception {
        bench.put("watch/a.torrent", bench.torrent("soil"));
        bench.put("watch/b.torrent", bench.torrent("soil"));
        bench.orders.poll();
        Files.delete(bench.home.resolve("watch/a.torrent"));
        bench.orders.poll();
        assertThat(bench.node.names()).containsExactly("soil");

        Files.delete(bench.home.resolve("watch/b.torrent"));
        bench.orders.poll();
        assertThat(bench.node.names()).isEmpty();
    }

    @Test
    void takes_the_new_and_stops_the_old_when_a_torrent_is_replaced() throws Exception {
        bench.put("watch/a.torrent", bench.torrent("soil"));
        bench.orders.poll();
        bench.put("watch/a.torrent", bench.torrent("rain"));
        bench.orders.poll();

        assertThat(bench.node.names()).containsExactly("rain");
        assertThat(bench.news())
                .containsExactly(
                        "stopped 'soil', its torrent has left; its data is kept", "fetching 'rain'", "fetching 'soil'");
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
        assertThat(bench.node.added()).isEqualTo(1);
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
        assertThat(bench.news()).containsExactly("fetching 'soil'", "'soil.torrent' is not fetched: there is no room");
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

        assertThat(bench.node.added()).isEqualTo(10_000);
        assertThat(bench.news()).containsExactly("fetching 'soil'");
    }
}
