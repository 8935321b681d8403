package org.seedbank.node.internal.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.seedbank.swarm.SwarmKey;

class LinkTaskTest {

    @TempDir
    Path home;

    private Bench bench;
    private SwarmKey key;
    private Path source;
    private Path link;

    @BeforeEach
    void fetch() throws Exception {
        bench = new Bench(home);
        Metainfo soil = bench.torrent("soil");
        bench.node.add(NewDataset.fetched(soil, bench.home.resolve("data"), "get"));
        key = SwarmKey.of(soil);
        source = bench.home.resolve("data/soil/a.csv");
        link = bench.folder("app").resolve("soil/a.csv");
    }

    private void order(boolean symbolic) throws Exception {
        bench.orders.order(new Order.Link(key, bench.home.resolve("app"), symbolic));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void links_once_everything_is_here(boolean symbolic) throws Exception {
        order(symbolic);
        bench.orders.poll();
        assertThat(link).doesNotExist();

        bench.node.becomes(key, DatasetState.SEEDING);
        bench.orders.poll();

        assertThat(Files.isSameFile(link, source)).isTrue();
        assertThat(Files.isSymbolicLink(link)).isEqualTo(symbolic);
        assertThat(bench.news())
                .containsExactly("linked 1 file of 'soil' into '%s'".formatted(bench.home.resolve("app")));
        assertThat(bench.problem()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leaves_links_that_are_right(boolean symbolic) throws Exception {
        bench.node.becomes(key, DatasetState.COMPLETE);
        Files.createDirectory(link.getParent());
        if (symbolic) {
            Files.createSymbolicLink(link, source);
        } else {
            Files.createLink(link, source);
        }
        order(symbolic);
        bench.orders.poll();

        assertThat(bench.news())
                .containsExactly("linked 1 file of 'soil' into '%s'".formatted(bench.home.resolve("app")));
    }

    @Test
    void links_once_and_not_again() throws Exception {
        bench.node.becomes(key, DatasetState.COMPLETE);
        order(true);
        bench.orders.poll();
        Files.delete(link);
        bench.open();
        bench.wait(Bench.ASK);

        assertThat(link).doesNotExist();
    }

    @Test
    void gives_way_to_other_orders_when_it_is_done() throws Exception {
        bench.node.becomes(key, DatasetState.COMPLETE);
        order(true);
        bench.orders.poll();
        for (int i = 1; i <= Orders.MOST; i++) {
            bench.orders.order(new Order.Watch(bench.folder("watch" + i), bench.folder("target")));
        }

        assertThat(bench.orders.orders()).hasSize(Orders.MOST).noneMatch(view -> view.order() instanceof Order.Link);
    }

    @Test
    void asks_for_symbolic_links_where_hard_ones_cannot_be() throws Exception {
        Path memory = Path.of("/dev/shm");
        assumeTrue(Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(home)));
        Path elsewhere = Files.createTempDirectory(memory, "seedbank");
        try {
            bench.node.becomes(key, DatasetState.COMPLETE);
            bench.orders.order(new Order.Link(key, elsewhere, false));
            bench.orders.poll();

            assertThat(bench.problem())
                    .contains(
                            "'%s' cannot be a hard link to '%s': they are on different file systems; a symbolic link can lead there"
                                    .formatted(elsewhere.resolve("soil/a.csv"), source));
        } finally {
            Files.deleteIfExists(elsewhere.resolve("soil"));
            Files.delete(elsewhere);
        }
    }

    @Test
    void writes_over_nothing() throws Exception {
        bench.node.becomes(key, DatasetState.COMPLETE);
        bench.write("app/soil/a.csv", "of the application");
        order(false);
        bench.orders.poll();

        assertThat(link).hasContent("of the application");
        assertThat(bench.problem()).contains("'%s' is in the way: it is not a link to '%s'".formatted(link, source));

        Files.delete(link);
        bench.wait(Bench.QUIET);
        assertThat(Files.isSameFile(link, source)).isTrue();
        assertThat(bench.problem()).isEmpty();
    }

    @Test
    void goes_through_no_link_below_the_folder() throws Exception {
        bench.node.becomes(key, DatasetState.COMPLETE);
        Files.createSymbolicLink(link.getParent(), bench.folder("elsewhere"));
        order(true);
        bench.orders.poll();

        assertThat(bench.home.resolve("elsewhere")).isEmptyDirectory();
        assertThat(bench.problem()).contains("'%s' is in the way: it is not a folder".formatted(link.getParent()));
    }

    @Test
    void links_nothing_that_is_not_whole() throws Exception {
        bench.node.becomes(key, DatasetState.COMPLETE);
        Files.writeString(source, "longer than before");
        order(true);
        bench.orders.poll();

        assertThat(link).doesNotExist();
        assertThat(bench.problem()).contains("the file '%s' is not there as it was published".formatted(source));
    }

    @Test
    void tells_when_the_dataset_is_gone() throws Exception {
        order(true);
        bench.node.remove(key, false);
        bench.orders.poll();

        assertThat(bench.problem()).contains("the node has no dataset '%s'".formatted(key));
    }

    @Test
    void refuses_a_dataset_that_the_node_does_not_have() {
        bench.node.remove(key, false);

        assertThatThrownBy(() -> order(true)).isInstanceOf(NodeException.UnknownDataset.class);
    }
}
