package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.frame.FolderDeletion;
import org.seedbank.library.Version;

/** {@code seedbank verify}: proof, file by file. */
@ExtendWith(Benches.class)
class VerifyTest {

    @Test
    void an_intact_copy_exits_0(Bench bench) throws Exception {
        publishSoil(bench);
        Soil.writeTo(bench, "copy");

        Outcome verify = bench.run("verify", "1", "BENCH/copy");

        assertThat(verify.out()).isEqualTo(Soil.INTACT);
        assertThat(verify.err()).isEmpty();
        assertThat(verify.exitCode()).isZero();
    }

    @Test
    void names_what_is_wrong_with_each_file_and_exits_3(Bench bench) throws Exception {
        bench.write("field/a-intact.csv", "1\n");
        bench.write("field/b-damaged.csv", "22\n");
        bench.write("field/c-gone.csv", "333\n");
        bench.write("field/d-short.csv", "4444\n");
        bench.write("field/e-long.csv", "55555\n");
        bench.write("field/f-folder.csv", "666666\n");
        bench.publish("BENCH/field").interrupt();
        bench.write("field/b-damaged.csv", "29\n");
        Files.delete(bench.path("field/c-gone.csv"));
        bench.write("field/d-short.csv", "44");
        bench.write("field/e-long.csv", "55555\n5");
        Files.delete(bench.path("field/f-folder.csv"));
        bench.write("field/f-folder.csv/note.txt", "not of the dataset");

        Outcome verify = bench.run("verify", "1", "BENCH/field");

        assertThat(verify.out()).isEqualTo("""
            damaged       b-damaged.csv  (bytes 0-2)
            missing       c-gone.csv
            wrong length  d-short.csv  (2 bytes instead of 5)
            wrong length  e-long.csv  (7 bytes instead of 6)
            unreadable    f-folder.csv  (it is a folder)
            extra         f-folder.csv/note.txt
            5 of 6 files are damaged (27 B in SECONDS, by pieces and file digests)
            """);
        assertThat(verify.err()).isEmpty();
        assertThat(verify.exitCode()).isEqualTo(3);
    }

    @Test
    void files_that_do_not_belong_to_the_dataset_are_named_and_do_no_harm(Bench bench) throws Exception {
        publishSoil(bench);
        bench.write("soil-2024/notes/todo.txt", "dig");

        Outcome verify = bench.run("verify", "1", "BENCH/soil-2024");

        assertThat(verify.out()).isEqualTo("extra         notes/todo.txt\n" + Soil.INTACT);
        assertThat(verify.exitCode()).isZero();
    }

    @Test
    void one_file_is_spoken_of_as_one(Bench bench) throws Exception {
        bench.write("depth.csv", Soil.DEPTH);
        bench.publish("BENCH/depth.csv").interrupt();

        assertThat(bench.run("verify", "1", "BENCH/depth.csv").out())
                .isEqualTo("the file is intact (24 B in SECONDS, by pieces and file digests)\n");

        bench.write("depth.csv", Soil.DEPTH.replace('1', '7'));
        assertThat(bench.run("verify", "1", "BENCH/depth.csv").out()).isEqualTo("""
            damaged       depth.csv  (bytes 0-23)
            the file is damaged (24 B in SECONDS, by pieces and file digests)
            """);
    }

    @Test
    void takes_the_folder_that_holds_the_copy(Bench bench) throws Exception {
        publishSoil(bench);
        Soil.writeTo(bench, "disk/soil-2024");
        bench.write("disk/others.txt", "are not of the dataset");

        assertThat(bench.run("verify", "1", "BENCH/disk").out()).isEqualTo(Soil.INTACT);
    }

    @Test
    void takes_a_torrent_file_and_needs_no_catalog(Bench bench) throws Exception {
        publishSoil(bench);
        Files.move(bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"), bench.path("soil.torrent"));
        FolderDeletion.delete(bench.path("home"));

        Outcome verify = bench.run("verify", "BENCH/soil.torrent", "BENCH/soil-2024");

        assertThat(verify.out()).isEqualTo(Soil.INTACT);
        assertThat(verify.exitCode()).isZero();
        assertThat(bench.path("home")).doesNotExist();
    }

    @Test
    void says_when_a_foreign_torrent_has_no_file_digests(Bench bench) throws Exception {
        Foreign.write(bench);
        Files.write(bench.path("foreign.torrent"), Foreign.torrent());

        assertThat(bench.run("verify", "BENCH/foreign.torrent", "BENCH/foreign").out())
                .isEqualTo("all 2 files intact (7 B in SECONDS, by pieces only, the torrent has no file digests)\n");
    }

    @Test
    void quick_compares_pieces_and_no_digests_of_files(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("--format=hybrid", "BENCH/soil-2024").interrupt();
        bench.write("soil-2024/ph.csv", Soil.PH.replace('5', '6'));

        Outcome text = bench.run("verify", "--quick", "1", "BENCH/soil-2024");
        Outcome json = bench.run("verify", "--quick", "--json", "1", "BENCH/soil-2024");
        bench.write("soil-2024/ph.csv", Soil.PH);
        Outcome intact = bench.run("verify", "--quick", "1", "BENCH/soil-2024");

        assertThat(text.out()).isEqualTo("""
            damaged       ph.csv  (bytes 0-22)
            1 of 2 files is damaged (47 B in SECONDS, by pieces)
            """);
        assertThat(text.exitCode()).isEqualTo(3);
        assertThat(json.out())
                .contains("\"checkedFileDigests\": false,\n", Soil.PH_SHA256)
                .doesNotContain("\"found\"");
        assertThat(intact.out()).isEqualTo("all 2 files intact (47 B in SECONDS, by pieces)\n");
        assertThat(intact.exitCode()).isZero();
    }

    @Test
    void nothing_at_the_path_is_an_error(Bench bench) throws Exception {
        publishSoil(bench);

        Outcome verify = bench.run("verify", "1", "BENCH/nowhere");

        assertThat(verify.err()).isEqualTo("""
            seedbank: error: there is nothing at 'BENCH/nowhere'
            seedbank: hint: check the path, and that its disk is mounted
            """);
        assertThat(verify.out()).isEmpty();
        assertThat(verify.exitCode()).isEqualTo(1);
    }

    @Test
    void an_empty_mount_point_is_not_called_damage(Bench bench) throws Exception {
        publishSoil(bench);
        Files.createDirectory(bench.path("empty"));

        Outcome verify = bench.run("verify", "1", "BENCH/empty");

        assertThat(verify.out()).isEmpty();
        assertThat(verify.err()).isEqualTo("""
            seedbank: error: there is nothing of 'soil-2024' at 'BENCH/empty'
            seedbank: hint: check the path, and that its disk is mounted
            """);
        assertThat(verify.exitCode()).isEqualTo(1);
    }

    @Test
    void json_holds_a_verdict_for_each_file(Bench bench) throws Exception {
        publishSoil(bench);
        bench.write("soil-2024/depth.csv", "station");
        bench.write("soil-2024/ph.csv", Soil.PH.replace('5', '6'));
        bench.write("soil-2024/note.txt", "extra");

        Outcome verify = bench.run("verify", "--json", "1", "BENCH/soil-2024");

        assertThat(verify.out()).isEqualTo("""
            {
              "tool": "seedbank %s",
              "torrent": {
                "name": "soil-2024",
                "digest": "%s",
                "format": "v1",
                "infohashV1": "%s",
                "pieceLength": 16384,
                "pieces": 1,
                "bytes": 47,
                "trackers": [],
                "trackerTiers": [],
                "webSeeds": [],
                "nodes": [],
                "private": false,
                "magnet": "%s"
              },
              "checkedFileDigests": true,
              "intact": false,
              "totals": {
                "files": 2,
                "bytes": 47,
                "intactFiles": 0,
                "intactBytes": 0,
                "damagedFiles": 2
              },
              "files": [
                {
                  "path": "depth.csv",
                  "length": 24,
                  "verdict": "wrong length",
                  "foundLength": 7,
                  "ranges": [
                    {
                      "start": 0,
                      "end": 24
                    }
                  ],
                  "algorithm": "sha256",
                  "expected": "%s"
                },
                {
                  "path": "ph.csv",
                  "length": 23,
                  "verdict": "damaged",
                  "ranges": [
                    {
                      "start": 0,
                      "end": 23
                    }
                  ],
                  "algorithm": "sha256",
                  "expected": "%s",
                  "found": "%s"
                }
              ],
              "extras": [
                "note.txt"
              ],
              "strays": [],
              "links": [],
              "warnings": [],
              "run": {
                "path": "BENCH/soil-2024",
                "started": "TIME",
                "ended": "TIME",
                "seconds": NUMBER,
                "bytesPerSecond": NUMBER
              }
            }
            """.formatted(
                        Version.number(),
                        Soil.DIGEST,
                        Soil.V1,
                        Soil.MAGNET,
                        Soil.DEPTH_SHA256,
                        Soil.PH_SHA256,
                        "2e06b109b8fb3901d3195b7827f3a45b42ada98fc623c9412e85ca56ae2ce574"));
        assertThat(verify.err()).isEmpty();
        assertThat(verify.exitCode()).isEqualTo(3);
    }

    private static void publishSoil(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
    }
}
