package org.seedbank.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.catalog.serials.Serial;

/** Every entry of a catalog against its torrent. */
class CatalogCheckTest {

    private static final SampleDataset FIRST = SampleDataset.number(1);
    private static final SampleDataset SECOND = SampleDataset.number(2);

    @Test
    void a_sound_catalog_has_no_findings() throws Exception {
        InMemoryCatalog catalog = new InMemoryCatalog();
        catalog.post(FIRST.draft(), FIRST.metainfo());
        catalog.post(SECOND.draft(), SECOND.metainfo());
        List<Integer> progress = new ArrayList<>();

        assertThat(CatalogCheck.run(catalog, progress::add).findings()).isEmpty();
        assertThat(progress).containsExactly(1, 2);
    }

    @Test
    void a_swapped_torrent_is_a_mismatch_and_the_rest_is_checked() throws Exception {
        InMemoryCatalog catalog = new InMemoryCatalog();
        catalog.post(FIRST.draft(), FIRST.metainfo());
        catalog.post(SECOND.draft(), SECOND.metainfo());
        catalog.swapTorrent(FIRST.digest(), SECOND.torrent());
        catalog.swapTorrent(SECOND.digest(), new byte[] {'d', 'e'});

        CatalogCheck.Report report = CatalogCheck.run(catalog, checked -> {});

        assertThat(report.findings())
                .extracting(CatalogFinding::kind)
                .containsExactly(CatalogFinding.Kind.MISMATCH, CatalogFinding.Kind.MISMATCH);
        assertThat(report.findings().get(0).reason())
                .startsWith("the dataset digest is " + FIRST.digest() + " in the entry and " + SECOND.digest());
    }

    @Test
    void an_entry_that_is_not_listed_as_its_torrent_is_missing_is_broken(@TempDir Path folder) throws Exception {
        Catalog catalog = Catalogs.in(folder);
        catalog.post(FIRST.draft(), FIRST.metainfo());
        Files.delete(folder.resolve(FIRST.digest() + ".torrent"));

        assertThat(CatalogCheck.run(catalog, checked -> {}).findings())
                .containsExactly(
                        new CatalogFinding(
                                CatalogFinding.Kind.BROKEN,
                                Optional.empty(),
                                FIRST.digest() + ".json",
                                "its torrent is missing"),
                        new CatalogFinding(
                                CatalogFinding.Kind.GAP,
                                Optional.empty(),
                                "serial 1",
                                "nothing is listed there: what had it is lost, broken or not here yet"));
    }

    @Test
    void what_is_said_of_the_catalog_itself_is_nothing_that_was_left_out() throws Exception {
        StagedCatalog catalog = new StagedCatalog();
        catalog.change(listing ->
                listing.with(new CatalogWarning(listing.catalog().toString(), "it is read without encryption")));

        assertThat(CatalogCheck.run(catalog, checked -> {}).findings())
                .extracting(CatalogFinding::kind)
                .containsExactly(CatalogFinding.Kind.NOTE);
    }

    @Test
    void serials_that_nobody_has_or_several_share_are_named() throws Exception {
        StagedCatalog catalog = new StagedCatalog();
        for (int number = 1; number <= 3; number++) {
            catalog.post(SampleDataset.number(number));
        }
        int[] serials = {4, 4, 9};
        catalog.change(listing -> {
            List<Entry> entries = new ArrayList<>();
            for (Listed each : listing.entries()) {
                entries.add(each.entry().toBuilder()
                        .serial(Serial.of(serials[each.serial() - 1]))
                        .build());
            }
            return Listing.of(listing.catalog(), entries, List.of());
        });

        assertThat(CatalogCheck.run(catalog, checked -> {}).findings())
                .extracting(CatalogFinding::kind, CatalogFinding::name)
                .containsExactly(
                        tuple(CatalogFinding.Kind.GAP, "serials 1 to 3"),
                        tuple(CatalogFinding.Kind.SHARED, shared(catalog)),
                        tuple(CatalogFinding.Kind.GAP, "serials 5 to 8"));
    }

    private static String shared(Catalog catalog) throws InterruptedException {
        return catalog.list().require("4b").entry().digest().hex();
    }

    @Test
    void what_was_left_out_and_torrents_without_entries_are_told() throws Exception {
        StagedCatalog catalog = new StagedCatalog();
        ForeignTorrent foreign = new ForeignTorrent("id", "ice.torrent", Instant.EPOCH, Optional.empty());
        catalog.change(listing -> Listing.of(
                        listing.catalog(), List.of(), List.of(new CatalogWarning("x.json", "it is empty")))
                .withForeign(List.of(foreign)));

        assertThat(CatalogCheck.run(catalog, checked -> {}).findings())
                .containsExactly(
                        new CatalogFinding(CatalogFinding.Kind.LEFT_OUT, Optional.empty(), "x.json", "it is empty"),
                        new CatalogFinding(
                                CatalogFinding.Kind.FOREIGN,
                                Optional.empty(),
                                "ice.torrent",
                                "it is a torrent without an entry"));
    }

    @Test
    void a_catalog_that_cannot_be_read_is_no_finding() {
        StagedCatalog catalog = new StagedCatalog();
        catalog.failWith(new CatalogException.Unreachable(URI.create("dir:/x"), "gone", "look", null));

        assertThatThrownBy(() -> CatalogCheck.run(catalog, checked -> {}))
                .isInstanceOf(CatalogException.Unreachable.class);
    }
}
