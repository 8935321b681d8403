package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code verify PATH} says where PATH is no bag. */
@ExtendWith(Benches.class)
class NoBagTest {

    private static void says(Bench bench, String path, String message, String hint) throws Exception {
        Outcome verify = bench.run("verify", path);

        assertThat(verify.err()).isEqualTo("seedbank: error: %s\nseedbank: hint: %s\n".formatted(message, hint));
        assertThat(verify.exitCode()).isEqualTo(1);
    }

    @Test
    void a_folder_with_a_list_is_held_against_that(Bench bench) throws Exception {
        bench.write("soil/ph.csv", "");
        bench.write("soil/SHA256SUMS", "");

        says(
                bench,
                "BENCH/soil",
                "'BENCH/soil' is no bag: it has no 'bagit.txt'",
                "if it has a list of digests: seedbank verify --manifest BENCH/soil/SHA256SUMS BENCH/soil");
    }

    @Test
    void a_folder_with_a_torrent_in_it_or_beside_it_may_be_its_copy(Bench bench) throws Exception {
        bench.write("in/a.torrent", "");
        bench.write("my soil/ph.csv", "");
        bench.write("my soil.torrent", "");

        says(
                bench,
                "BENCH/in",
                "'BENCH/in' is no bag: it has no 'bagit.txt'",
                "if it is a copy of what the torrent describes: seedbank verify BENCH/in/a.torrent BENCH/in");
        says(
                bench,
                "BENCH/my soil",
                "'BENCH/my soil' is no bag: it has no 'bagit.txt'",
                "if it is a copy of what the torrent describes: seedbank verify 'BENCH/my soil.torrent' 'BENCH/my soil'");
    }

    @Test
    void a_bag_without_declaration_can_still_be_compared(Bench bench) throws Exception {
        bench.write("bag/data/ph.csv", "");
        bench.write("bag/manifest-md5.txt", "");

        says(
                bench,
                "BENCH/bag",
                "'BENCH/bag' is no bag: it has no 'bagit.txt'",
                "a bag has lost its declaration; its files can still be compared: seedbank verify --manifest"
                        + " BENCH/bag/manifest-md5.txt BENCH/bag");
    }

    @Test
    void a_bag_is_looked_for_one_folder_up_and_down(Bench bench) throws Exception {
        bench.write("bag/bagit.txt", "");
        bench.write("bag/data/ph.csv", "");

        says(bench, "BENCH", "'BENCH' is no bag: it has no 'bagit.txt'", "a bag is in it: seedbank verify BENCH/bag");
        says(
                bench,
                "BENCH/bag/data",
                "'BENCH/bag/data' is no bag: it has no 'bagit.txt'",
                "it is part of a bag: seedbank verify BENCH/bag");
    }

    @Test
    void other_folders_need_something_to_be_held_against(Bench bench) throws Exception {
        bench.write("soil/ph.csv", "");

        says(
                bench,
                "BENCH/soil",
                "'BENCH/soil' is no bag: it has no 'bagit.txt'",
                "name what it should be first: seedbank verify TORRENT-or-REF BENCH/soil, or --manifest FILE");
    }

    @Test
    void a_file_alone_needs_something_too(Bench bench) throws Exception {
        String message = "'BENCH/%s' is a file, and only a bag is verified by its path alone";
        bench.write("soil.torrent", "");
        bench.write("bag.zip", "");
        bench.write("MD5SUMS", "");
        bench.write("ph.csv", "");

        says(
                bench,
                "BENCH/soil.torrent",
                message.formatted("soil.torrent"),
                "name the copy too: seedbank verify BENCH/soil.torrent PATH");
        says(
                bench,
                "BENCH/bag.zip",
                message.formatted("bag.zip"),
                "unpack it, and name the folder that has a 'bagit.txt'");
        says(
                bench,
                "BENCH/MD5SUMS",
                message.formatted("MD5SUMS"),
                "if it is a list of digests: seedbank verify --manifest BENCH/MD5SUMS FOLDER");
        says(
                bench,
                "BENCH/ph.csv",
                message.formatted("ph.csv"),
                "name what it should be first: seedbank verify TORRENT-or-REF BENCH/ph.csv");
    }
}
