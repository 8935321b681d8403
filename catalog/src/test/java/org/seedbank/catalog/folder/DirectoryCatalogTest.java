package org.seedbank.catalog.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogContract;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Posted;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.catalog.serials.SerialMemory;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.torrent.Metainfo;

final class DirectoryCatalogTest implements CatalogContract {

    @TempDir
    Path folder;

    @Override
    public Catalog emptyCatalog() {
        return new DirectoryCatalog(folder);
    }

    private Set<String> namesInFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> names = new HashSet<>();
            files.forEach(file -> names.add(file.getFileName().toString()));
            names.removeAll(Set.of(".seedbank.lock", HighestSerial.NAME));
            return names;
        }
    }

    @Test
    void holds_a_torrent_and_its_json_side_by_side() throws Exception {
        Posted posted = emptyCatalog().post(FIRST.draft(), FIRST.metainfo());

        assertThat(namesInFolder()).containsOnly(FIRST.digest() + ".torrent", FIRST.digest() + ".json");
        assertThat(folder.resolve(FIRST.digest() + ".torrent"))
                .hasBinaryContent(Metainfo.parse(FIRST.torrent())
                        .withEntry(posted.listed().entry().toJson()));
        assertThat(folder.resolve(FIRST.digest() + ".json"))
                .hasContent(posted.listed().entry().toJson());
    }

    @Test
    void stamps_by_the_clock_to_the_millisecond() throws Exception {
        Instant now = Instant.parse("2024-05-17T09:30:00.123456Z");
        Catalog catalog = new DirectoryCatalog(folder, Clock.fixed(now, ZoneOffset.UTC), Duration.ofSeconds(1));

        assertThat(catalog.post(FIRST.draft(), FIRST.metainfo()).listed().published())
                .isEqualTo("2024-05-17T09:30:00.123Z");
        assertThat(catalog.post(SECOND.draft(), SECOND.metainfo()).listed().published())
                .isEqualTo("2024-05-17T09:30:00.123Z");
    }

    @Test
    void its_uri_opens_it_again_even_with_spaces_and_percent_signs() throws Exception {
        Path odd = folder.resolve("50% soil & rain #1 – größer");
        Catalog catalog = new DirectoryCatalog(odd);
        catalog.post(FIRST.draft(), FIRST.metainfo());

        assertThat(catalog.uri().toString()).startsWith("dir:/").doesNotContain(" ");
        assertThat(new Catalogs(CatalogSettings.below(folder))
                        .open(catalog.uri())
                        .list()
                        .entries())
                .hasSize(1);
        assertThat(new Catalogs(CatalogSettings.below(folder))
                        .open("dir:" + odd)
                        .list()
                        .entries())
                .hasSize(1);
        assertThat(new Catalogs(CatalogSettings.below(folder))
                        .open(odd.toString())
                        .uri())
                .isEqualTo(catalog.uri());
    }

    @Test
    void a_folder_that_is_not_there_cannot_be_listed_and_is_made_by_the_first_post() throws Exception {
        Path missing = folder.resolve("not/yet");
        Catalog catalog = new DirectoryCatalog(missing);

        assertThatThrownBy(catalog::list)
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessage("cannot read catalog 'dir:%s': there is no such folder".formatted(missing));
        assertThatThrownBy(() -> catalog.torrent(FIRST.digest())).isInstanceOf(CatalogException.Unreachable.class);
        assertThatThrownBy(() -> catalog.withdraw(FIRST.digest())).isInstanceOf(CatalogException.Unreachable.class);
        assertThat(missing).doesNotExist();

        catalog.post(FIRST.draft(), FIRST.metainfo());
        assertThat(catalog.list().entries()).hasSize(1);
    }

    @Test
    void a_file_is_no_folder() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        Catalog catalog = new DirectoryCatalog(file);

        assertThatThrownBy(catalog::list)
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessage("cannot read catalog 'dir:%s': it is not a folder".formatted(file));
        assertThatThrownBy(() -> catalog.withdraw(FIRST.digest())).isInstanceOf(CatalogException.Unreachable.class);
        assertThatThrownBy(() -> catalog.post(FIRST.draft(), FIRST.metainfo()))
                .isInstanceOf(CatalogException.Refused.class)
                .hasMessage("cannot write to catalog 'dir:%s': it is not a folder".formatted(file));
    }

    /** Nobody can make a file in /sys, not even root. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void a_folder_that_cannot_be_written_is_listed_and_refuses_posts() throws Exception {
        Catalog catalog = new DirectoryCatalog(Path.of("/sys"));

        assertThat(catalog.list().entries()).isEmpty();
        assertThatThrownBy(() -> catalog.post(FIRST.draft(), FIRST.metainfo()))
                .isInstanceOf(CatalogException.Refused.class)
                .hasMessageStartingWith("cannot write to catalog 'dir:/sys': ")
                .extracting(e -> ((CatalogException) e).remedy())
                .isEqualTo("check that you may write to the folder and that its disk has space");
    }

    @Test
    void an_entry_that_would_be_too_long_to_read_is_refused_and_leaves_nothing() throws Exception {
        Catalog catalog = emptyCatalog();
        Entry wordy =
                FIRST.draft().toBuilder().description("\u0001".repeat(200_000)).build();

        assertThatThrownBy(() -> catalog.post(wordy, FIRST.metainfo()))
                .isInstanceOf(CatalogException.Refused.class)
                .hasMessageContaining("bytes of JSON, at most 1048576 fit");
        assertThat(namesInFolder()).isEmpty();
    }

    @Test
    void a_post_that_fails_halfway_leaves_nothing() throws Exception {
        Path occupied = Files.createDirectories(
                folder.resolve(FIRST.digest() + ".torrent").resolve("in the way"));

        assertThatThrownBy(() -> emptyCatalog().post(FIRST.draft(), FIRST.metainfo()))
                .isInstanceOf(CatalogException.Refused.class);
        assertThat(occupied).exists();
        assertThat(namesInFolder()).containsOnly(FIRST.digest() + ".torrent");
    }

    @Test
    void temporary_files_of_dead_writers_are_ignored_and_swept_when_old() throws Exception {
        Path young = Files.createFile(folder.resolve(".seedbank-young.tmp"));
        Path old = Files.createFile(folder.resolve(".seedbank-old.tmp"));
        Path foreign = Files.createFile(folder.resolve(".rsync-old.tmp"));
        FileTime longAgo =
                FileTime.from(Instant.now().minus(AtomicFile.ABANDONED).minusSeconds(60));
        Files.setLastModifiedTime(old, longAgo);
        Files.setLastModifiedTime(foreign, longAgo);

        Catalog catalog = emptyCatalog();
        assertThat(catalog.list().warnings()).isEmpty();
        catalog.post(FIRST.draft(), FIRST.metainfo());

        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(foreign).exists();
    }

    @Test
    void a_listing_counts_as_if_it_had_been_taken_at_one_moment() throws Exception {
        CatalogFolder reader = new CatalogFolder(folder, Clock.systemUTC());
        Catalog catalog = emptyCatalog();
        SampleDataset third = SampleDataset.number(3);
        for (SampleDataset dataset : List.of(FIRST, SECOND, third)) {
            catalog.post(dataset.draft(), dataset.metainfo());
        }
        List<Listed> all = catalog.list().entries();
        Set<String> everything = namesInFolder();
        Set<String> withoutSecond = new HashSet<>(everything);
        withoutSecond.removeIf(name -> name.startsWith(SECOND.digest().hex()));
        Set<String> withoutThird = new HashSet<>(everything);
        withoutThird.removeIf(name -> name.startsWith(third.digest().hex()));

        // The first reading passed the place of the second entry before that was written.
        assertThat(new FolderScan(reader, Instant.now(), SerialMemory.none())
                        .run(withoutSecond, everything)
                        .entries())
                .isEqualTo(all);
        // The third entry came while the folder was read, and perhaps others before it that nobody saw.
        assertThat(new FolderScan(reader, Instant.now(), SerialMemory.none())
                        .run(withoutThird, everything)
                        .entries())
                .isEqualTo(all.subList(0, 2));
    }

    @Test
    void is_named_as_people_write_it_in_messages() {
        Catalog catalog = new DirectoryCatalog(folder.resolve("soil data"));

        assertThat(catalog.uri()).isEqualTo(URI.create("dir:" + folder + "/soil%20data"));
        assertThatThrownBy(catalog::list).hasMessageContaining("'dir:%s/soil data'".formatted(folder));
    }

    @Test
    void a_listing_is_what_was_there_then() throws InterruptedException {
        Catalog catalog = emptyCatalog();
        Posted first = catalog.post(FIRST.draft(), FIRST.metainfo());
        Listing before = catalog.list();

        catalog.post(SECOND.draft(), SECOND.metainfo());
        catalog.withdraw(FIRST.digest());

        assertThat(before.entries()).containsExactly(first.listed());
    }
}
