package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a command writes beside data does not go into a dataset of the node. */
@ExtendWith(Benches.class)
class HeldPlacesTest {

    @Test
    void nothing_is_written_into_a_dataset_of_the_node(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("data/soil-2024/ph.csv", "7");
        bench.write("soil.txt", "x");
        new StateOnDisk(bench, "1".repeat(40)).write();
        Map<String, String> before = bench.files("data");

        for (String[] command : new String[][] {
            {"catalog", "export", "BENCH/data/soil-2024"},
            {"catalog", "export", "BENCH/data/soil-2024/site"},
            {"bag", "BENCH/soil.txt", "BENCH/data/soil-2024/bag"},
            {"bag", "--in-place", "BENCH/data/soil-2024"},
            {"bag", "--in-place", "BENCH/data"},
            {"manifest", "BENCH/data/soil-2024", "--output", "BENCH/data/soil-2024/SHA256SUMS"},
            {"verify", "BENCH/none.torrent", "BENCH/soil-2024", "--report", "BENCH/data/soil-2024/ph.csv"}
        }) {
            Outcome refused = bench.run(command);

            assertThat(refused.exitCode()).as(String.join(" ", command)).isEqualTo(1);
            assertThat(refused.err())
                    .matches("seedbank: error: 'BENCH/data.*' cannot be (written to|changed): the node has the dataset"
                            + " 'soil-2024' at 'BENCH/data/soil-2024'\n"
                            + "seedbank: hint: choose a place outside of it, or remove the dataset from the node first; its"
                            + " files stay\n");
        }
        assertThat(bench.files("data")).isEqualTo(before);
        assertThat(bench.run("manifest", "BENCH/data/soil-2024", "--output", "BENCH/data/SHA256SUMS")
                        .exitCode())
                .isZero();
    }
}
