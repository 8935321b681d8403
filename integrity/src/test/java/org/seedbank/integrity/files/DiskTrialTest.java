package org.seedbank.integrity.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.files.DiskTrial.Misfit;
import org.seedbank.integrity.files.DiskTrial.Planned;

class DiskTrialTest {

    private static final long FOUR_GIB = 1L << 32;

    @TempDir
    Path folder;

    /** As Linux's vfat answers: Microsoft's FAT specification, section 7, and a longest file of 4 GiB less one byte. */
    static class Fat implements AskedDisk {

        final List<String> asked = new ArrayList<>();

        @Override
        public boolean takes(String name) {
            asked.add(name);
            return name.length() <= 255
                    && name.chars().noneMatch(c -> c < 32 || "\"*/:<>?\\|".indexOf(c) >= 0)
                    && !name.endsWith(" ")
                    && !name.endsWith(".");
        }

        @Override
        public boolean merges(String name, String other) {
            asked.add(name);
            return name.toUpperCase(Locale.ROOT).equals(other.toUpperCase(Locale.ROOT));
        }

        @Override
        public boolean takes(long length) {
            return length < FOUR_GIB;
        }

        @Override
        public boolean reaches(String path) {
            return path.getBytes(StandardCharsets.UTF_8).length < 4096;
        }
    }

    private static List<Planned> files(String... paths) {
        return Stream.of(paths).map(path -> new Planned(path, 1)).toList();
    }

    private static List<String> told(AskedDisk disk, List<Planned> files) throws IOException {
        return DiskTrial.run(disk, files).stream().map(Misfit::toString).toList();
    }

    @Test
    void names_all_that_fat_refuses_and_why() throws Exception {
        List<Planned> files = new ArrayList<>(files(
                "soil/a:b.csv",
                "soil/why?.txt",
                "soil/Data.csv",
                "soil/data.csv",
                "soil/end ",
                "soil/end.",
                "soil/tab\tbed",
                "soil/\u00e9.csv",
                "soil/" + "w".repeat(255),
                "soil/" + "w".repeat(256)));
        files.add(new Planned("soil/big.bin", 5L << 30));
        files.add(new Planned("soil/fits.bin", FOUR_GIB - 1));

        assertThat(told(new Fat(), files))
                .containsExactly(
                        "'soil/a:b.csv' (it takes no name with ':')",
                        "'soil/why?.txt' (it takes no name with '?')",
                        "'soil/data.csv' ('soil/Data.csv' has the same name there)",
                        "'soil/end ' (it takes no name that ends with a blank)",
                        "'soil/end.' (it takes no name that ends with a dot)",
                        "'soil/tab\tbed' (it takes no name with U+0009)",
                        "'soil/" + "w".repeat(256) + "' (its name of 256 bytes is too long)",
                        "'soil/big.bin' (5368709120 bytes are too many for one file)");
    }

    @Test
    void tells_of_a_folder_once_and_not_of_what_is_in_it() throws Exception {
        assertThat(told(new Fat(), files("a:b/one", "a:b/two", "Data/x", "data/y", "data/x", "dATA/z")))
                .containsExactly(
                        "'a:b' (it takes no name with ':')",
                        "'data' ('Data' has the same name there)",
                        "'dATA' ('Data' has the same name there)");
    }

    /** Disks count bytes or characters: 100 of three bytes each are too long for ext4 and not for FAT. */
    @Test
    void counts_as_the_disk_does() throws Exception {
        String name = "\u6c34".repeat(100);

        assertThat(told(new Fat(), files(name))).isEmpty();
        assertThat(DiskTrial.run(folder, files(name)))
                .extracting(Misfit::toString)
                .containsExactly("'%s' (its name of 300 bytes is too long)".formatted(name));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void takes_what_ext4_takes() throws Exception {
        List<Planned> files = new ArrayList<>(
                files("a:b", "Data", "data", "x ", "x.", "w".repeat(255), "\u00e9", "e\u0301", "NUL", "q?*|\u0001"));
        files.add(new Planned("big", 5L << 30));

        assertThat(DiskTrial.run(folder, files)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    /** The longest file of ext4 with blocks of 4 KiB is 16 TiB, that of other file systems at most 8 EiB. */
    @Test
    void asks_for_the_longest_file() throws Exception {
        assertThat(DiskTrial.run(folder, List.of(new Planned("huge", Long.MAX_VALUE))))
                .extracting(Misfit::path)
                .containsExactly("huge");
    }

    @Test
    void finds_paths_that_the_system_does_not_take() throws Exception {
        String deep = String.join(
                "/", IntStream.range(0, 40).mapToObj(i -> "d".repeat(100)).toList());

        assertThat(DiskTrial.run(folder, files(deep)))
                .extracting(Misfit::toString)
                .containsExactly("'%s' (with the folders above it, it is too long)".formatted(deep));
    }

    @Test
    void asks_nothing_of_names_that_every_disk_takes() throws Exception {
        Fat disk = new Fat();

        assertThat(told(disk, files("soil-2024/depth (cm).csv", "soil-2024/ReadMe_1.txt")))
                .isEmpty();
        assertThat(disk.asked).isEmpty();
        assertThat(DiskTrial.run(folder.resolve("not there"), files("plain.csv")))
                .isEmpty();
    }

    @Test
    void asks_little_of_a_hundred_thousand_names() throws Exception {
        Fat disk = new Fat();
        List<Planned> files = IntStream.range(0, 100_000)
                .mapToObj(i -> new Planned("\u6c34\u00e9/d" + i % 100 + "/\u6d4b\u8bd5 " + i + ".csv", 1))
                .toList();

        assertThat(told(disk, files)).isEmpty();
        assertThat(disk.asked).hasSizeLessThan(10);
    }

    @Test
    void says_of_a_folder_what_it_cannot_hold_and_how_much_more() {
        List<Planned> files = IntStream.range(100, 112)
                .mapToObj(i -> new Planned("w".repeat(256) + i, 1))
                .toList();

        assertThatThrownBy(() -> DiskTrial.require(folder.resolve("not/there"), files))
                .isInstanceOf(IntegrityException.DoesNotFit.class)
                .hasMessageStartingWith(
                        "the disk of '%s' cannot hold 12 of the files and folders: 'www", folder.resolve("not/there"))
                .hasMessageEndingWith("and 2 more; nothing was written");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void deletes_what_a_killed_trial_left_and_not_what_another_is_at() throws Exception {
        Path left = Files.createDirectory(folder.resolve(".seedbank-trial-999999999-left"));
        Files.createFile(left.resolve("a:b"));
        long other = ProcessHandle.current().pid();
        Path running = Files.createDirectory(folder.resolve(".seedbank-trial-%d-running".formatted(other)));

        DiskTrial.run(folder, files("a:b"));

        assertThat(folder).isDirectoryContaining(running::equals);
        assertThat(left).doesNotExist();
    }
}
