package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.cli.frame.FolderDeletion;
import org.seedbank.integrity.Sha256;

/** {@code seedbank get}: which datasets and which of their files are fetched. */
@ExtendWith(Benches.class)
class GetTest {

    private static final String FETCHED = "fetched 'BENCH/copy/soil-2024'\n";

    @Test
    void fetches_by_serial_and_verifies(Bench bench) throws Exception {
        seedSoil(bench);

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
        assertThat(get.err()).isEmpty();
        assertThat(get.exitCode()).isZero();
        assertThat(bench.files("copy/soil-2024")).isEqualTo(Soil.files());
        assertThat(bench.path("copy")).isDirectoryNotContaining("glob:**.parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {Soil.DIGEST, "8348FD", Soil.V1, "BENCH/soil.torrent"})
    void fetches_by_every_other_reference(String reference, Bench bench) throws Exception {
        seedSoil(bench);
        Files.copy(bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"), bench.path("soil.torrent"));

        Outcome get = bench.run("get", "--foreground", reference, "-d", "BENCH/copy");

        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
        assertThat(bench.files("copy/soil-2024")).isEqualTo(Soil.files());
    }

    @Test
    void fetches_by_the_url_of_a_torrent(Bench bench) throws Exception {
        seedSoil(bench);
        byte[] torrent = Files.readAllBytes(bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"));

        try (TorrentServer server = new TorrentServer(200, torrent)) {
            Outcome get =
                    bench.run("get", "--foreground", server.url("/soil.torrent?token=secret"), "-d", "BENCH/copy");

            assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
            assertThat(bench.files("copy/soil-2024")).isEqualTo(Soil.files());
        }
    }

    @Test
    void a_url_that_has_no_torrent_is_an_error_without_the_urls_secrets(Bench bench) throws Exception {
        try (TorrentServer server = new TorrentServer(404, new byte[0])) {
            Outcome get =
                    bench.run("get", "--foreground", server.url("/soil.torrent?token=secret"), "-d", "BENCH/copy");

            assertThat(get.err()).isEqualTo("""
                seedbank: error: cannot download the torrent '%s': the server answered 404: there is nothing at that address
                seedbank: hint: check the address, and ask whoever published it for the one of today
                """.formatted(server.url("/soil.torrent")));
            assertThat(get.exitCode()).isEqualTo(1);
            assertThat(bench.path("copy")).doesNotExist();
        }
    }

    @Test
    void fetches_everything_that_is_not_withdrawn(Bench bench) throws Exception {
        seedSoil(bench);
        bench.write("ice.txt", "thin\n");
        bench.publish("BENCH/ice.txt");
        bench.write("error.txt", "wrong\n");
        String withdrawn = bench.publish("BENCH/error.txt", "--title", "An error")
                .interrupt()
                .out()
                .replaceAll("(?s).*digest +([0-9a-f]+).*", "$1");
        Catalogs.in(bench.path("home/data/catalog")).withdraw(new Sha256(withdrawn));

        Outcome get = bench.run("get", "--foreground", "--all", "-d", "BENCH/copy");

        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT + """
            fetched 'BENCH/copy/ice.txt'
            the file is intact (5 B in SECONDS, by pieces and file digests)
            """);
        assertThat(get.err()).isEmpty();
        assertThat(get.exitCode()).isZero();
        assertThat(bench.files("copy")).containsOnlyKeys("ice.txt", "soil-2024/depth.csv", "soil-2024/ph.csv");
    }

    @Test
    void says_that_there_is_nothing_to_fetch(Bench bench) throws Exception {
        Outcome get = bench.run("get", "--foreground", "--all", "-d", "BENCH/copy");

        assertThat(get.out()).isEmpty();
        assertThat(get.err()).isEqualTo("seedbank: the catalog has nothing to fetch\n");
        assertThat(get.exitCode()).isZero();
    }

    @Test
    void goes_on_with_the_next_dataset_when_nobody_has_one(Bench bench) throws Exception {
        bench.write("ice.txt", "thin\n");
        bench.publish("BENCH/ice.txt").interrupt();
        seedSoil(bench);

        Outcome get = bench.run("get", "--foreground", "--all", "-d", "BENCH/copy", "--timeout", Bench.TIME_FOR_PEERS);

        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
        assertThat(get.err()).isEqualTo("""
            seedbank: only processes on this machine were asked; --public reaches others
            seedbank: error: nobody sent a byte of 'ice.txt' for 10 seconds
            seedbank: hint: try again when somebody seeds it; what has arrived is kept
            """);
        assertThat(get.exitCode()).isEqualTo(6);
    }

    @Test
    void fetches_a_withdrawn_dataset_that_is_named_and_warns(Bench bench) throws Exception {
        seedSoil(bench);
        Catalogs.in(bench.path("home/data/catalog")).withdraw(new Sha256(Soil.DIGEST));

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
        assertThat(get.err()).isEqualTo("seedbank: warning: 'soil-2024' was withdrawn by its publisher\n");
        assertThat(get.exitCode()).isZero();
    }

    @Test
    void fetches_only_files_that_are_included_and_not_excluded(Bench bench) throws Exception {
        bench.write("field/north/ph.csv", "1\n");
        bench.write("field/north/ph.txt", "2\n");
        bench.write("field/south/ph.csv", "3\n");
        bench.publish("BENCH/field");

        Outcome get = bench.run(
                "get", "--foreground", "1", "-d", "BENCH/copy", "--include", "*.csv", "--exclude", "south/**");

        assertThat(get.out()).isEqualTo("""
            fetched 'BENCH/copy/field'
            the file is intact, 2 left out (2 B in SECONDS, by pieces and file digests)
            """);
        assertThat(get.exitCode()).isZero();
        assertThat(bench.files("copy")).containsOnlyKeys("field/north/ph.csv");
    }

    @Test
    void fetches_the_rest_after_a_choice(Bench bench) throws Exception {
        seedSoil(bench);
        bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--include", "ph.csv");

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
        assertThat(bench.files("copy/soil-2024")).isEqualTo(Soil.files());
    }

    @Test
    void fetches_what_a_magnet_link_names(Bench bench) throws Exception {
        seedSoil(bench);

        Outcome get = bench.run("get", "--foreground", Soil.MAGNET, "-d", "BENCH/copy");

        assertThat(get.err()).isEmpty();
        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
        assertThat(bench.files("copy/soil-2024")).isEqualTo(Soil.files());
    }

    @Test
    void nobody_has_what_a_magnet_link_names(Bench bench) throws Exception {
        Outcome get = bench.run("get", "--foreground", Soil.MAGNET, "-d", "BENCH/copy", "--timeout", "1");

        assertThat(get.exitCode()).as(get.err()).isEqualTo(6);
        assertThat(bench.path("copy")).doesNotExist();
    }

    @Test
    void refuses_a_choice_of_no_file(Bench bench) throws Exception {
        seedSoil(bench);

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--include", "*.xls");

        assertThat(get.err()).isEqualTo("""
            seedbank: error: no file of 'soil-2024' was chosen
            seedbank: hint: see its files with show, and check the patterns
            """);
        assertThat(get.exitCode()).isEqualTo(2);
        assertThat(bench.path("copy")).doesNotExist();
    }

    @Test
    void gives_up_when_nobody_has_it(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--timeout", "1");

        assertThat(get.out()).isEmpty();
        assertThat(get.err()).isEqualTo("""
            seedbank: only processes on this machine were asked; --public reaches others
            seedbank: error: nobody sent a byte of 'soil-2024' for 1 second
            seedbank: hint: try again when somebody seeds it; what has arrived is kept
            """);
        assertThat(get.exitCode()).isEqualTo(6);
    }

    @Test
    void gives_up_when_everybody_has_a_damaged_copy(Bench bench) throws Exception {
        seedSoil(bench);
        bench.write("soil-2024/ph.csv", Soil.PH.replace('5', '6'));

        Outcome get =
                bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--timeout", Bench.TIME_FOR_PEERS, "--quiet");

        assertThat(get.out()).isEmpty();
        // One that is refused may come again from another port.
        assertThat(get.err().replaceFirst("peer 127\\.0\\.0\\.1:.* sent", "peer HOST:PORT sent"))
                .isEqualTo("""
            seedbank: error: peer HOST:PORT sent bytes of 'soil-2024' that are not what was published
            seedbank: hint: ask them to verify their copy, and try again; what has arrived intact is kept
            """);
        assertThat(get.exitCode()).isEqualTo(3);
    }

    @Test
    void asks_the_peer_that_is_named(Bench bench) throws Exception {
        Running publisher = seedSoil(bench);
        FolderDeletion.delete(bench.path("home/state/presence"));

        Outcome get =
                bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--peer", "127.0.0.1:" + publisher.port());

        assertThat(get.out()).isEqualTo(FETCHED + Soil.INTACT);
    }

    @Test
    void json_is_the_report_of_the_verification(Bench bench) throws Exception {
        seedSoil(bench);

        Outcome get = bench.run("get", "--foreground", "--json", "1", "-d", "BENCH/copy");

        assertThat(get.out())
                .isEqualTo(bench.run("verify", "--json", "1", "BENCH/copy/soil-2024")
                        .out());
        assertThat(get.err()).isEmpty();
    }

    private static Running seedSoil(Bench bench) throws Exception {
        Soil.write(bench);
        return bench.publish("BENCH/soil-2024");
    }
}
