package org.seedbank.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.Bench;
import org.seedbank.cli.Benches;
import org.seedbank.cli.Outcome;
import org.seedbank.cli.Soil;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.FakeNode;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.MendingReport;
import org.seedbank.node.api.NewDataset;
import org.seedbank.swarm.Network;

/** {@code seedbank verify --repair} of a copy that the node has tells the same as without a node. */
@ExtendWith(Benches.class)
class NodeRepairTest {

    private static final MendingReport.MendedFile PH =
            new MendingReport.MendedFile("ph.csv", List.of(new ByteRange(0, 23)), Optional.empty());
    private static final MendingReport.MendedFile DEPTH =
            new MendingReport.MendedFile("depth.csv", List.of(), Optional.of("no good bytes were found for 0-23"));

    @Test
    void names_what_the_node_has_mended_and_how_many_bytes_that_took(Bench bench) throws Exception {
        FakeNode node = damaged(bench);
        node.mends(new MendingReport(List.of(PH), 0, 16_384, Optional.empty()), () -> mend(bench));

        Outcome repair = bench.run("verify", "--repair", "1", "BENCH/soil-2024");

        assertThat(repair.out()).isEqualTo("""
            mended        ph.csv  (bytes 0-22)
            16.4 kB fetched from the swarm
            """ + Soil.INTACT);
        assertThat(repair.err()).isEqualTo("seedbank: the node has this copy: it reads it, and gets what is damaged\n");
        assertThat(repair.exitCode()).isZero();
    }

    @Test
    void ends_with_6_when_nobody_sends_what_is_needed(Bench bench) throws Exception {
        FakeNode node = damaged(bench);
        Files.delete(bench.path("soil-2024/depth.csv"));
        node.mends(new MendingReport(List.of(DEPTH, PH), 0, 0, failed(MendingReport.Reason.NOBODY)), () -> mend(bench));

        Outcome repair = bench.run("verify", "--repair", "1", "BENCH/soil-2024");

        assertThat(repair.out()).isEqualTo("""
            not mended    depth.csv  (no good bytes were found for 0-23)
            mended        ph.csv  (bytes 0-22)
            0 B fetched from the swarm
            missing       depth.csv
            1 of 2 files is damaged (47 B in SECONDS, by pieces and file digests)
            """);
        assertThat(repair.err()).endsWith("""
            seedbank: the node reaches this machine only, and 'seedbank node reach network' or 'seedbank node reach public' changes that
            seedbank: error: it failed
            seedbank: hint: try again
            """);
        assertThat(repair.exitCode()).isEqualTo(6);
    }

    @Test
    void ends_with_1_when_something_else_kept_the_node_from_mending(Bench bench) throws Exception {
        FakeNode node = damaged(bench);
        node.mends(new MendingReport(List.of(), 0, 0, failed(MendingReport.Reason.OTHER)), () -> {});

        assertThat(bench.run("verify", "--repair", "1", "BENCH/soil-2024").exitCode())
                .isEqualTo(1);
    }

    @Test
    void json_has_the_fields_of_a_repair(Bench bench) throws Exception {
        FakeNode node = damaged(bench);
        node.mends(new MendingReport(List.of(DEPTH, PH), 0, 23, Optional.empty()), () -> mend(bench));

        Outcome repair = bench.run("verify", "--repair", "--json", "1", "BENCH/soil-2024");

        assertThat(repair.out()).endsWith("""
              },
              "repaired": [
                {
                  "path": "ph.csv",
                  "ranges": [
                    {
                      "start": 0,
                      "end": 23
                    }
                  ]
                }
              ],
              "notRepaired": [
                {
                  "path": "depth.csv",
                  "reason": "no good bytes were found for 0-23"
                }
              ],
              "bytesFetched": 23
            }
            """);
    }

    private static Optional<MendingReport.MendingFailure> failed(MendingReport.Reason reason) {
        return Optional.of(new MendingReport.MendingFailure(reason, "it failed", "try again"));
    }

    /** Soil is published, the node has it, and a file of it is damaged. */
    private static FakeNode damaged(Bench bench) throws Exception {
        Soil.write(bench);
        bench.nodes().run(Network.LOCAL);
        bench.run("publish", "BENCH/soil-2024");
        Metainfo torrent = Metainfo.read(bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"));
        FakeNode node = bench.nodes().run(Network.LOCAL);
        node.put(FakeView.of(NewDataset.published(torrent, bench.path("soil-2024")))
                .view());
        bench.write("soil-2024/ph.csv", "short");
        return node;
    }

    private static void mend(Bench bench) {
        try {
            bench.write("soil-2024/ph.csv", Soil.PH);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
