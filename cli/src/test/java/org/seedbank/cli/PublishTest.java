package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.Sha256;

/** {@code seedbank publish}: hashes, seeds, and lists what is seeded. */
@ExtendWith(Benches.class)
class PublishTest {

    private static final String SEEDING = "seedbank: seeding 'soil-2024' on port PORT of this machine only;"
            + " add --public to reach others; Ctrl-C ends it\n";

    @Test
    void dry_run_shows_what_would_be_published_and_shares_nothing(Bench bench) throws Exception {
        Soil.write(bench);

        Outcome publish = bench.run("publish", "--dry-run", "BENCH/soil-2024");

        assertThat(publish.out()).isEqualTo("title     soil-2024\n" + Soil.SUMMARY);
        assertThat(publish.err()).isEqualTo("seedbank: dry run: nothing was seeded or listed\n");
        assertThat(publish.exitCode()).isZero();
        assertThat(bench.run("list").err()).isEqualTo("seedbank: the catalog is empty\n");
        assertThat(bench.path("home/state")).doesNotExist();
    }

    @Test
    void dry_run_writes_the_torrent_where_that_is_asked(Bench bench) throws Exception {
        Soil.write(bench);

        Outcome publish = bench.run("publish", "--dry-run", "--torrent", "BENCH/soil.torrent", "BENCH/soil-2024");

        assertThat(publish.err()).isEqualTo("""
            seedbank: dry run: nothing was seeded or listed
            seedbank: wrote the torrent 'BENCH/soil.torrent'
            """);
        assertThat(bench.run("verify", "BENCH/soil.torrent", "BENCH/soil-2024").exitCode())
                .isZero();
        assertThat(bench.run("publish", "--torrent", "BENCH/other.torrent", "BENCH/soil-2024")
                        .err())
                .startsWith("seedbank: error: --torrent is for --dry-run");
        assertThat(bench.run("publish", "--dry-run", "--torrent", "BENCH/none/soil.torrent", "BENCH/soil-2024")
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void dry_run_shows_all_that_would_be_said_and_what_is_left_out(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("soil-2024/.seedbankignore", "/raw/\n");
        bench.write("soil-2024/raw/a.bin", "x");
        bench.write("soil-2024/b.tmp", "x");

        Outcome publish = bench.run(
                "publish",
                "--dry-run",
                "BENCH/soil-2024",
                "--exclude",
                "*.tmp",
                "--title",
                "Soil",
                "--creator",
                "A. Digger",
                "--license",
                "CC-BY-4.0",
                "--doi",
                "doi:10.5555/soil",
                "--keyword",
                "ph",
                "--dataset-version",
                "2",
                "--description",
                "Two plots.");

        assertThat(publish.out()).isEqualTo("""
                    title     Soil
                    creators  A. Digger
                    license   CC-BY-4.0
                    doi       10.5555/soil
                    version   2
                    keywords  ph

                      Two plots.

                    """ + Soil.SUMMARY + """
                    left out  .seedbankignore  (rules)
                    left out  b.tmp  (*.tmp)
                    left out  raw/  (.seedbankignore)
                    """);
        assertThat(publish.err()).isEqualTo("""
            seedbank: left out: 2 files, 1 folder
            seedbank: dry run: nothing was seeded or listed
            """);
    }

    @Test
    void seeds_until_interrupted_and_leaves_the_entry(Bench bench) throws Exception {
        Soil.write(bench);

        Running publisher = bench.publish("BENCH/soil-2024");
        Outcome publish = publisher.interrupt();

        assertThat(publish.out()).isEqualTo("serial    1\n" + Soil.SUMMARY);
        assertThat(publish.err()).isEqualTo(SEEDING + "seedbank: interrupted\n");
        assertThat(publish.exitCode()).isEqualTo(130);
        assertThat(bench.run("list").out()).isEqualTo("""
            serial  state   size  files  published   title
                 1  absent  47 B      2  YYYY-MM-DD  soil-2024
            """);
    }

    @Test
    void leaves_the_dataset_as_it_was(Bench bench) throws Exception {
        Soil.write(bench);

        bench.publish("BENCH/soil-2024").interrupt();

        assertThat(bench.files("soil-2024")).isEqualTo(Soil.files());
    }

    @Test
    void says_that_the_bytes_were_published_before_and_changes_nothing(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024", "--title", "Soil of 2024").interrupt();
        String before = Files.readString(bench.path("home/data/catalog/" + Soil.DIGEST + ".json"));

        Outcome again =
                bench.publish("BENCH/soil-2024", "--title", "Another title").interrupt();

        assertThat(again.out()).isEqualTo("serial    1\n" + Soil.SUMMARY);
        assertThat(again.err())
                .isEqualTo("seedbank: these bytes were published before: the catalog's entry and torrent stay as they"
                        + " are\nseedbank: without effect: --title; to change what is listed: seedbank edit 1 --title"
                        + " 'Another title'\n"
                        + SEEDING
                        + "seedbank: interrupted\n");
        assertThat(bench.path("home/data/catalog/" + Soil.DIGEST + ".json")).hasContent(before);
    }

    @Test
    void names_the_command_that_adds_addresses_which_the_catalogs_torrent_lacks(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish(
                        "BENCH/soil-2024",
                        "--tracker",
                        "http://t.example.org/announce",
                        "--web-seed",
                        "http://w.example.org/soil",
                        "--check-web-seed=no",
                        "--seed-address",
                        "192.0.2.1:6881")
                .interrupt();
        List<String> again = List.of(
                "publish",
                "--dry-run",
                "--tracker",
                "http://t.example.org/announce",
                "--web-seed",
                "http://w.example.org/soil",
                "--seed-address",
                "192.0.2.1:6881",
                "BENCH/soil-2024");

        Outcome same = bench.run(again.toArray(String[]::new));
        assertThat(same.err()).isEqualTo("""
            seedbank: dry run: nothing was seeded or listed
            seedbank: these bytes were published before: the catalog's entry and torrent stay as they are
            """);

        List<String> more = new ArrayList<>(again);
        more.addAll(List.of("--tracker", "http://u.example.org/it's?a=1&b=2", "--catalog", "BENCH/home/data/catalog"));
        more.addAll(List.of("--web-seed", "http://u:secret@127.0.0.1:9/soil/", "--seed-address", "[2001:db8::1]:6881"));
        Outcome other = bench.run(more.toArray(String[]::new));

        assertThat(other.err()).isEqualTo("""
            seedbank: warning: the address of the web seed 'http://…@127.0.0.1:9/soil/' holds what looks like a personal key, which everybody gets with the torrent
            seedbank: dry run: nothing was seeded or listed
            seedbank: these bytes were published before: the catalog's entry and torrent stay as they are
            seedbank: without effect: --tracker, --web-seed, --seed-address; to change what is listed: seedbank edit 1 --catalog BENCH/home/data/catalog --add-tracker 'http://u.example.org/it'\\''s?a=1&b=2' --add-web-seed 'http://…@127.0.0.1:9/soil/' --add-seed-address '[2001:db8::1]:6881'
            """);
    }

    @Test
    void says_that_the_dataset_was_withdrawn(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
        Catalogs.in(bench.path("home/data/catalog")).withdraw(new Sha256(Soil.DIGEST));

        Outcome again = bench.publish("BENCH/soil-2024").interrupt();

        assertThat(again.err())
                .isEqualTo("seedbank: warning: these bytes were published before and withdrawn since: they are seeded,"
                        + " and the catalog's entry stays withdrawn\n"
                        + SEEDING
                        + "seedbank: interrupted\n");
    }

    @Test
    void json_holds_the_entry_and_the_torrent(Bench bench) throws Exception {
        Soil.write(bench);

        Outcome publish = bench.publish("--json", "BENCH/soil-2024").interrupt();

        assertThat(publish.out()).isEqualTo("""
            {
              "published": true,
              "alreadyThere": false,
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
              "sources": [],
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
                "magnet": "%3$s"
              },
              "formatChoice": {
                "format": "v1",
                "reason": "much-padding",
                "padding": 32721
              },
              "leftOut": [],
              "warnings": []
            }
            """.formatted(Soil.DIGEST, Soil.V1, Soil.MAGNET));
    }

    @Test
    void joins_the_catalogs_torrent_when_the_same_bytes_lie_under_another_name(Bench bench) throws Exception {
        Soil.write(bench);
        Soil.writeTo(bench, "elsewhere/renamed");
        bench.publish("BENCH/soil-2024").interrupt();

        Running second = bench.publish("BENCH/elsewhere/renamed");
        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(second.interrupt().out()).isEqualTo("serial    1\n" + Soil.SUMMARY);
        assertThat(get.exitCode()).isZero();
        assertThat(bench.files("copy/soil-2024")).isEqualTo(Soil.files());
    }

    @Test
    void joins_the_torrent_of_one_file_with_a_folder_that_holds_only_that_file(Bench bench) throws Exception {
        bench.write("depth.csv", Soil.DEPTH);
        bench.write("folder/depth.csv", Soil.DEPTH);
        bench.publish("BENCH/depth.csv").interrupt();

        bench.publish("BENCH/folder");
        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.exitCode()).isZero();
        assertThat(bench.files("copy")).containsOnlyKeys("depth.csv");
    }

    @Test
    void joins_the_torrent_of_a_folder_with_the_one_file_that_it_holds(Bench bench) throws Exception {
        bench.write("folder/depth.csv", Soil.DEPTH);
        bench.write("mine/depth.csv", Soil.DEPTH);
        bench.write("mine/secret.txt", "mine");
        bench.publish("BENCH/folder").interrupt();

        bench.publish("BENCH/mine/depth.csv");
        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.exitCode()).isZero();
        assertThat(bench.files("copy")).containsOnlyKeys("folder/depth.csv");
    }

    @Test
    void makes_the_catalog_that_is_named_when_it_is_not_there(Bench bench) throws Exception {
        Soil.write(bench);

        bench.publish("BENCH/soil-2024", "--catalog", "dir:BENCH/new/catalog").interrupt();

        assertThat(bench.run("list", "--catalog", "dir:BENCH/new/catalog").out())
                .isEqualTo("""
                    serial  state   size  files  published   title
                         1  absent  47 B      2  YYYY-MM-DD  soil-2024
                    """);
    }

    @Test
    void ends_seeding_and_lists_nothing_when_the_catalog_cannot_be_written(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("catalog/" + Soil.DIGEST + ".json", "{ not an entry");

        Outcome publish = bench.run("publish", "--foreground", "BENCH/soil-2024", "--catalog", "BENCH/catalog");

        assertThat(publish.out()).isEmpty();
        assertThat(publish.err()).isEqualTo("""
            seedbank: error: the entry '%1$s' in catalog 'dir:BENCH/catalog' is broken: it is not strict JSON at line 1 column 4
            seedbank: hint: if a sync program is at work let it finish; otherwise repair or move away\
             'BENCH/catalog/%1$s.json'
            """.formatted(Soil.DIGEST));
        assertThat(publish.exitCode()).isEqualTo(5);
        assertThat(bench.presences()).isEmpty();
        assertThat(bench.files("catalog")).containsOnlyKeys(".seedbank.lock", Soil.DIGEST + ".json");
    }
}
