package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.Order;
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
        assertThat(bench.node.requests()).hasSize(1);

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
    void does_not_bring_back_what_a_person_removed_when_its_torrent_is_written_anew() throws Exception {
        Metainfo soil = bench.torrent("soil");
        bench.put("watch/soil.torrent", soil);
        bench.orders.poll();
        bench.node.remove(SwarmKey.of(soil), false);
        bench.put("elsewhere/soil.torrent", soil);
        Files.move(
                bench.home.resolve("elsewhere/soil.torrent"),
                bench.home.resolve("watch/soil.torrent"),
                StandardCopyOption.REPLACE_EXISTING);
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
}
