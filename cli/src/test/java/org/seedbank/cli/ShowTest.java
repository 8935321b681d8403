package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.Sha256;

/** {@code seedbank show}: everything about one dataset. */
@ExtendWith(Benches.class)
class ShowTest {

    private static final String TORRENT = """
        name        soil-2024
        size        47 B in 2 files
        digest      %s
        format      v1
        infohash    %s (v1)
        pieces      1 of 16 KiB
        """.formatted(Soil.DIGEST, Soil.V1);

    private static final String FILES = """

        size  sha256                                                            path
        24 B  %s  depth.csv
        23 B  %s  ph.csv
        """.formatted(Soil.DEPTH_SHA256, Soil.PH_SHA256);

    @Test
    void shows_what_the_catalog_says_and_every_file(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish(
                        "BENCH/soil-2024",
                        "--title=Soil of two stations",
                        "--description=Measured by hand.\nTwice.",
                        "--creator=A. Digger",
                        "--creator=B. Digger",
                        "--license=CC-BY-4.0",
                        "--doi=10.5281/zenodo.1234",
                        "--keyword=soil",
                        "--keyword=acidity",
                        "--tracker=http://127.0.0.1:1/announce",
                        "--web-seed=http://127.0.0.1:1/data/",
                        "--check-web-seed=no")
                .interrupt();

        Outcome show = bench.run("show", "1");

        assertThat(show.out()).isEqualTo("""
            serial      1
            title       Soil of two stations
            creators    A. Digger; B. Digger
            license     CC-BY-4.0
            doi         10.5281/zenodo.1234
            keywords    soil, acidity
            published   TIME

              Measured by hand.
              Twice.

            """ + TORRENT + """
                    tracker     http://127.0.0.1:1/announce
                    web seed    http://127.0.0.1:1/data/
                    magnet      %s&tr=http%%3A%%2F%%2F127.0.0.1%%3A1%%2Fannounce&ws=http%%3A%%2F%%2F127.0.0.1%%3A1%%2Fdata%%2F
                    """.formatted(Soil.MAGNET) + FILES);
        assertThat(show.err()).isEmpty();
        assertThat(show.exitCode()).isZero();
    }

    @Test
    void says_that_a_dataset_was_withdrawn(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
        Catalogs.in(bench.path("home/data/catalog")).withdraw(new Sha256(Soil.DIGEST));

        assertThat(bench.run("show", "1").out()).isEqualTo("""
            serial      1
            title       soil-2024
            state       withdrawn by its publisher on YYYY-MM-DD
            published   TIME
            """ + TORRENT + "magnet      " + Soil.MAGNET + "\n" + FILES);
    }

    @Test
    void shows_what_the_state_on_disk_says_of_my_copy_when_no_node_runs(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
        new StateOnDisk(bench, Soil.V1).verified().write();

        assertThat(bench.run("show", "1").out()).isEqualTo("""
            serial      1
            title       soil-2024
            published   TIME
            copy        not running (seeding), 'BENCH/data/soil-2024', verified TIME
            """ + TORRENT + "magnet      " + Soil.MAGNET + "\n" + FILES);
    }

    @Test
    void shows_a_lone_torrent_with_what_travels_in_it(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024", "--title", "Soil", "--license", "CC0-1.0")
                .interrupt();
        Files.copy(bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"), bench.path("some.torrent"));

        assertThat(bench.run("show", "BENCH/some.torrent").out())
                .isEqualTo("""
                    title       Soil
                    license     CC0-1.0
                    published   TIME
                    """ + TORRENT + "magnet      " + Soil.MAGNET + "\n" + FILES);
    }

    @Test
    void shows_a_single_file_without_repeating_it(Bench bench) throws Exception {
        bench.write("depth.csv", Soil.DEPTH);
        bench.publish("BENCH/depth.csv", "--format", "v1").interrupt();

        assertThat(bench.run("show", "1").out()).isEqualTo("""
            serial      1
            title       depth.csv
            published   TIME
            file        depth.csv
            size        24 B
            sha256      89eb477875b3778a858455f3cedb01ae8c888e43c442ed4ff692073c497baf13
            digest      663116fc10b31679f32201b081850967701153477b1036603d5346460dba7a68
            format      v1
            infohash    eb15886f1ad833c2dd873f6cddcfa25f77a1712d (v1)
            pieces      1 of 16 KiB
            magnet      magnet:?xt=urn:btih:eb15886f1ad833c2dd873f6cddcfa25f77a1712d&dn=depth.csv
            """);
    }

    @Test
    void shows_a_torrent_that_seedbank_did_not_make(Bench bench) throws Exception {
        Files.write(bench.path("foreign.torrent"), Foreign.torrent());

        assertThat(bench.run("show", "BENCH/foreign.torrent").out()).isEqualTo("""
            name        foreign
            size        7 B in 2 files
            digest      none: this torrent is not seedbank's
            format      v1
            infohash    %1$s (v1)
            pieces      1 of 16 KiB
            magnet      magnet:?xt=urn:btih:%1$s&dn=foreign

            size  sha256  path
             3 B  -       a.txt
             4 B  -       b/c.txt
            """.formatted(Foreign.V1));
    }

    /** A private torrent with tiers, nodes, a link inside, one that leads out, and a line feed behind its end. */
    static final String ODD =
            "d8:announce5:other13:announce-listll9:udp://one9:udp://twoel11:udp://threeee4:infod5:filesl"
                    + "d6:lengthi3e4:pathl5:a.txteed4:attr1:l4:pathl6:lateste12:symlink pathl5:a.txtee"
                    + "d4:attr1:l4:pathl1:xe12:symlink pathl2:..6:passwdeee"
                    + "4:name3:odd12:piece lengthi16384e6:pieces20:xxxxxxxxxxxxxxxxxxxx7:privatei1ee"
                    + "5:nodesll9:192.0.2.1i6881eeee\n";

    private static final List<String> ODDITIES =
            List.of("what follows its end is not read: 1 B", "the link 'x' leads out of the dataset and is left out");

    @Test
    void shows_what_is_odd_about_a_torrent_and_reads_the_rest(Bench bench) throws Exception {
        Files.writeString(bench.path("odd.torrent"), ODD);

        Outcome show = bench.run("show", "BENCH/odd.torrent");

        assertThat(show.err().lines())
                .containsExactlyElementsOf(ODDITIES.stream()
                        .map(each -> "seedbank: warning: " + each)
                        .toList());
        assertThat(show.out())
                .contains("private     yes: its peers are had from its trackers alone;")
                .contains("\ntracker     udp://one, udp://two\ntracker     udp://three\ndht nodes   192.0.2.1:6881\n")
                .endsWith("""

                        size  sha256  path
                         3 B  -       a.txt
                        link  -       latest -> a.txt
                        """);
        assertThat(show.exitCode()).isZero();
    }

    @Test
    void json_has_what_is_odd_too(Bench bench) throws Exception {
        Files.writeString(bench.path("odd.torrent"), ODD);

        JsonObject torrent = JsonParser.parseString(
                        bench.run("show", "--json", "BENCH/odd.torrent").out())
                .getAsJsonObject()
                .getAsJsonObject("torrent");

        assertThat(torrent.get("private").getAsBoolean()).isTrue();
        assertThat(torrent.get("trackerTiers")).hasToString("[[\"udp://one\",\"udp://two\"],[\"udp://three\"]]");
        assertThat(torrent.get("nodes")).hasToString("[\"192.0.2.1:6881\"]");
        assertThat(torrent.get("links")).hasToString("[{\"path\":\"latest\",\"target\":\"a.txt\"}]");
        assertThat(torrent.getAsJsonArray("warnings").asList().stream().map(JsonElement::getAsString))
                .containsExactlyElementsOf(ODDITIES);
    }

    @Test
    void json_holds_the_entry_and_the_torrent_with_its_files(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();

        Outcome show = bench.run("show", "--json", "1");

        assertThat(show.out())
                .isEqualTo("""
            {
              "catalog": "dir:BENCH/home/data/catalog",
              "entry": {
                "serial": 1,
                "schema": 1,
                "digest": "%1$s",
                "title": "soil-2024",
                "published": "TIME",
                "bytes": 47,
                "files": 2,
                "pieceLength": 16384,
                "infohashV1": "%2$s"
              },
              "torrent": {
                "name": "soil-2024",
                "digest": "%1$s",
                "format": "v1",
                "infohashV1": "%2$s",
                "pieceLength": 16384,
                "pieces": 1,
                "bytes": 47,
                "trackers": [],
                "trackerTiers": [],
                "webSeeds": [],
                "nodes": [],
                "private": false,
                "magnet": "%3$s",
                "files": [
                  {
                    "path": "depth.csv",
                    "length": 24,
                    "sha256": "%4$s"
                  },
                  {
                    "path": "ph.csv",
                    "length": 23,
                    "sha256": "%5$s"
                  }
                ],
                "links": [],
                "warnings": []
              },
              "copy": {
                "state": "absent"
              }
            }
            """.formatted(Soil.DIGEST, Soil.V1, Soil.MAGNET, Soil.DEPTH_SHA256, Soil.PH_SHA256));
        assertThat(show.err()).isEmpty();
    }

    @Test
    void json_of_a_foreign_torrent_has_no_digests(Bench bench) throws Exception {
        Files.write(bench.path("foreign.torrent"), Foreign.torrent());

        assertThat(bench.run("show", "--json", "BENCH/foreign.torrent").out()).isEqualTo("""
            {
              "torrent": {
                "name": "foreign",
                "format": "v1",
                "infohashV1": "%1$s",
                "pieceLength": 16384,
                "pieces": 1,
                "bytes": 7,
                "trackers": [],
                "trackerTiers": [],
                "webSeeds": [],
                "nodes": [],
                "private": false,
                "magnet": "magnet:?xt=urn:btih:%1$s&dn=foreign",
                "files": [
                  {
                    "path": "a.txt",
                    "length": 3
                  },
                  {
                    "path": "b/c.txt",
                    "length": 4
                  }
                ],
                "links": [],
                "warnings": []
              },
              "copy": {
                "state": "absent"
              }
            }
            """.formatted(Foreign.V1));
    }
}
