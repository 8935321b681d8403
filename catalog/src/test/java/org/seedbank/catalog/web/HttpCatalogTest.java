package org.seedbank.catalog.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.ReadingContract;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.export.CatalogExport;
import org.seedbank.catalog.export.Look;
import org.seedbank.catalog.names.Catalogs;

/** An exported catalog behind a web server. */
final class HttpCatalogTest implements ReadingContract {

    @TempDir
    Path folder;

    private FileServer server;
    private int exports;

    @BeforeEach
    void start() throws IOException {
        server = new FileServer(folder);
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.close();
    }

    @Override
    public Catalog with(SampleDataset... datasets) throws Exception {
        Catalog source = source(datasets);
        CatalogExport.run(source, Look.PLAIN, folder.resolve("web" + exports), (done, total, entry) -> {});
        return open(server.url("/web" + exports + "/"));
    }

    private Catalog source(SampleDataset... datasets) throws InterruptedException {
        Catalog source = Catalogs.in(folder.resolve("source" + ++exports));
        for (SampleDataset dataset : datasets) {
            source.post(dataset.draft(), dataset.metainfo());
        }
        return source;
    }

    private Catalog open(String url) {
        return new Catalogs(CatalogSettings.below(folder.resolve("home"))).open(url);
    }

    @Test
    void lists_what_was_exported_with_its_serials_and_withdrawn_ones() throws Exception {
        Catalog source = source(FIRST, SECOND);
        source.withdraw(FIRST.digest());
        source.describe(SECOND.digest(), entry -> entry.title("Größe \u2028\u202e\u0001 \"🌱\" \\"));
        CatalogExport.run(source, Look.PLAIN, folder.resolve("web"), (done, total, entry) -> {});

        assertThat(open(server.url("/web/")).list().entries())
                .isEqualTo(source.list().entries());
    }

    @Test
    void its_uri_opens_it_again() throws Exception {
        Catalog catalog = with(FIRST);

        assertThat(open(catalog.uri().toString()).list().entries())
                .isEqualTo(catalog.list().entries());
        assertThat(new Catalogs(CatalogSettings.below(folder))
                        .open(catalog.uri())
                        .list()
                        .entries())
                .isEqualTo(catalog.list().entries());
    }

    @Test
    void can_only_be_read() throws Exception {
        Catalog catalog = with(FIRST);

        refuses(catalog, catalog::requireWritable);
        refuses(catalog, () -> catalog.post(SECOND.draft(), SECOND.metainfo()));
        refuses(catalog, () -> catalog.describe(FIRST.digest(), entry -> entry.title("x")));
        refuses(catalog, () -> catalog.withdraw(FIRST.digest()));
    }

    private static void refuses(Catalog catalog, ThrowingCallable write) {
        assertThatThrownBy(write)
                .isInstanceOf(CatalogException.Refused.class)
                .hasMessage(
                        "cannot write to catalog '%s': an exported catalog can only be read".formatted(catalog.uri()))
                .extracting(e -> ((CatalogException) e).remedy())
                .isEqualTo("write to the catalog that it was exported from, then export that again");
    }

    @Test
    void a_torrent_that_is_not_there_is_missing() throws Exception {
        Catalog catalog = with(FIRST);
        Files.delete(folder.resolve("web1/" + FIRST.digest() + ".torrent"));

        assertThatThrownBy(() -> catalog.torrent(FIRST.digest()))
                .isInstanceOf(CatalogException.BrokenEntry.class)
                .hasMessage("the entry '%s' in catalog '%s' is broken: its torrent is missing"
                        .formatted(FIRST.digest(), catalog.uri()));
    }

    @Test
    void where_nothing_was_exported_there_is_no_catalog() throws Exception {
        Catalog catalog = open(server.url("/nowhere/"));

        assertThatThrownBy(catalog::list)
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessage("cannot read catalog '%s': there is no catalog at this address (HTTP 404)"
                        .formatted(catalog.uri()));
    }

    @Test
    void costs_a_warning_without_encryption_but_on_this_machine() throws Exception {
        assertThat(with(FIRST).list().warnings()).isEmpty();
        assertThat(open("http://data.invalid/soil/").list(Freshness.STORED).warnings())
                .extracting(CatalogWarning::name, CatalogWarning::reason)
                .contains(tuple(
                        "http://data.invalid/soil/",
                        "is read without encryption, so whoever is on the way can change what it says; use 'https' if its"
                                + " server has it"));
        assertThat(open("https://data.invalid/soil/").list(Freshness.STORED).warnings())
                .extracting(CatalogWarning::name)
                .doesNotContain("https://data.invalid/soil/");
    }
}
