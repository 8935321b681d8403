package org.seedbank.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.cli.Bench;
import org.seedbank.cli.Benches;
import org.seedbank.cli.Soil;
import org.seedbank.node.FakeNode;
import org.seedbank.node.FakeView;
import org.seedbank.node.NodeReferences;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.Network;

/** How datasets of the node are named. */
@ExtendWith(Benches.class)
class NodeReferencesTest {

    private static final String ICE_HASH = "2".repeat(40);

    private final FakeNode node = new FakeNode(Network.LOCAL, 4711);

    @ParameterizedTest
    @ValueSource(strings = {"soil-2024", Soil.DIGEST, "8348FD", Soil.V1, "eda364f4b1", "1"})
    void one_dataset_has_many_names(String reference, Bench bench) throws Exception {
        assertThat(references(bench).find(reference).name()).isEqualTo("soil-2024");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8348f", "2", "soil", "99999999999999999999", "group/1", "local/1", ""})
    void what_the_node_has_not_is_unknown(String reference, Bench bench) throws Exception {
        NodeReferences references = references(bench);

        assertThatThrownBy(() -> references.find(reference))
                .isInstanceOf(NodeException.UnknownDataset.class)
                .hasMessage("the node has no dataset '%s'", reference);
    }

    @Test
    void several_of_one_name_are_ambiguous(Bench bench) throws Exception {
        node.put(FakeView.named("soil-2024", "1".repeat(64), ICE_HASH).view());
        NodeReferences references = references(bench);

        assertThatThrownBy(() -> references.find("soil-2024"))
                .isInstanceOf(NodeException.AmbiguousDataset.class)
                .hasMessage("'soil-2024' fits 2 datasets of the node")
                .extracting(e -> ((NodeException) e).remedy())
                .isEqualTo("use one of: 222222222222 (/data/soil-2024), eda364f4b1e7 (/data/soil-2024)");
    }

    @Test
    void a_serial_wins_over_a_name(Bench bench) throws Exception {
        node.put(FakeView.named("1", "1".repeat(64), ICE_HASH).view());

        assertThat(references(bench).find("1").name()).isEqualTo("soil-2024");
    }

    /** The catalog lists it under 1. */
    private NodeReferences references(Bench bench) throws Exception {
        Soil.write(bench);
        bench.nodes().allowStart();
        bench.run("publish", "BENCH/soil-2024");
        node.put(FakeView.named("soil-2024", Soil.DIGEST, Soil.V1).view());
        CatalogSet catalogs =
                CatalogSet.of(Map.of("", Catalogs.in(bench.path("home/data/catalog"))), CatalogListener.NONE);
        return new NodeReferences(node, () -> catalogs);
    }
}
