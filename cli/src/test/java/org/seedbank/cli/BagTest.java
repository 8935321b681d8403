package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code seedbank bag}, and {@code seedbank verify} of bags. */
@ExtendWith(Benches.class)
class BagTest {

    private static final String DRAFT = "BagIt-Version: 0.95\nTag-File-Character-Encoding: UTF-8\n";

    /** Of the bytes {@code 6.5} and a line feed, as md5sum prints it. */
    private static final String MD5 = "370e3d60f592b3bb4f6f22111b14184f";

    @BeforeEach
    void soil(Bench bench) throws Exception {
        Soil.write(bench);
    }

    @Test
    void a_copy_is_a_bag_that_verify_proves(Bench bench) throws Exception {
        Outcome bag = bench.run("bag", "BENCH/soil-2024", "BENCH/bag");

        assertThat(bag.out()).isEqualTo("made the bag 'BENCH/bag'\n");
        assertThat(bag.err()).isEmpty();
        assertThat(bag.exitCode()).isZero();
        assertThat(bench.files("bag"))
                .containsEntry("data/ph.csv", Soil.PH)
                .containsEntry(
                        "manifest-sha256.txt",
                        Soil.DEPTH_SHA256 + "  data/depth.csv\n" + Soil.PH_SHA256 + "  data/ph.csv\n")
                .containsOnlyKeys(
                        "bag-info.txt",
                        "bagit.txt",
                        "data/depth.csv",
                        "data/ph.csv",
                        "manifest-sha256.txt",
                        "tagmanifest-sha256.txt");
        assertThat(bench.run("verify", "BENCH/bag").out())
                .matches("all 5 files intact \\(\\d+ B in SECONDS, by BagIt 1\\.0 digests\\)\n");
    }

    @Test
    void a_folder_becomes_a_bag_in_its_place(Bench bench) throws Exception {
        Outcome bag = bench.run("bag", "--in-place", "BENCH/soil-2024");

        assertThat(bag.out()).isEqualTo("made the bag 'BENCH/soil-2024'\n");
        assertThat(bench.files("soil-2024"))
                .containsEntry("data/ph.csv", Soil.PH)
                .hasSize(6);
        assertThat(bench.run("verify", "BENCH/soil-2024").exitCode()).isZero();

        Outcome again = bench.run("bag", "--in-place", "BENCH/soil-2024");
        assertThat(again.err()).isEqualTo("""
            seedbank: error: 'BENCH/soil-2024' cannot be used: it is a bag already
            seedbank: hint: choose another folder
            """);
        assertThat(again.exitCode()).isEqualTo(1);
    }

    @Test
    void what_a_system_left_in_the_folder_costs_a_warning_before_it_is_bagged(Bench bench) throws Exception {
        bench.write("soil-2024/raw/Thumbs.db", "");

        assertThat(bench.run("bag", "BENCH/soil-2024", "BENCH/copy").err())
                .startsWith("seedbank: warning: 1 file of version control, caches or litter will be in the bag too"
                        + " ('raw/Thumbs.db')\n");
        assertThat(bench.run("bag", "--in-place", "BENCH/soil-2024").err())
                .startsWith("seedbank: warning: 1 file of version control, caches or litter will be in the bag too");
    }

    @Test
    void verify_names_what_is_wrong_with_a_bag_and_exits_3(Bench bench) throws Exception {
        bench.run("bag", "BENCH/soil-2024", "BENCH/bag");
        bench.write("bag/data/ph.csv", "other");
        bench.write("bag/data/notes.txt", "");
        bench.write("bag/fetch.txt", "https://example.org/depth.csv 24 data/depth.csv\n");
        Files.delete(bench.path("bag/data/depth.csv"));

        Outcome verify = bench.run("verify", "BENCH/bag");

        assertThat(verify.out().replaceFirst("[0-9]+ B in", "BYTES in")).isEqualTo("""
            missing       data/depth.csv  (still to be fetched from https://example.org/depth.csv)
            invalid       data/notes.txt  (no manifest lists it)
            damaged       data/ph.csv
            3 of 6 files are damaged (BYTES in SECONDS, by BagIt 1.0 digests)
            """);
        assertThat(verify.exitCode()).isEqualTo(3);
    }

    @Test
    void a_bag_of_which_nothing_can_be_said_is_refused(Bench bench) throws Exception {
        bench.write("bag/bagit.txt", "BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n");

        Outcome verify = bench.run("verify", "BENCH/bag");

        assertThat(verify.err()).isEqualTo("""
            seedbank: error: 'BENCH/bag' is not a usable bag: its version '2.0' is none of 0.93, 0.94, 0.95, 0.96, 0.97, 1.0
            seedbank: hint: get the bag again from whoever made it
            """);
        assertThat(verify.exitCode()).isEqualTo(1);
    }

    @Test
    void a_bag_that_breaks_a_rule_and_has_all_its_bytes_is_no_damage(Bench bench) throws Exception {
        bench.write("bag/bagit.txt", DRAFT);
        bench.write("bag/data/ph.csv", "6.5\n");
        bench.write("bag/manifest-md5.txt", MD5 + "  data/ph.csv\n");
        bench.write("bag/package-info.txt", "Payload-Oxum: 5.1\n");

        Outcome verify = bench.run("verify", "BENCH/bag");

        assertThat(verify.out().replaceFirst("[0-9]+ B in", "BYTES in")).isEqualTo("""
            invalid       package-info.txt  (Payload-Oxum is '5.1' and should be 4.1)
            1 of 2 files breaks a rule of BagIt (BYTES in SECONDS, by BagIt 0.95 digests)
            """);
        assertThat(verify.exitCode()).isEqualTo(1);
    }

    @Test
    void a_bag_without_payload_is_a_bag(Bench bench) throws Exception {
        Files.createDirectories(bench.path("bag/data"));
        bench.write("bag/bagit.txt", DRAFT);
        bench.write("bag/manifest-md5.txt", "");

        Outcome verify = bench.run("verify", "BENCH/bag");

        assertThat(verify.out()).isEqualTo("""
            there is no file, as there should be none (0 B in SECONDS, by BagIt 0.95 digests)
            """);
        assertThat(verify.exitCode()).isEqualTo(0);
    }

    @Test
    void what_the_system_wrote_into_a_bag_is_named_as_that(Bench bench) throws Exception {
        bench.run("bag", "BENCH/soil-2024", "BENCH/bag");
        bench.write("bag/.DS_Store", "");
        bench.write("bag/data/.DS_Store", "");
        bench.write("bag/data/ph.csv.part", "");

        Outcome verify = bench.run("verify", "BENCH/bag");

        assertThat(verify.out().replaceFirst("[0-9]+ B in", "BYTES in")).isEqualTo("""
            invalid       data/.DS_Store  (no manifest lists it; macOS keeps it for itself)
            invalid       data/ph.csv.part  (no manifest lists it; an unfinished download of Transmission, KTorrent or Firefox)
            extra         .DS_Store  (macOS keeps it for itself)
            2 of 7 files are damaged (BYTES in SECONDS, by BagIt 1.0 digests)
            """);
        assertThat(verify.exitCode()).isEqualTo(3);
        assertThat(bench.run("verify", "--json", "BENCH/bag").out())
                .contains("\"path\": \"data/.DS_Store\"", "\"kind\": \"system\"", "\"origin\": \"macOS\"");
    }

    @Test
    void a_bag_cannot_be_repaired_without_a_torrent(Bench bench) throws Exception {
        bench.run("bag", "BENCH/soil-2024", "BENCH/bag");

        Outcome verify = bench.run("verify", "--repair", "BENCH/bag");

        assertThat(verify.err()).isEqualTo("""
            seedbank: error: --repair needs a torrent or REF
            seedbank: hint: see 'seedbank verify --help'
            """);
        assertThat(verify.exitCode()).isEqualTo(2);
    }
}
