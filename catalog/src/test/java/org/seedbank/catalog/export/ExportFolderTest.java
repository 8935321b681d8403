package org.seedbank.catalog.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.InMemoryCatalog;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.names.Catalogs;

/** Which folders a catalog is exported from and to. */
final class ExportFolderTest {

    private static final SampleDataset FIRST = SampleDataset.number(1);
    private static final Instant NOW = Instant.parse("2024-05-17T09:30:00Z");

    @TempDir
    Path folder;

    private final InMemoryCatalog catalog = new InMemoryCatalog(Clock.fixed(NOW, ZoneOffset.UTC));

    private ExportResult export() throws InterruptedException {
        return export(catalog, "web");
    }

    private ExportResult export(Catalog from, String to) throws InterruptedException {
        return CatalogExport.run(from, Look.PLAIN, folder.resolve(to), (done, total, entry) -> {});
    }

    private void post(SampleDataset... datasets) throws InterruptedException {
        for (SampleDataset dataset : datasets) {
            catalog.post(dataset.draft(), dataset.metainfo());
        }
    }

    private static ExportResult done(int entries, int torrents, int written, int unchanged, int removed) {
        return new ExportResult(entries, torrents, written, unchanged, removed, List.of());
    }

    @Test
    void a_folder_with_something_else_in_it_is_refused_and_left_as_it_is() throws Exception {
        post(FIRST);
        Path home = Files.createDirectories(folder.resolve("web"));
        Files.writeString(home.resolve("thesis.txt"), "mine");
        refuses("it holds something else, such as 'thesis.txt'");

        Files.writeString(home.resolve("catalog.json"), "{\"products\":[]}");
        refuses("its 'catalog.json' is not a catalog's index");

        Files.writeString(
                home.resolve("catalog.json"), "{\"format\":\"seedbank-catalog\",\"schema\":2,\"entries\":[]}");
        refuses("its 'catalog.json' has version 2 of its format, and only 1 is known here");

        Files.delete(home.resolve("catalog.json"));
        Files.createDirectory(home.resolve("catalog.json"));
        refuses("its 'catalog.json' is a folder");
        assertThat(home.resolve("thesis.txt")).hasContent("mine");
    }

    @Test
    void a_directory_catalog_is_not_exported_into_itself() throws Exception {
        Catalog source = Catalogs.in(folder.resolve("web"));
        source.post(FIRST.draft(), FIRST.metainfo());

        assertThatThrownBy(() -> export(source, "web"))
                .isInstanceOf(CatalogException.CannotExport.class)
                .hasMessageContaining("it holds something else, such as '.seedbank-serials'");
    }

    @Test
    void a_file_is_no_folder() throws Exception {
        Files.createFile(folder.resolve("web"));

        refuses("it is not a folder");
    }

    private void refuses(String reason) {
        assertThatThrownBy(this::export)
                .isInstanceOf(CatalogException.CannotExport.class)
                .hasMessage("cannot export to '%s': %s".formatted(folder.resolve("web"), reason))
                .extracting(e -> ((CatalogException) e).remedy())
                .isEqualTo("name an empty folder, or one that a catalog was exported to before");
    }

    @Test
    void what_a_killed_export_left_is_no_reason_to_refuse() throws Exception {
        post(FIRST);
        Files.createDirectories(folder.resolve("web"));
        Files.createFile(folder.resolve("web/.seedbank-killed.tmp"));

        assertThat(export()).isEqualTo(done(1, 1, 6, 0, 0));
    }

    @Test
    void a_catalog_that_cannot_be_read_leaves_no_folder() {
        Catalog missing = Catalogs.in(folder.resolve("source"));

        assertThatThrownBy(() -> {
                    Files.delete(folder.resolve("source"));
                    export(missing, "web");
                })
                .isInstanceOf(CatalogException.Unreachable.class);
        assertThat(folder.resolve("web")).doesNotExist();
    }

    @Test
    void what_a_catalog_had_to_leave_out_is_passed_on() throws Exception {
        Files.createDirectories(folder.resolve("source"));
        Files.writeString(folder.resolve("source/notes.json"), "{}");

        assertThat(export(Catalogs.in(folder.resolve("source")), "web").warnings())
                .containsExactly(new CatalogWarning("notes.json", "its name is not a dataset digest"));
    }
}
