package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.FakeNode;
import org.seedbank.node.serving.HttpServed;
import org.seedbank.node.serving.HttpServing;
import org.seedbank.swarm.Network;

/** {@code seedbank publish}: the node seeds what is listed. */
@ExtendWith(Benches.class)
class PublishThroughNodeTest {

    private static final String SEEDS = "seedbank: the node seeds 'soil-2024' to this machine only, port PORT;"
            + " 'seedbank node reach' changes that\n";
    private static final String PRIVATE = "  yes: its peers are had from its trackers alone;";

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
    void a_private_dataset_says_that_it_is_one_wherever_it_is_shown(Bench bench) throws Exception {
        Soil.write(bench);
        FakeNode node = bench.nodes().run(Network.LOCAL);

        Outcome publish = bench.run(
                "publish", "--private", "--tracker", "http://tracker.example.org/announce", "BENCH/soil-2024");

        assertThat(publish.exitCode()).as(publish.err()).isZero();
        assertThat(publish.out()).contains(PRIVATE);
        assertThat(publish.err()).doesNotContain("private");
        Metainfo torrent = node.requests().get(0).torrent();
        assertThat(torrent.isPrivate()).isTrue();
        assertThat(torrent.trackers()).containsExactly("http://tracker.example.org/announce");
        assertThat(torrent.datasetDigest().orElseThrow().hex()).isEqualTo(Soil.DIGEST);
        assertThat(torrent.infoHashV1().orElseThrow().hex()).isNotEqualTo(Soil.V1);
        assertThat(bench.run("show", "1").out()).contains(PRIVATE);
    }

    @Test
    void a_private_dataset_that_nobody_could_find_is_wrong_usage_before_anything_is_read(Bench bench) throws Exception {
        Soil.write(bench);
        FakeNode node = bench.nodes().run(Network.LOCAL);

        Outcome publish = bench.run("publish", "--private", "BENCH/soil-2024");

        assertThat(publish.exitCode()).isEqualTo(2);
        assertThat(publish.err())
                .startsWith(
                        "seedbank: error: --private needs a tracker, as nobody else is asked who has it: name one with"
                                + " --tracker URL, or for all that is published with 'seedbank trackers add URL'; or say");
        assertThat(node.requests()).isEmpty();
        bench.run("trackers", "add", "http://tracker.example.org/announce");
        assertThat(bench.run("publish", "--private", "--dry-run", "BENCH/soil-2024")
                        .exitCode())
                .isZero();
        assertThat(bench.run("publish", "--private", "--no-default-trackers", "BENCH/soil-2024")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void a_private_dataset_may_have_a_seed_or_a_web_seed_in_place_of_a_tracker(Bench bench) throws Exception {
        Soil.write(bench);

        Outcome seed = bench.run(
                "publish", "--private", "--seed-address", "seeds.example.org:6881", "--dry-run", "BENCH/soil-2024");
        Outcome webSeed = bench.run(
                "publish",
                "--private",
                "--web-seed",
                "http://192.0.2.1/soil/",
                "--check-web-seed=no",
                "--dry-run",
                "BENCH/soil-2024");

        assertThat(seed.exitCode()).as(seed.err()).isZero();
        assertThat(seed.err()).doesNotContain("private");
        assertThat(webSeed.exitCode()).as(webSeed.err()).isZero();
        assertThat(webSeed.err()).contains("warning: nobody finds peers of this private torrent");
    }

    @Test
    void what_is_listed_as_open_does_not_become_private(Bench bench) throws Exception {
        Soil.write(bench);
        bench.nodes().run(Network.LOCAL);
        bench.run("publish", "BENCH/soil-2024");

        Outcome again = bench.run("publish", "--private", "--tracker", "http://127.0.0.1:1/", "BENCH/soil-2024");

        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).doesNotContain("private");
        assertThat(again.err())
                .contains(
                        "warning: the catalog's torrent of these bytes is not private, and it is the one that is seeded\n");
    }

    @Test
    void a_node_that_serves_over_http_is_named_as_a_web_seed_once_it_was_seen_there(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("depth 1.csv", "1\n");
        FakeNode node = bench.nodes().run(Network.LOCAL);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", asked -> {
            asked.getResponseHeaders().set(HttpServed.MARK_HEADER, "4a");
            asked.sendResponseHeaders(200, -1);
        });
        server.start();
        try {
            String base = "http://127.0.0.1:%d/".formatted(server.getAddress().getPort());
            node.serve(served("127.0.0.1:" + server.getAddress().getPort(), "4a"));

            Outcome folder = bench.run("publish", "--serve", "BENCH/soil-2024");
            bench.run("publish", "--serve", "--title", "Depth", "BENCH/depth 1.csv");

            assertThat(folder.exitCode()).as(folder.err()).isZero();
            assertThat(folder.err()).contains("asks such a web seed only where its node runs with --allow-private");
            assertThat(node.requests().get(0).torrent().webSeeds()).containsExactly(base + "d/" + Soil.DIGEST + "/");
            Metainfo depth = node.requests().get(1).torrent();
            assertThat(depth.webSeeds())
                    .containsExactly(base + "d/" + depth.datasetDigest().orElseThrow() + "/depth%201.csv");

            node.serve(served("127.0.0.1:" + server.getAddress().getPort(), "another"));
            assertThat(bench.run("publish", "--serve", "BENCH/soil-2024").err())
                    .startsWith("seedbank: error: the node is not reached at '" + base + "': something else than"
                            + " this node answers there, with 200\nseedbank: hint: see that");
        } finally {
            server.stop(0);
        }
    }

    private static HttpServed served(String listen, String mark) {
        return new HttpServed(new HttpServing(HttpServing.place(listen), Optional.empty(), false), mark, 0, 0, 0, 0, 0);
    }

    @Test
    void a_node_that_others_do_not_reach_over_http_is_no_web_seed(Bench bench) throws Exception {
        Soil.write(bench);

        assertThat(bench.run("publish", "--serve", "BENCH/soil-2024")).isEqualTo(new Outcome(1, "", """
                seedbank: error: no node is running that serves over HTTP
                seedbank: hint: start it with 'seedbank node restart --serve-http ADDRESS:PORT', or publish without --serve
                """));
        bench.nodes().run(Network.PRIVATE);
        assertThat(bench.run("publish", "--serve", "BENCH/soil-2024").err())
                .startsWith("seedbank: error: the node serves nothing over HTTP\n");
        bench.nodes().node().serve(served("[::]:8080", "4a"));
        assertThat(bench.run("publish", "--serve", "BENCH/soil-2024").err())
                .startsWith(
                        "seedbank: error: the node serves over HTTP at '[::]:8080', which is every address and no address");
        bench.nodes().node().serve(served("127.0.0.1:8080", "4a"));
        assertThat(bench.run("publish", "--serve", "BENCH/soil-2024").err())
                .startsWith(
                        "seedbank: error: the node serves over HTTP at '127.0.0.1:8080', which is of this machine alone");
        assertThat(bench.nodes().node().requests()).isEmpty();
        assertThat(bench.run("publish", "--serve", "--foreground", "BENCH/soil-2024")
                        .exitCode())
                .isEqualTo(2);
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
