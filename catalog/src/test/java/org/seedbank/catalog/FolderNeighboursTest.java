package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.folder.DirectoryCatalog;
import org.seedbank.catalog.folder.FolderScan;
import org.seedbank.integrity.Sha256;

/** Whatever lies beside the good entries of a folder costs one warning and never the listing. */
final class FolderNeighboursTest {

    private static final SampleDataset GOOD = SampleDataset.number(1);
    private static final SampleDataset OTHER = SampleDataset.number(2);
    private static final String OTHER_JSON = OTHER.digest() + ".json";
    private static final String OTHER_TORRENT = OTHER.digest() + ".torrent";

    @TempDir
    Path folder;

    private Catalog catalog;
    private Listed good;

    @BeforeEach
    void post_a_good_entry() throws InterruptedException {
        catalog = new DirectoryCatalog(folder);
        good = catalog.post(GOOD.draft(), GOOD.metainfo()).listed();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private String publishedJson(SampleDataset dataset) {
        return dataset.draft().toBuilder()
                .published(good.published().plusSeconds(1))
                .build()
                .toJson();
    }

    private void assertOnlyWarning(String name, String reason) throws InterruptedException {
        Listing listing = catalog.list();
        assertThat(listing.entries()).containsExactly(good);
        assertThat(listing.warnings()).containsExactly(new CatalogWarning(name, reason));
    }

    private void assertBroken(Sha256 digest, String reason) {
        assertThatThrownBy(() -> catalog.torrent(digest))
                .isInstanceOf(CatalogException.BrokenEntry.class)
                .hasMessage("the entry '%s' in catalog 'dir:%s' is broken: %s".formatted(digest, folder, reason));
    }

    @Test
    void an_entry_cut_off_in_the_middle() throws Exception {
        String json = publishedJson(OTHER);
        Files.writeString(file(OTHER_JSON), json.substring(0, json.indexOf("bytes") + 7));
        Files.write(file(OTHER_TORRENT), OTHER.torrent());

        assertOnlyWarning(OTHER_JSON, "its JSON ends too early at line 6 column 11");
        assertBroken(OTHER.digest(), "its JSON ends too early at line 6 column 11");
    }

    @Test
    void an_empty_file() throws Exception {
        Files.createFile(file(OTHER_JSON));

        assertOnlyWarning(OTHER_JSON, "it is empty");
    }

    @Test
    void bytes_that_are_not_utf_8() throws Exception {
        Files.write(file(OTHER_JSON), new byte[] {'{', '"', (byte) 0xE9, '"', '}'});

        assertOnlyWarning(OTHER_JSON, "it is not UTF-8");
    }

    @Test
    void an_entry_under_the_name_of_another_dataset() throws Exception {
        Files.copy(file(GOOD.digest() + ".json"), file(OTHER_JSON));
        Files.write(file(OTHER_TORRENT), OTHER.torrent());

        assertOnlyWarning(OTHER_JSON, "it is the entry of another dataset, '%s'".formatted(GOOD.digest()));
    }

    @Test
    void a_draft() throws Exception {
        Files.writeString(file(OTHER_JSON), OTHER.draft().toJson());
        Files.write(file(OTHER_TORRENT), OTHER.torrent());

        assertOnlyWarning(OTHER_JSON, "field 'published' is missing");
    }

    @Test
    void an_entry_whose_torrent_is_missing() throws Exception {
        Files.writeString(file(OTHER_JSON), publishedJson(OTHER));

        assertOnlyWarning(OTHER_JSON, "its torrent is missing");
        assertBroken(OTHER.digest(), "its torrent is missing");
    }

    @Test
    void an_entry_whose_torrent_is_empty() throws Exception {
        Files.writeString(file(OTHER_JSON), publishedJson(OTHER));
        Files.createFile(file(OTHER_TORRENT));

        assertOnlyWarning(OTHER_JSON, "its torrent is empty");
        assertBroken(OTHER.digest(), "its torrent is empty");
    }

    @Test
    void an_entry_whose_torrent_is_too_large_to_read() throws Exception {
        Files.writeString(file(OTHER_JSON), publishedJson(OTHER));
        makeSparse(file(OTHER_TORRENT), Catalog.MAX_TORRENT_BYTES + 1L);

        assertOnlyWarning(OTHER_JSON, "its torrent has 134217729 bytes, at most 134217728 are read");
    }

    @Test
    void a_torrent_without_an_entry_once_it_is_old() throws Exception {
        Files.write(file(OTHER_TORRENT), OTHER.torrent());
        assertThat(catalog.list().warnings()).isEmpty();

        Instant then = Instant.now().minus(FolderScan.SETTLING).minusSeconds(60);
        Files.setLastModifiedTime(file(OTHER_TORRENT), FileTime.from(then));
        assertOnlyWarning(OTHER_TORRENT, "it is a torrent without an entry");
    }

    @Test
    void a_foreign_torrent() throws Exception {
        Files.write(file("holiday.torrent"), OTHER.torrent());

        assertOnlyWarning("holiday.torrent", "its name is not a dataset digest");
    }

    @Test
    void a_conflict_copy() throws Exception {
        String name = GOOD.digest() + " (conflicted copy 2024-05-17).json";
        Files.copy(file(GOOD.digest() + ".json"), file(name));

        assertOnlyWarning(name, "its name is not a dataset digest; perhaps a copy that a sync program made");
    }

    @Test
    void a_folder_with_the_name_of_an_entry() throws Exception {
        Files.createDirectory(file(OTHER_JSON));

        assertOnlyWarning(OTHER_JSON, "it is a folder");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_link_even_to_a_good_entry() throws Exception {
        Files.createSymbolicLink(file(OTHER_JSON), file(GOOD.digest() + ".json"));

        assertOnlyWarning(OTHER_JSON, "it is a symbolic link");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_pipe_that_nobody_writes_to() throws Exception {
        makePipe(file(OTHER_JSON));

        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertOnlyWarning(OTHER_JSON, "it is not a regular file"));
    }

    /** To root nothing is unreadable; then the entry is simply listed. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void a_file_that_may_not_be_read() throws Exception {
        Files.writeString(file(OTHER_JSON), publishedJson(OTHER));
        Files.write(file(OTHER_TORRENT), OTHER.torrent());
        Files.setPosixFilePermissions(file(OTHER_JSON), Set.of());

        if (Files.isReadable(file(OTHER_JSON))) {
            assertThat(catalog.list().entries()).hasSize(2);
        } else {
            assertOnlyWarning(OTHER_JSON, "it cannot be read: permission denied");
        }
    }

    @Test
    void a_gigabyte_of_json_is_not_read() throws Exception {
        makeSparse(file(OTHER_JSON), 1L << 30);

        assertOnlyWarning(OTHER_JSON, "it has 1073741824 bytes, at most 1048576 are read");
    }

    @Test
    void each_broken_neighbour_costs_one_warning_in_the_order_of_names() throws Exception {
        Files.createFile(file("a".repeat(64) + ".json"));
        Files.createFile(file("a".repeat(64) + ".torrent"));
        Files.createFile(file("0".repeat(64) + ".json"));
        Files.createFile(file("b.torrent"));

        assertThat(catalog.list().warnings())
                .extracting(CatalogWarning::name)
                .containsExactly("0".repeat(64) + ".json", "a".repeat(64) + ".json", "b.torrent");
    }

    @Test
    void other_files_and_folders_are_nobodys_business() throws Exception {
        for (String name :
                List.of("README.txt", ".DS_Store", ".stfolder", "notes.json.bak", ".seedbank-1.tmp", ".json")) {
            Files.createFile(file(name));
        }
        Files.createDirectory(file("old"));
        Files.createFile(file("old").resolve(OTHER_JSON));

        assertThat(catalog.list().entries()).containsExactly(good);
        assertThat(catalog.list().warnings()).isEmpty();
    }

    private static void makeSparse(Path file, long length) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(length);
        }
    }

    private static void makePipe(Path file) throws IOException, InterruptedException {
        Process mkfifo = new ProcessBuilder("mkfifo", file.toString()).start();
        assertThat(mkfifo.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(mkfifo.exitValue()).isZero();
    }
}
