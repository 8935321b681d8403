package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.FakeNode;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.NewDataset;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmKey;

/** {@code seedbank edit}: what is beside a published dataset's bytes can be changed, and nothing else changes. */
@ExtendWith(Benches.class)
class EditTest {

    private static final String TRACKER = "udp://192.0.2.1:6969/announce";

    @Test
    void adds_trackers_and_web_seeds_and_keeps_every_byte_of_info(Bench bench) throws Exception {
        publishSoil(bench);
        Metainfo before = torrent(bench);

        Outcome edit = bench.run(
                "edit",
                "1",
                "--add-tracker",
                TRACKER,
                "--add-tracker",
                "https://t.example.org/announce",
                "--add-web-seed",
                "https://data.example.org/soil",
                "--check-web-seed=no");

        Metainfo after = torrent(bench);
        assertThat(edit.exitCode()).isZero();
        assertThat(edit.err()).isEmpty();
        assertThat(edit.out())
                .startsWith("serial      1\ntitle       soil-2024\n")
                .contains("tracker     " + TRACKER + "\ntracker     https://t.example.org/announce\n")
                .contains("web seed    https://data.example.org/soil/\n")
                .contains("&tr=udp%3A%2F%2F192.0.2.1%3A6969%2Fannounce");
        assertThat(after.info()).isEqualTo(before.info());
        assertThat(after.trackerTiers()).containsExactly(List.of(TRACKER), List.of("https://t.example.org/announce"));
        assertThat(after.webSeeds()).containsExactly("https://data.example.org/soil/");
        assertThat(bench.run("show", "1").out()).contains("tracker     " + TRACKER + "\n");
    }

    @Test
    void what_a_catalog_lists_is_found_by_the_name_that_the_node_knows_it_by(Bench bench) throws Exception {
        publishSoil(bench);
        bench.nodes().run(Network.LOCAL).add(NewDataset.published(torrent(bench), bench.path("soil-2024")));

        Outcome edit = bench.run("edit", "soil-2024", "--title", "Soil of two plots", "--add-tracker", TRACKER);

        assertThat(edit.exitCode()).as(edit.err()).isZero();
        assertThat(edit.out()).startsWith("serial      1\ntitle       Soil of two plots\n");
        assertThat(edit.err()).isEqualTo("seedbank: the node goes on with it as it is now\n");
        assertThat(torrent(bench).trackers()).containsExactly(TRACKER);
    }

    @Test
    void what_cannot_be_taken_out_is_told_before_a_web_seed_is_asked(Bench bench) throws Exception {
        publishSoil(bench);

        Outcome edit = bench.run(
                "edit", "1", "--add-web-seed", "http://127.0.0.1:9/", "--remove-seed-address", "a.example.org:6881");

        assertThat(edit).isEqualTo(new Outcome(1, "", """
            seedbank: error: there is no seed address 'a.example.org:6881' to remove
            seedbank: hint: it has none
            """));
    }

    @Test
    void warns_of_personal_keys_in_what_is_added_and_shows_none(Bench bench) throws Exception {
        publishSoil(bench);
        String[] edit = {
            "edit",
            "1",
            "--add-tracker",
            "https://t.example.org/announce?passkey=s3cret",
            "--add-web-seed",
            "http://user:s3cret@data.example.org/soil/",
            "--check-web-seed=no"
        };

        Outcome first = bench.run(edit);

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).isEqualTo("""
            seedbank: warning: the address of the tracker 'https://t.example.org/announce?passkey=…' holds what looks like \
            a personal key, which everybody gets with the torrent
            seedbank: warning: the address of the web seed 'http://…@data.example.org/soil/' holds what looks like \
            a personal key, which everybody gets with the torrent
            """);
        assertThat(torrent(bench).trackers()).containsExactly("https://t.example.org/announce?passkey=s3cret");
        for (Outcome shown : List.of(
                first,
                bench.run("show", "1"),
                bench.run("show", "1", "--json"),
                bench.run("edit", "1", "--json", "--title", "Soil"))) {
            assertThat(shown.out())
                    .contains("https://t.example.org/announce?passkey", "…@data.example.org/soil/")
                    .doesNotContain("s3cret");
            assertThat(shown.err()).doesNotContain("s3cret");
        }
        assertThat(bench.run(edit).err()).doesNotContain("warning");
    }

    @Test
    void removes_what_is_named_as_it_is_shown(Bench bench) throws Exception {
        publishSoil(
                bench,
                "--tracker",
                "https://T.example.org/0123456789abcdef0123/announce",
                "--tracker",
                TRACKER,
                "--web-seed",
                "http://192.0.2.1/soil/",
                "--check-web-seed=no");

        bench.run("edit", "1", "--remove-tracker", "https://t.example.org/…/announce");
        assertThat(torrent(bench).trackers()).containsExactly(TRACKER);

        Outcome last =
                bench.run("edit", "1", "--remove-tracker", TRACKER, "--remove-web-seed", "http://192.0.2.1/soil");
        assertThat(last.exitCode()).isZero();
        assertThat(torrent(bench).trackers()).isEmpty();
        assertThat(torrent(bench).webSeeds()).isEmpty();
    }

    @Test
    void what_is_not_there_cannot_be_removed_and_what_is_there_is_named(Bench bench) throws Exception {
        publishSoil(bench, "--tracker", TRACKER);
        Map<String, String> before = catalog(bench);

        assertThat(bench.run("edit", "1", "--title", "never", "--remove-tracker", "udp://192.0.2.2:1"))
                .isEqualTo(new Outcome(1, "", """
            seedbank: error: there is no tracker 'udp://192.0.2.2:1' to remove
            seedbank: hint: name one that it has: 'udp://192.0.2.1:6969/announce'
            """));
        assertThat(bench.run("edit", "1", "--remove-web-seed", "http://192.0.2.2/"))
                .isEqualTo(new Outcome(1, "", """
            seedbank: error: there is no web seed 'http://192.0.2.2/' to remove
            seedbank: hint: it has none
            """));
        assertThat(catalog(bench)).isEqualTo(before);
    }

    @Test
    void words_and_addresses_of_seeds_change_with_the_torrent(Bench bench) throws Exception {
        publishSoil(bench, "--seed-address", "192.0.2.7:6881");

        Outcome edit = bench.run(
                "edit",
                "1",
                "--title",
                "Soil of the meadow",
                "--clear",
                "keywords",
                "--add-seed-address",
                "[2001:db8::1]:6881",
                "--add-seed-address",
                "seeds.example.org:51413",
                "--remove-seed-address",
                "192.0.2.7:6881");

        assertThat(edit.out())
                .contains("title       Soil of the meadow\n")
                .contains("seeded at   [2001:db8::1]:6881\nseeded at   seeds.example.org:51413\n")
                .contains("&x.pe=[2001:db8::1]:6881&x.pe=seeds.example.org:51413\n");
        JsonObject entry =
                JsonParser.parseString(torrent(bench).entryJson().orElseThrow()).getAsJsonObject();
        assertThat(entry.get("title").getAsString()).isEqualTo("Soil of the meadow");
        assertThat(entry.get("seedAddresses").toString())
                .isEqualTo("[\"[2001:db8::1]:6881\",\"seeds.example.org:51413\"]");
    }

    @Test
    void a_repetition_changes_nothing_and_says_so(Bench bench) throws Exception {
        publishSoil(bench);
        bench.run("edit", "1", "--add-tracker", TRACKER);
        Map<String, String> before = catalog(bench);

        Outcome again = bench.run("edit", "1", "--add-tracker", "UDP://192.0.2.1:6969/announce/");

        assertThat(again.err()).isEqualTo("seedbank: all of it was so already: nothing was changed\n");
        assertThat(again.exitCode()).isZero();
        assertThat(catalog(bench)).isEqualTo(before);
    }

    @Test
    void a_dry_run_shows_what_it_would_be(Bench bench) throws Exception {
        publishSoil(bench);
        Map<String, String> before = catalog(bench);

        Outcome dry = bench.run("edit", "1", "--add-tracker", TRACKER, "--dry-run", "--json");

        JsonObject json = JsonParser.parseString(dry.out()).getAsJsonObject();
        assertThat(json.get("dryRun").getAsBoolean()).isTrue();
        assertThat(json.get("changed").getAsBoolean()).isTrue();
        assertThat(json.get("serial").getAsString()).isEqualTo("1");
        assertThat(json.getAsJsonObject("torrent").get("trackers").toString()).isEqualTo("[\"" + TRACKER + "\"]");
        assertThat(dry.err()).isEqualTo("seedbank: dry run: nothing was changed\n");
        assertThat(catalog(bench)).isEqualTo(before);
    }

    @Test
    void a_catalog_that_can_only_be_read_says_so(Bench bench) throws Exception {
        publishSoil(bench);
        bench.run("catalog", "export", "BENCH/site");
        String site = bench.path("site").toString();

        for (String dry : List.of("--dry-run", "--json")) {
            Outcome edit = bench.run("edit", "1", "--catalog", site, "--add-tracker", TRACKER, dry);
            assertThat(edit.err()).contains("an exported catalog can only be read\n");
            assertThat(edit.exitCode()).isEqualTo(5);
        }
    }

    @Test
    void the_node_is_told_also_by_a_repetition(Bench bench) throws Exception {
        publishSoil(bench);
        FakeNode node = bench.nodes().run(Network.LOCAL);
        Metainfo torrent = torrent(bench);
        node.add(NewDataset.published(torrent, bench.path("soil-2024")));

        Outcome edit = bench.run("edit", "1", "--add-tracker", TRACKER);

        assertThat(edit.err()).isEqualTo("seedbank: the node goes on with it as it is now\n");
        assertThat(node.torrent(SwarmKey.of(torrent)).bytes())
                .isEqualTo(torrent(bench).bytes());
        node.becomes(SwarmKey.of(torrent), DatasetState.PAUSED);
        assertThat(bench.run("edit", "1", "--add-tracker", TRACKER).err())
                .contains("the node has its copy at '", "' as it is now; it stays paused until 'seedbank resume'\n");
        node.becomes(SwarmKey.of(torrent), DatasetState.NOT_THERE);
        assertThat(bench.run("edit", "1", "--add-tracker", TRACKER).err())
                .contains("as it is now; it is not there, as before\n");
        node.replace(torrent);
        bench.run("edit", "1", "--add-tracker", TRACKER);
        assertThat(node.torrent(SwarmKey.of(torrent)).trackers()).containsExactly(TRACKER);
    }

    @Test
    void a_node_that_does_not_run_keeps_what_is_paused_paused(Bench bench) throws Exception {
        publishSoil(bench);
        new StateOnDisk(bench, Soil.V1).verified().paused().write();
        Files.copy(
                bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"),
                bench.path("home/state/node/datasets/" + Soil.V1 + "/torrent"));

        assertThat(bench.run("edit", "1", "--add-tracker", TRACKER).err())
                .isEqualTo(
                        "seedbank: the node has its copy at 'BENCH/data/soil-2024' as it is now; it stays paused until"
                                + " 'seedbank resume'\n");
    }

    @Test
    void a_node_that_does_not_run_goes_on_with_it_when_it_is_started(Bench bench) throws Exception {
        publishSoil(bench);
        new StateOnDisk(bench, Soil.V1).verified().write();
        Files.copy(
                bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"),
                bench.path("home/state/node/datasets/" + Soil.V1 + "/torrent"));

        assertThat(bench.run("edit", "1", "--add-tracker", TRACKER).err())
                .isEqualTo("seedbank: the node goes on with its copy at 'BENCH/data/soil-2024' as it is now, when it is"
                        + " started\n");
        Path kept = bench.path("home/state/node/torrents/" + Soil.V1 + ".torrent");
        assertThat(Metainfo.read(kept).trackers()).containsExactly(TRACKER);
    }

    @Test
    void what_no_catalog_lists_is_changed_in_the_node(Bench bench) throws Exception {
        publishSoil(bench);
        Metainfo torrent = torrent(bench);
        for (String name : catalog(bench).keySet()) {
            Files.delete(bench.path("home/data/catalog/" + name));
        }
        FakeNode node = bench.nodes().run(Network.LOCAL);
        node.add(NewDataset.published(torrent, bench.path("soil-2024")));

        Outcome edit = bench.run("edit", "soil-2024", "--add-tracker", TRACKER);
        Outcome words = bench.run("edit", "soil-2024", "--title", "Soil");

        assertThat(edit.err()).isEqualTo("seedbank: no catalog lists it: the node alone has the change\n");
        assertThat(node.torrent(SwarmKey.of(torrent)).trackers()).containsExactly(TRACKER);
        assertThat(words.err())
                .startsWith("seedbank: error: no catalog lists 'soil-2024', so only its trackers and web seeds can be"
                        + " changed\n");
        assertThat(words.exitCode()).isEqualTo(2);
        assertThat(bench.run("edit", "water", "--add-tracker", TRACKER).exitCode())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "edit 1|say what is to change, such as --add-tracker URL or --title TEXT",
                "edit 1 --add-tracker ftp://192.0.2.1/|--add-tracker 'ftp://192.0.2.1/' is not a URL of http, https, udp",
                "edit 1 --add-tracker udp://192.0.2.1/|--add-tracker 'udp://192.0.2.1/' needs a port, as in udp://HOST:PORT",
                "trackers add udp://192.0.2.1|the tracker 'udp://192.0.2.1' needs a port, as in udp://HOST:PORT",
                "trackers check udp://192.0.2.1|the tracker 'udp://192.0.2.1' needs a port, as in udp://HOST:PORT",
                "edit 1 --add-web-seed udp://192.0.2.1:1|--add-web-seed 'udp://192.0.2.1:1' is not a URL of http, https",
                "edit 1 --add-seed-address 192.0.2.1|--add-seed-address '192.0.2.1' is not HOST:PORT",
                "edit 1 --add-seed-address 192.0.2.1:0|--add-seed-address '192.0.2.1:0' leads nowhere",
                "edit 1 --add-tracker udp://a:1 --remove-tracker udp://A:1|'udp://a:1' is added and removed at once",
                "edit 1 --clear title|--clear 'title' is not one of description, creators, license, doi, keywords, version",
            })
    void what_makes_no_sense_is_wrong_usage(String command, String reason, Bench bench) throws Exception {
        publishSoil(bench);

        Outcome edit = bench.run(command.split(" "));

        assertThat(edit.err()).startsWith("seedbank: error: " + reason + "\n");
        assertThat(edit.exitCode()).isEqualTo(2);
    }

    @Test
    void more_than_eight_addresses_of_seeds_do_not_fit(Bench bench) throws Exception {
        publishSoil(bench, "--seed-address", "192.0.2.1:1", "--seed-address", "192.0.2.1:2");
        List<String> seven = List.of("3", "4", "5", "6", "7", "8", "9");
        String[] command = Stream.concat(
                        Stream.of("edit", "1"),
                        seven.stream().flatMap(port -> Stream.of("--add-seed-address", "192.0.2.1:" + port)))
                .toArray(String[]::new);

        Outcome edit = bench.run(command);

        assertThat(edit.err())
                .startsWith("seedbank: error: field 'seedAddresses' holds 9 items, at most 8 are allowed\n");
        assertThat(edit.exitCode()).isEqualTo(2);
    }

    @Test
    void names_in_other_scripts_are_written_as_the_network_has_them(Bench bench) throws Exception {
        publishSoil(bench);

        bench.run("edit", "1", "--add-tracker", "udp://bücher.example:6969/announce");

        assertThat(torrent(bench).trackers()).containsExactly("udp://xn--bcher-kva.example:6969/announce");
    }

    /** Everything in the catalog's folder, byte for byte. */
    private static Map<String, String> catalog(Bench bench) throws Exception {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(bench.path("home/data/catalog"))) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private static Metainfo torrent(Bench bench) {
        return Metainfo.read(bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"));
    }

    private static void publishSoil(Bench bench, String... options) throws Exception {
        Soil.write(bench);
        String[] all = new String[options.length + 1];
        all[0] = "BENCH/soil-2024";
        System.arraycopy(options, 0, all, 1, options.length);
        bench.publish(all).interrupt();
    }
}
