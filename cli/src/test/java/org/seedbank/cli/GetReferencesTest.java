package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code seedbank get}: references and torrents that must not be fetched with. */
@ExtendWith(Benches.class)
class GetReferencesTest {

    private static final String ICE_DIGEST = "b928f461796445fc15cd6c20bc734f0faaaac52ecb04d3051247ed7555b924a5";

    @Test
    void an_unknown_reference(Bench bench) throws Exception {
        publishSoilAndIce(bench);

        Outcome get = bench.run("get", "--foreground", "1", "7", "-d", "BENCH/copy");

        assertThat(get.err()).isEqualTo("""
            seedbank: error: catalog 'local' has no dataset '7'
            seedbank: hint: list the catalog and use a serial number, or at least 6 digits of a digest
            """);
        assertThat(get.exitCode()).isEqualTo(4);
        assertThat(bench.path("copy")).doesNotExist();
    }

    @Test
    void an_ambiguous_reference(Bench bench) throws Exception {
        // Found by trial: the digests of these two datasets begin with the same six digits.
        bench.write("a/n.txt", "1602\n");
        bench.write("b/n.txt", "6232\n");
        bench.publish("BENCH/a/n.txt").interrupt();
        bench.publish("BENCH/b/n.txt").interrupt();

        Outcome get = bench.run("get", "--foreground", "4d35d5", "-d", "BENCH/copy");

        assertThat(get.err()).isEqualTo("""
            seedbank: error: '4d35d5' means 2 datasets in catalog 'dir:BENCH/home/data/catalog'
            seedbank: hint: use one of the serial numbers 1 (4d35d5b95724), 2 (4d35d5979eaf)
            """);
        assertThat(get.exitCode()).isEqualTo(4);
        assertThat(bench.path("copy")).doesNotExist();
    }

    @Test
    void a_torrent_that_was_swapped_in_the_catalog(Bench bench) throws Exception {
        publishSoilAndIce(bench);
        Files.copy(
                bench.path("home/data/catalog/" + ICE_DIGEST + ".torrent"),
                bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"),
                StandardCopyOption.REPLACE_EXISTING);

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy");

        assertThat(get.err())
                .startsWith("seedbank: error: the torrent of '" + Soil.DIGEST
                        + "' is not the one its entry describes: the dataset digest is " + Soil.DIGEST
                        + " in the entry and " + ICE_DIGEST + " in the torrent; ")
                .endsWith("seedbank: hint: do not use this torrent; ask the publisher to check the catalog\n");
        assertThat(get.exitCode()).isEqualTo(3);
        assertThat(bench.path("copy")).doesNotExist();
    }

    @Test
    void a_torrent_that_was_named_after_another_dataset(Bench bench) throws Exception {
        publishSoilAndIce(bench);
        Files.copy(bench.path("home/data/catalog/" + ICE_DIGEST + ".torrent"), bench.path(Soil.DIGEST + ".torrent"));

        Outcome get = bench.run("get", "--foreground", "BENCH/" + Soil.DIGEST + ".torrent", "-d", "BENCH/copy");

        assertThat(get.err()).isEqualTo("""
            seedbank: error: 'BENCH/%s.torrent' holds the torrent of dataset '%s', not of the one it is named after
            seedbank: hint: if that is the dataset you want, give the file another name; otherwise get the torrent again
            """.formatted(Soil.DIGEST, ICE_DIGEST));
        assertThat(get.exitCode()).isEqualTo(3);
        assertThat(bench.path("copy")).doesNotExist();
    }

    @Test
    void a_torrent_that_is_cut_short(Bench bench) throws Exception {
        publishSoilAndIce(bench);
        byte[] torrent = Files.readAllBytes(bench.path("home/data/catalog/" + Soil.DIGEST + ".torrent"));
        Files.write(bench.path("cut.torrent"), Arrays.copyOf(torrent, torrent.length - 10));

        Outcome get = bench.run("get", "--foreground", "BENCH/cut.torrent", "-d", "BENCH/copy");

        assertThat(get.err()).matches("""
            seedbank: error: 'BENCH/cut.torrent' is not a usable torrent: the \\d+ bytes at byte \\d+ reach past the end
            seedbank: hint: get the torrent again from its publisher
            """);
        assertThat(get.exitCode()).isEqualTo(1);
        assertThat(bench.path("copy")).doesNotExist();
    }

    @Test
    void a_torrent_file_that_is_not_there(Bench bench) throws Exception {
        Outcome get = bench.run("get", "--foreground", "BENCH/no.torrent");

        assertThat(get.err()).isEqualTo("""
            seedbank: error: cannot read 'BENCH/no.torrent': no such file
            seedbank: hint: check that it exists and that you may read it
            """);
        assertThat(get.exitCode()).isEqualTo(1);
    }

    private static void publishSoilAndIce(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
        bench.write("ice.txt", "thin\n");
        bench.publish("BENCH/ice.txt").interrupt();
    }
}
