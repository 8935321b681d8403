package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.frame.FolderDeletion;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.FakeNode;
import org.seedbank.node.FakeView;
import org.seedbank.node.detail.DatasetFiles;
import org.seedbank.node.detail.FileVerdict;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.swarm.Network;

/** {@code seedbank verify} without a PATH: what the node has, where it has it. */
@ExtendWith(Benches.class)
class VerifyHeldTest {

    private static final String BY_RECORDS = "seedbank: no node is running: this goes by the records of this home\n";

    private Bench bench;
    private FakeNode node;

    /** The node seeds soil, which is serial 1. */
    @BeforeEach
    void publish(Bench bench) throws Exception {
        this.bench = bench;
        Soil.write(bench);
        node = bench.nodes().run(Network.LOCAL);
        assertThat(bench.run("publish", "BENCH/soil-2024").exitCode()).isZero();
    }

    @Test
    void the_node_knows_the_place() throws Exception {
        for (String ref : new String[] {"1", "soil-2024", Soil.DIGEST, "BENCH/soil-2024"}) {
            assertThat(bench.run("verify", ref)).as(ref).isEqualTo(new Outcome(0, Soil.INTACT, ""));
        }
    }

    @Test
    void damage_exits_3_and_the_node_is_told() throws Exception {
        bench.write("soil-2024/ph.csv", Soil.PH.replace('5', '6'));

        Outcome verify = bench.run("verify", "1");

        assertThat(verify.out()).startsWith("damaged       ph.csv  (bytes 0-22)\n");
        assertThat(verify.exitCode()).isEqualTo(3);
        assertThat(node.told()).anySatisfy(told -> assertThat(told).contains("soil-2024"));
    }

    @Test
    void files_that_were_not_to_be_fetched_are_not_missing() throws Exception {
        bench.nodes().stop();
        node = bench.nodes().run(Network.LOCAL);
        bench.run("get", "1", "-d", "BENCH/part", "--include", "ph.csv");
        bench.write("part/soil-2024/ph.csv", Soil.PH);
        node.change("soil-2024", FakeView::seeding);
        node.tells(
                node.datasets().get(0).key(),
                node.files(node.datasets().get(0).key(), 0, 10).files().stream()
                        .map(file -> file.path().equals("ph.csv")
                                ? file
                                : new DatasetFiles.FileView(
                                        file.path(),
                                        file.length(),
                                        file.bytes(),
                                        FileVerdict.NOT_CHOSEN,
                                        file.sha256()))
                        .toList());

        Outcome verify = bench.run("verify", "1");

        assertThat(verify.out()).startsWith("the file is intact, 1 left out (23 B");
        assertThat(verify.exitCode()).isZero();
    }

    @Test
    void what_has_not_arrived_is_told_and_not_called_damaged() throws Exception {
        bench.nodes().stop();
        bench.nodes().run(Network.LOCAL);
        bench.run("get", "1", "-d", "BENCH/copies");

        assertThat(bench.run("verify", "1")).isEqualTo(new Outcome(1, "", """
            seedbank: error: 'soil-2024' is not here yet: it is fetching, and 0 % of it has arrived
            seedbank: hint: see what it has with 'seedbank status'
            """));
    }

    @Test
    void all_of_them_are_verified_and_summed_up() throws Exception {
        bench.write("field/a.csv", "1\n");
        bench.write("lake/a.csv", "2\n");
        bench.run("publish", "BENCH/field");
        bench.run("publish", "BENCH/lake");
        node.put(FakeView.named("river").view());
        bench.write("field/a.csv", "9\n");
        FolderDeletion.delete(bench.path("lake"));

        Outcome text = bench.run("verify", "--all", "--report", "BENCH/reports.json");
        Outcome json = bench.run("verify", "--all", "--json");

        assertThat(text.out().replaceAll("(?m)^(.*\\().*SECONDS.*$", "$1…)")).isEqualTo("""
            'soil-2024' at 'BENCH/soil-2024':
            all 2 files intact (…)
            'field' at 'BENCH/field':
            damaged       a.csv  (bytes 0-1)
            the file is damaged (…)
            'lake': not verified
            'river': not verified: it is fetching, and 0 % of it has arrived
            4 datasets: 1 intact, 1 damaged, 1 not verified, 1 not here yet
            """);
        assertThat(text.err()).contains("seedbank: error: there is nothing at 'BENCH/lake'");
        assertThat(text.exitCode()).isEqualTo(3);
        assertThat(Files.readString(bench.path("reports.json"))).contains("soil-2024", "field");
        JsonObject summary = JsonParser.parseString(json.out()).getAsJsonObject();
        assertThat(summary.get("intact").getAsInt()).isEqualTo(1);
        assertThat(summary.getAsJsonArray("datasets"))
                .extracting(each -> each.getAsJsonObject().get("outcome").getAsString())
                .containsExactly("intact", "damaged", "failed", "unfinished");
        assertThat(json.exitCode()).isEqualTo(3);
    }

    @Test
    void nothing_but_unfinished_ones_is_no_failure() throws Exception {
        bench.nodes().stop();
        bench.nodes().run(Network.LOCAL);
        bench.run("get", "1", "-d", "BENCH/copies");

        assertThat(bench.run("verify", "--all").exitCode()).isZero();
    }

    @Test
    void says_what_was_not_found_and_what_is_nearest() throws Exception {
        assertThat(bench.run("verify", "soil-2042")).isEqualTo(new Outcome(4, "", """
            seedbank: error: the node has no dataset 'soil-2042'
            seedbank: hint: did you mean 'soil-2024'?
            """));
        assertThat(bench.run("verify", "BENCH/soil-2042")).isEqualTo(new Outcome(1, "", """
            seedbank: error: there is nothing at 'BENCH/soil-2042'
            seedbank: hint: did you mean 'BENCH/soil-2024'?
            """));
        assertThat(bench.run("verify", "BENCH/soil-2024/raw/depth.csv").err()).isEqualTo("""
            seedbank: error: there is nothing at 'BENCH/soil-2024/raw/depth.csv'
            seedbank: hint: 'BENCH/soil-2024' has no 'raw'; check the path, and that its disk is mounted
            """);
    }

    @Test
    void a_node_that_has_ended_is_not_started_for_it() throws Exception {
        Metainfo torrent = node.torrent(node.datasets().get(0).key());
        bench.nodes().stop();
        Path state = bench.path("home/state/node");
        SampleState.store(state)
                .create(torrent, SampleState.record(bench.path("soil-2024")).asPublished(), Optional.empty());

        for (String ref : new String[] {"1", "soil-2024", Soil.DIGEST, "BENCH/soil-2024"}) {
            assertThat(bench.run("verify", ref)).as(ref).isEqualTo(new Outcome(0, Soil.INTACT, BY_RECORDS));
        }
        bench.write("soil-2024/ph.csv", Soil.PH.replace('5', '6'));
        assertThat(bench.run("verify", "1").exitCode()).isEqualTo(3);
        Outcome all = bench.run("verify", "--all");
        assertThat(all.out()).endsWith("1 dataset: 0 intact, 1 damaged\n");
        assertThat(all.err()).isEqualTo(BY_RECORDS);
        assertThat(all.exitCode()).isEqualTo(3);
        assertThat(bench.nodes().stop()).as("a node was started").isFalse();
    }

    @Test
    void a_home_without_a_node_has_no_copies() throws Exception {
        bench.nodes().stop();

        assertThat(bench.run("verify", "1")).isEqualTo(new Outcome(4, "", BY_RECORDS + """
            seedbank: error: the node has no dataset '1'
            seedbank: hint: see what it has with 'seedbank status'
            """));
        assertThat(bench.run("verify", "--all")).isEqualTo(new Outcome(0, "0 datasets: 0 intact\n", BY_RECORDS));
    }
}
