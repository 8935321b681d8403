package org.seedbank.catalog.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.ReadingContract;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.export.CatalogExport;
import org.seedbank.catalog.export.Look;
import org.seedbank.catalog.names.Catalogs;

/** An exported catalog in a folder, as on a USB stick: read from there, and as hostile as on a web server. */
final class ExportedFolderTest implements ReadingContract {

    @TempDir
    Path folder;

    private int exports;

    @Override
    public Catalog with(SampleDataset... datasets) throws Exception {
        Path stick = folder.resolve("stick" + exports);
        export(stick, datasets);
        return open(stick.toString());
    }

    private Catalog export(Path stick, SampleDataset... datasets) throws Exception {
        Catalog source = Catalogs.in(folder.resolve("source" + ++exports));
        for (SampleDataset dataset : datasets) {
            source.post(dataset.draft(), dataset.metainfo());
        }
        CatalogExport.run(source, Look.PLAIN, stick, (done, total, entry) -> {});
        return source;
    }

    private Catalog open(String name) {
        return new Catalogs(CatalogSettings.below(folder.resolve("home"))).open(name);
    }

    @Test
    void lists_what_was_exported_whichever_way_its_folder_is_named() throws Exception {
        Path stick = folder.resolve("stick");
        Catalog source = export(stick, FIRST, SECOND);
        Catalogs catalogs = new Catalogs(CatalogSettings.below(folder.resolve("home")));

        assertThat(open(stick.toString()).list().entries())
                .isEqualTo(source.list().entries());
        assertThat(open("dir:" + stick).list().entries())
                .isEqualTo(source.list().entries());
        assertThat(catalogs.open(open(stick.toString()).uri()).list().entries())
                .isEqualTo(source.list().entries());
        assertThat(catalogs.location(stick.toString())).isEqualTo("dir:" + stick);
    }

    @Test
    void what_is_exported_anew_shows_at_once() throws Exception {
        Path stick = folder.resolve("stick");
        export(stick, FIRST);
        Catalog catalog = open(stick.toString());
        catalog.list();

        Catalog source = export(stick, FIRST, SECOND);

        assertThat(catalog.list().entries()).isEqualTo(source.list().entries());
    }

    @Test
    void can_only_be_read() throws Exception {
        Catalog catalog = with(FIRST);
        String[] before = folder.resolve("stick0").toFile().list();

        assertThatThrownBy(() -> catalog.post(SECOND.draft(), SECOND.metainfo()))
                .isInstanceOf(CatalogException.Refused.class)
                .hasMessageContaining("an exported catalog can only be read");
        assertThat(folder.resolve("stick0").toFile().list()).containsExactlyInAnyOrder(before);
    }

    @Test
    void a_stick_that_is_gone_leaves_what_it_held_with_the_reason() throws Exception {
        Path stick = folder.resolve("stick");
        Catalog source = export(stick, FIRST);
        Catalog catalog = open(stick.toString());
        catalog.list();
        try (Stream<Path> files = Files.walk(stick)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }

        assertThat(catalog.list().entries()).isEqualTo(source.list().entries());
        assertThat(catalog.list().asOf().orElseThrow().unreachable()).isPresent();
    }

    @Test
    void links_are_not_followed() throws Exception {
        Path stick = folder.resolve("stick");
        export(stick, FIRST);
        Path torrent = stick.resolve(FIRST.digest() + ".torrent");
        Files.move(torrent, folder.resolve("elsewhere"));
        Files.createSymbolicLink(torrent, folder.resolve("elsewhere"));

        assertThatThrownBy(() -> open(stick.toString()).torrent(FIRST.digest()))
                .isInstanceOf(CatalogException.BrokenEntry.class);
    }

    @Test
    void an_index_that_is_none_is_refused_and_a_broken_entry_is_a_warning() throws Exception {
        Path stick = folder.resolve("stick");
        index(stick, "<html>");
        assertThatThrownBy(() -> open(stick.toString()).list())
                .isInstanceOfSatisfying(CatalogException.Unreachable.class, e -> assertThat(e.isRefused())
                        .isTrue())
                .hasMessageContaining("its 'catalog.json' is not");

        index(stick, "{\"format\":\"seedbank-catalog\",\"schema\":1,\"entries\":[{\"digest\":\"../../etc\"}]}");
        assertThat(open(stick.toString()).list().warnings())
                .extracting(CatalogWarning::name)
                .containsExactly("entry 1 of catalog.json");
    }

    /** Nobody reads so many warnings, and 4 kB of gzip could hold a million such entries. */
    @Test
    void an_index_of_nothing_but_broken_entries_is_refused() throws Exception {
        Path stick = folder.resolve("stick");
        index(stick, "{\"format\":\"seedbank-catalog\",\"schema\":1,\"entries\":[{}" + ",{}".repeat(10_000) + "]}");

        assertThatThrownBy(() -> open(stick.toString()).list())
                .isInstanceOfSatisfying(CatalogException.Unreachable.class, e -> assertThat(e.isRefused())
                        .isTrue())
                .hasMessageContaining("more than 10000 things in it are broken or there twice");
    }

    private static void index(Path stick, String text) throws IOException {
        Files.createDirectories(stick);
        Files.writeString(stick.resolve("catalog.json"), text);
    }
}
