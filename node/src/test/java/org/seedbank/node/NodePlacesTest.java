package org.seedbank.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.seeding.NodeSeeder;
import org.seedbank.swarm.SwarmKey;

/** A place belongs to one dataset of a node. */
class NodePlacesTest {

    @TempDir
    Path folder;

    private NodeBench bench;
    private Node node;

    @BeforeEach
    void open() throws Exception {
        bench = new NodeBench(folder);
        node = bench.node("station");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void a_second_dataset_of_the_same_name_is_refused_at_the_same_place() throws Exception {
        Metainfo first = run("a/run", "first");
        Metainfo second = run("b/run", "second");
        node.add(NewDataset.fetched(first, bench.path("data"), "get"));

        assertThatThrownBy(() -> node.add(NewDataset.fetched(second, bench.path("data"), "get")))
                .isInstanceOf(NodeException.PlaceTaken.class)
                .hasMessage("'run' cannot be fetched to '%1$s': the node has 'run' (%2$s) there, at '%1$s'"
                        .formatted(
                                bench.path("data/run"), SwarmKey.of(first).hex().substring(0, 8)));
        assertThat(node.datasets()).hasSize(1);
    }

    @Test
    void nothing_is_fetched_into_what_was_published() throws Exception {
        Metainfo published = run("a/run", "first");
        node.add(NewDataset.published(published, bench.path("a/run")));
        Metainfo other = run("b/run", "second");

        assertThatThrownBy(() -> node.add(NewDataset.fetched(other, bench.path("a"), "get")))
                .hasMessageContaining("there");
        assertThatThrownBy(() -> node.add(NewDataset.fetched(other, bench.path("a/run"), "get")))
                .hasMessageContaining("around it");
        assertThat(bench.path("a/run")).isDirectoryNotContaining(file -> !file.endsWith("run.csv"));
    }

    @Test
    void nothing_is_published_from_where_something_is_fetched_to() throws Exception {
        node.add(NewDataset.fetched(run("a/run", "first"), bench.path("c"), "get"));
        bench.write("c/other.csv", "1");
        Metainfo above = bench.torrent("c");

        assertThatThrownBy(() -> node.add(NewDataset.published(above, bench.path("c"))))
                .isInstanceOf(NodeException.PlaceTaken.class)
                .hasMessageContaining("inside it");
        assertThatThrownBy(() -> new NodeSeeder(node).requirePlace(bench.path("c")))
                .isInstanceOf(NodeException.PlaceTaken.class);
    }

    @Test
    void a_part_of_what_is_published_can_be_published_too() throws Exception {
        Metainfo whole = run("a/run", "first");
        node.add(NewDataset.published(whole, bench.path("a/run")));

        assertThatCode(() -> new NodeSeeder(node).requirePlace(bench.path("a"))).doesNotThrowAnyException();
        assertThatCode(() -> node.add(NewDataset.published(bench.torrent("a"), bench.path("a"))))
                .doesNotThrowAnyException();
    }

    @Test
    void of_many_that_come_at_once_to_one_place_one_gets_it() throws Exception {
        List<Metainfo> torrents = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            torrents.add(run(i + "/run", "text " + i));
        }
        ExecutorService people = Executors.newFixedThreadPool(8);
        List<Callable<DatasetView>> adds = torrents.stream()
                .<Callable<DatasetView>>map(each -> () -> node.add(NewDataset.fetched(each, bench.path("data"), "get")))
                .toList();

        int taken = 0;
        for (Future<DatasetView> each : people.invokeAll(adds)) {
            taken += succeeds(each) ? 1 : 0;
        }
        people.shutdown();

        assertThat(taken).isEqualTo(1);
        assertThat(node.datasets()).hasSize(1);
    }

    private static boolean succeeds(Future<DatasetView> add) throws InterruptedException {
        try {
            add.get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(NodeException.PlaceTaken.class);
            return false;
        }
    }

    private Metainfo run(String path, String text) throws Exception {
        bench.write(path + "/run.csv", text);
        return bench.torrent(path);
    }
}
