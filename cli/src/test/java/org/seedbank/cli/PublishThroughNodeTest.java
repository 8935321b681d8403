package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.FakeNode;
import org.seedbank.swarm.Network;

/** {@code seedbank publish}: the node seeds what is listed. */
@ExtendWith(Benches.class)
class PublishThroughNodeTest {

    private static final String SEEDS = "seedbank: the node seeds 'soil-2024' to this machine only, port PORT;"
            + " 'seedbank node reach' changes that\n";

    @Test
    void the_node_seeds_it_and_the_command_ends(Bench bench) throws Exception {
        Soil.write(bench);
        FakeNode node = bench.nodes().run(Network.LOCAL);

        Outcome publish = bench.run("publish", "BENCH/soil-2024");

        assertThat(publish).isEqualTo(new Outcome(0, "serial    1\n" + Soil.SUMMARY, SEEDS));
        Metainfo torrent = Metainfo.read(bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"));
        assertThat(node.requests()).hasSize(1).first().satisfies(request -> {
            assertThat(request.place()).isEqualTo(bench.path("soil-2024"));
            assertThat(request.published()).isTrue();
            assertThat(request.torrent().infoHashV1()).isEqualTo(torrent.infoHashV1());
        });
        assertThat(bench.run("list").out()).isEqualTo("""
            serial  state    size  files  published   title
                 1  seeding  47 B      2  YYYY-MM-DD  soil-2024
            """);
    }

    @Test
    void publishing_again_is_harmless(Bench bench) throws Exception {
        Soil.write(bench);
        bench.nodes().run(Network.LOCAL);
        bench.run("publish", "BENCH/soil-2024");

        Outcome again = bench.run("publish", "BENCH/soil-2024");

        assertThat(again.exitCode()).isZero();
        assertThat(again.err())
                .isEqualTo("seedbank: these bytes were published before: the catalog's entry and torrent stay as they"
                        + " are\n" + SEEDS);
    }

    @Test
    void one_is_started_when_none_runs_but_not_for_a_path_that_is_not_there(Bench bench) throws Exception {
        Soil.write(bench);

        assertThat(bench.run("publish", "BENCH/nowhere").exitCode()).isEqualTo(1);
        bench.nodes().allowStart();
        assertThat(bench.run("publish", "BENCH/soil-2024").exitCode()).isZero();

        assertThat(bench.nodes().started()).contains(NodeStart.USUAL);
    }

    @Test
    void more_reach_than_the_node_has_is_refused_before_anything_is_read(Bench bench) throws Exception {
        Soil.write(bench);
        FakeNode node = bench.nodes().run(Network.LOCAL);

        Outcome publish = bench.run("publish", "--public", "BENCH/soil-2024");

        assertThat(publish.err())
                .startsWith("seedbank: error: the node reaches this machine only, and --public asks for more");
        assertThat(publish.exitCode()).isEqualTo(1);
        assertThat(publish.out()).isEmpty();
        assertThat(node.requests()).isEmpty();
    }

    @Test
    void a_node_that_reaches_everybody_is_told_of(Bench bench) throws Exception {
        Soil.write(bench);
        bench.nodes().run(Network.PUBLIC);

        assertThat(bench.run("publish", "BENCH/soil-2024").err()).isEqualTo("""
            seedbank: the node reaches peers anywhere, and shares this with them too
            seedbank: the node seeds 'soil-2024' to peers anywhere, port PORT
            """);
    }

    @Test
    void what_cannot_be_listed_is_not_seeded(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("catalog/" + Soil.DIGEST + ".json", "{ not an entry");
        FakeNode node = bench.nodes().run(Network.LOCAL);

        Outcome publish = bench.run("publish", "BENCH/soil-2024", "--catalog", "BENCH/catalog");

        assertThat(publish.exitCode()).isEqualTo(5);
        assertThat(node.removals()).containsExactly("soil-2024");
    }
}
