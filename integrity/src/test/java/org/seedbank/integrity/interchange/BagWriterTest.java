package org.seedbank.integrity.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetScan;

/** Bags that are made of a copy. */
final class BagWriterTest {

    /** The digests are those of coreutils. */
    static final SortedMap<String, String> BAG = new TreeMap<>(Map.of(
            "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
            "bag-info.txt", "Bag-Software-Agent: seedbank 1\nBagging-Date: 2024-05-31\nPayload-Oxum: 1.2\n",
            "data/50%", "",
            "data/raw/x", "x",
            "manifest-sha256.txt", """
                    e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  data/50%25
                    2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  data/raw/x
                    """,
            "tagmanifest-sha256.txt", """
                    4bd0aa8fb5db757b226b326324f5363f68d87e9b300ba5c1729afc214745349d  bag-info.txt
                    1712ecfb074bf29c4188ad3421032509159a09739fd604f8fe57038b4ddefcc9  bagit.txt
                    659fd4e3a5b66a26a173698bd0dbe25830c475983df372a3697f3cbb58a8f09b  manifest-sha256.txt
                    """));

    static final BagWriter WRITER =
            new BagWriter("seedbank 1", Clock.fixed(Instant.parse("2024-05-31T23:59:59Z"), ZoneOffset.UTC));

    @TempDir
    Path temp;

    private Tree soil;

    @BeforeEach
    void soil() throws IOException {
        temp = temp.toRealPath();
        soil = new Tree(Files.createDirectory(temp.resolve("soil")))
                .with("50%", "")
                .with("raw/x", "x");
    }

    @Test
    void has_the_payload_and_the_tag_files_of_bagit_1() throws Exception {
        WRITER.copy(scan(), temp.resolve("bag"), 2, Progress.NONE);

        assertThat(files(temp.resolve("bag"))).isEqualTo(BAG);
        assertThat(files(soil.root())).containsOnlyKeys("50%", "raw/x");
        assertThat(names(temp)).containsExactly("bag", "soil");
    }

    @Test
    void keeps_times_of_change() throws Exception {
        FileTime spring = FileTime.from(Instant.parse("2024-03-20T12:00:00Z"));
        Files.setLastModifiedTime(soil.at("raw/x"), spring);

        WRITER.copy(scan(), temp.resolve("bag"), 2, Progress.NONE);

        assertThat(Files.getLastModifiedTime(temp.resolve("bag/data/raw/x"))).isEqualTo(spring);
    }

    @Test
    void an_empty_folder_may_be_there_already() throws Exception {
        WRITER.copy(scan(), Files.createDirectory(temp.resolve("bag")), 2, Progress.NONE);

        assertThat(files(temp.resolve("bag"))).isEqualTo(BAG);
    }

    @Test
    void of_a_single_file() throws Exception {
        WRITER.copy(DatasetScan.scanFiles(soil.at("raw/x"), false), temp.resolve("bag"), 1, Progress.NONE);

        assertThat(files(temp.resolve("bag"))).containsEntry("data/x", "x").doesNotContainKey("data/50%");
    }

    @Test
    void refuses_a_place_that_is_taken() throws Exception {
        new Tree(temp).with("bag/notes.txt", "");

        refused(temp.resolve("bag"), "it is not an empty folder");
        refused(soil.at("raw/x"), "it is inside what is to be copied");
        refused(soil.at("bag"), "it is inside what is to be copied");
        refused(temp.resolve("no/bag"), "the folder above it is not there");
        assertThat(names(temp)).containsExactly("bag", "soil");
    }

    private void refused(Path target, String reason) {
        assertThatExceptionOfType(IntegrityException.UnusableTarget.class)
                .isThrownBy(() -> WRITER.copy(scan(), target, 1, Progress.NONE))
                .withMessage("'%s' cannot be used: %s", target, reason);
    }

    @Test
    void leaves_nothing_when_a_file_changes_meanwhile() throws Exception {
        Dataset dataset = scan();
        soil.with("raw/x", "xx");

        assertThatExceptionOfType(IntegrityException.ChangedWhileRead.class)
                .isThrownBy(() -> WRITER.copy(dataset, temp.resolve("bag"), 1, Progress.NONE))
                .withMessageContaining("it had 1 bytes and has 2 now");
        assertThat(names(temp)).containsExactly("soil");
    }

    @Test
    void leaves_nothing_when_the_copy_is_not_what_was_written() throws Exception {
        assertThatExceptionOfType(IntegrityException.ChangedWhileRead.class)
                .isThrownBy(() -> WRITER.copy(scan(), temp.resolve("bag"), 1, (bytes, file) -> spoilCopy()))
                .withMessageContaining("1 files read back are not what was written down of them");
        assertThat(names(temp)).containsExactly("soil");
    }

    /** The first file is copied when progress is told of the second. */
    private void spoilCopy() {
        try (Stream<Path> all = Files.list(temp)) {
            for (Path each : all.filter(file -> file.getFileName().toString().startsWith("bag.partial-"))
                    .toList()) {
                Files.writeString(each.resolve("data/50%"), "spoiled");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void leaves_nothing_when_it_is_interrupted() {
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> WRITER.copy(scan(), temp.resolve("bag"), 1, (bytes, file) -> Thread.currentThread()
                        .interrupt()));
        assertThat(names(temp)).containsExactly("soil");
        assertThat(Thread.interrupted()).isFalse();
    }

    private Dataset scan() throws InterruptedException {
        return DatasetScan.scanFiles(soil.root(), false);
    }

    static SortedMap<String, String> files(Path folder) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    static List<String> names(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
