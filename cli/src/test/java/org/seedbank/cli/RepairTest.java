package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code seedbank verify --repair}: what is damaged is mended, and nothing else. */
@ExtendWith(Benches.class)
class RepairTest {

    private static final int PIECE = 16 << 10;

    /** Two pieces come, and in a hybrid torrent that is with their padding. */
    @Test
    void mends_from_the_swarm_and_verifies(Bench bench) throws Exception {
        publishSoil(bench);
        Soil.writeTo(bench, "copy");
        bench.write("copy/ph.csv", Soil.PH.replace('5', '6'));
        bench.write("copy/notes.txt", "mine");
        Files.delete(bench.path("copy/depth.csv"));

        Outcome repair = bench.run("verify", "--repair", "1", "BENCH/copy");

        assertThat(repair.out()).isEqualTo("""
            mended        depth.csv  (bytes 0-23)
            mended        ph.csv  (bytes 0-22)
            32.8 kB fetched from the swarm
            extra         notes.txt
            """ + Soil.INTACT);
        assertThat(repair.err()).isEmpty();
        assertThat(repair.exitCode()).isZero();
        assertThat(bench.files("copy"))
                .containsOnlyKeys("depth.csv", "notes.txt", "ph.csv")
                .containsAllEntriesOf(Soil.files());
    }

    @Test
    void fetches_the_damaged_pieces_and_no_others(Bench bench) throws Exception {
        byte[] bytes = new byte[100 * PIECE + 5];
        new Random(1).nextBytes(bytes);
        bench.write("field/note.txt", "Random bytes.\n");
        Files.write(bench.path("field/large.bin"), bytes);
        bench.publish("BENCH/field");
        bench.write("copy/note.txt", "Random bytes.\n");
        Path large = Files.write(bench.path("copy/large.bin"), bytes);
        byte[] damaged = bytes.clone();
        damaged[7] ^= 1;
        damaged[50 * PIECE] ^= 1;
        Files.write(large, damaged);

        Outcome repair = bench.run("verify", "--repair", "1", "BENCH/copy");

        assertThat(repair.out()).isEqualTo("""
            mended        large.bin  (bytes 0-16383, 819200-835583)
            32.8 kB fetched from the swarm
            all 2 files intact (1.64 MB in SECONDS, by pieces and file digests)
            """);
        assertThat(large).hasBinaryContent(bytes);
        assertThat(bench.path("copy")).isDirectoryNotContaining("glob:**seedbank*");
    }

    @Test
    void mends_from_another_copy_that_is_damaged_elsewhere(Bench bench) throws Exception {
        publishSoil(bench).interrupt();
        Soil.writeTo(bench, "copy");
        bench.write("copy/ph.csv", "too short");
        Soil.writeTo(bench, "disk/soil-2024");
        bench.write("disk/soil-2024/depth.csv", "too short");

        Outcome repair = bench.run("verify", "--repair", "--from", "BENCH/disk", "1", "BENCH/copy");

        assertThat(repair.out()).isEqualTo("""
            mended        ph.csv  (bytes 0-22)
            23 B taken from 'BENCH/disk'
            """ + Soil.INTACT);
        assertThat(repair.err()).isEmpty();
        assertThat(repair.exitCode()).isZero();
        assertThat(bench.files("copy")).isEqualTo(Soil.files());
        assertThat(bench.files("disk/soil-2024")).containsEntry("depth.csv", "too short");
    }

    @Test
    void damage_that_nothing_mends_is_left_and_exits_3(Bench bench) throws Exception {
        publishSoil(bench).interrupt();
        Soil.writeTo(bench, "copy");
        Files.delete(bench.path("copy/depth.csv"));
        bench.write("copy/depth.csv/precious.txt", "mine");
        bench.write("copy/ph.csv", "short");
        Soil.writeTo(bench, "other");
        bench.write("other/ph.csv", "shorter");

        Outcome repair = bench.run("verify", "--repair", "--from", "BENCH/other", "1", "BENCH/copy");

        assertThat(repair.out()).isEqualTo("""
            not mended    depth.csv  (it is a folder)
            not mended    ph.csv  (no good bytes were found for 0-22)
            0 B taken from 'BENCH/other'
            unreadable    depth.csv  (it is a folder)
            wrong length  ph.csv  (5 bytes instead of 23)
            extra         depth.csv/precious.txt
            2 of 2 files are damaged (47 B in SECONDS, by pieces and file digests)
            """);
        assertThat(repair.exitCode()).isEqualTo(3);
        assertThat(bench.files("copy"))
                .containsOnlyKeys("depth.csv/precious.txt", "ph.csv")
                .containsEntry("ph.csv", "short");
    }

    @Test
    void an_intact_copy_needs_no_swarm_and_no_source(Bench bench) throws Exception {
        publishSoil(bench).interrupt();
        Soil.writeTo(bench, "copy");

        assertThat(bench.run("verify", "--repair", "1", "BENCH/copy").out()).isEqualTo(Soil.INTACT);
        assertThat(bench.run("verify", "--repair", "--from", "BENCH/nowhere", "1", "BENCH/copy")
                        .exitCode())
                .isZero();
    }

    @Test
    void gives_up_when_nobody_has_the_pieces_and_mends_what_needs_none(Bench bench) throws Exception {
        publishSoil(bench).interrupt();
        Soil.writeTo(bench, "copy");
        bench.write("copy/ph.csv", Soil.PH + "C,8.0\n");
        bench.write("copy/depth.csv", "short");

        Outcome repair = bench.run("verify", "--repair", "--timeout", "1", "1", "BENCH/copy");

        assertThat(repair.out()).isEqualTo("""
            not mended    depth.csv  (no good bytes were found for 0-23)
            mended        ph.csv  (its length)
            0 B fetched from the swarm
            wrong length  depth.csv  (5 bytes instead of 24)
            1 of 2 files is damaged (47 B in SECONDS, by pieces and file digests)
            """);
        assertThat(repair.err()).isEqualTo("""
            seedbank: only processes on this machine were asked; --public reaches others
            seedbank: error: nobody sent the pieces that 'soil-2024' lacks for 1 s
            seedbank: hint: try again when somebody seeds it, or repair it from another copy; mended files stay mended
            """);
        assertThat(repair.exitCode()).isEqualTo(6);
        assertThat(bench.files("copy")).containsOnlyKeys("depth.csv", "ph.csv").containsEntry("depth.csv", "short");
    }

    @Test
    void says_so_when_everybody_has_a_damaged_copy(Bench bench) throws Exception {
        publishSoil(bench);
        bench.write("soil-2024/ph.csv", Soil.PH.replace('5', '6'));
        Soil.writeTo(bench, "copy");
        bench.write("copy/ph.csv", "short");

        Outcome repair =
                bench.run("verify", "--repair", "--timeout", Bench.TIME_FOR_PEERS, "1", "BENCH/copy", "--quiet");

        // One that is refused may come again from another port.
        assertThat(repair.err().replaceFirst("peer 127\\.0\\.0\\.1:.* sent", "peer HOST:PORT sent"))
                .isEqualTo("""
            seedbank: error: peer HOST:PORT sent bytes of 'soil-2024' that are not what was published
            seedbank: hint: ask them to verify their copy, and try again; what has arrived intact is kept
            """);
        assertThat(repair.exitCode()).isEqualTo(3);
        assertThat(bench.files("copy")).containsEntry("ph.csv", "short").hasSize(2);
    }

    @Test
    void a_dataset_of_one_file_is_mended(Bench bench) throws Exception {
        bench.write("depth.csv", Soil.DEPTH);
        bench.publish("BENCH/depth.csv");
        bench.write("copy/renamed.csv", "short");

        Outcome repair = bench.run("verify", "--repair", "1", "BENCH/copy/renamed.csv");

        assertThat(repair.out()).isEqualTo("""
            mended        depth.csv  (bytes 0-23)
            24 B fetched from the swarm
            the file is intact (24 B in SECONDS, by pieces and file digests)
            """);
        assertThat(bench.files("copy")).containsOnlyKeys("renamed.csv").containsEntry("renamed.csv", Soil.DEPTH);
    }

    @Test
    void nothing_at_the_other_path_is_an_error(Bench bench) throws Exception {
        publishSoil(bench).interrupt();
        bench.write("copy/ph.csv", "short");

        Outcome repair = bench.run("verify", "--repair", "--from", "BENCH/nowhere", "1", "BENCH/copy");

        assertThat(repair.err()).isEqualTo("""
            seedbank: error: there is nothing at 'BENCH/nowhere'
            seedbank: hint: check the path, and that its disk is mounted
            """);
        assertThat(repair.exitCode()).isEqualTo(1);
    }

    @Test
    void json_names_what_was_mended_and_what_was_not(Bench bench) throws Exception {
        publishSoil(bench).interrupt();
        Soil.writeTo(bench, "copy");
        bench.write("copy/ph.csv", "short");
        bench.write("copy/depth.csv", "short");
        bench.write("other/ph.csv", Soil.PH);

        Outcome repair = bench.run("verify", "--repair", "--json", "--from", "BENCH/other", "1", "BENCH/copy");

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
        assertThat(repair.exitCode()).isEqualTo(3);
    }

    private static Running publishSoil(Bench bench) throws Exception {
        Soil.write(bench);
        return bench.publish("--format=hybrid", "BENCH/soil-2024");
    }
}
