package org.seedbank.catalog.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.catalog.AsOf;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.StagedCatalog;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;

/** What a reference means where there are several catalogs. */
class CatalogSetTest {

    private static final SampleDataset FIRST = SampleDataset.number(1);
    private static final SampleDataset SECOND = SampleDataset.number(2);
    private static final SampleDataset THIRD = SampleDataset.number(3);

    private final StagedCatalog soil = new StagedCatalog();
    private final StagedCatalog rain = new StagedCatalog();
    private final StagedCatalog wind = new StagedCatalog();
    private final List<String> news = new ArrayList<>();
    private CatalogSet set;

    @BeforeEach
    void post() throws Exception {
        soil.post(FIRST);
        rain.post(SECOND);
        rain.post(FIRST);
        wind.post(SECOND);
        Map<String, Catalog> catalogs = new LinkedHashMap<>();
        catalogs.put("soil", soil);
        catalogs.put("rain", rain);
        catalogs.put("wind", wind);
        set = CatalogSet.of(catalogs, new CatalogListener() {
            @Override
            public void failed(CatalogSource catalog, CatalogException why) {
                news.add(catalog + " failed: " + why.getMessage());
            }

            @Override
            public void stale(CatalogSource catalog, AsOf moment) {
                news.add(catalog + " as of " + moment.time());
            }
        });
    }

    @Test
    void a_serial_is_of_the_first_catalog() throws Exception {
        assertThat(name("1")).isEqualTo("soil/1");
        assertThatThrownBy(() -> set.find("2"))
                .isInstanceOf(CatalogException.UnknownDataset.class)
                .hasMessage("catalog 'soil' has no dataset '2'; 'rain' has rain/2");
        assertThat(rain.asked()).containsOnly(Freshness.STORED);
    }

    @Test
    void a_name_in_front_leads_to_that_catalog() throws Exception {
        assertThat(name("rain/2")).isEqualTo("rain/2");
        assertThat(name("wind/" + SECOND.digest())).isEqualTo("wind/1");
        assertThatThrownBy(() -> set.find("rain/3"))
                .isInstanceOf(CatalogException.UnknownDataset.class)
                .hasMessage("catalog 'rain' has no dataset '3'");
    }

    @Test
    void an_unknown_name_in_front_is_called_so() {
        assertThatThrownBy(() -> set.find("hail/1"))
                .isInstanceOf(CatalogException.BadName.class)
                .hasMessage("'hail' is not the name of a catalog");
    }

    @Test
    void what_the_first_has_is_taken_from_there() throws Exception {
        assertThat(name(FIRST.digest().hex())).isEqualTo("soil/1");
        assertThat(rain.lists()).isZero();
    }

    @Test
    void what_the_first_lacks_is_taken_from_the_next_that_has_it() throws Exception {
        String infohash = SECOND.draft().infohashV1().orElseThrow().hex();

        assertThat(name(SECOND.digest().hex())).isEqualTo("rain/1");
        assertThat(name(SECOND.digest().hex().substring(0, 6))).isEqualTo("rain/1");
        assertThat(name(infohash)).isEqualTo("rain/1");
        assertThat(name(infohash.toUpperCase(Locale.ROOT))).isEqualTo("rain/1");
    }

    @Test
    void what_none_has_is_unknown() {
        String digest = THIRD.digest().hex();

        assertThatThrownBy(() -> set.find(digest))
                .isInstanceOf(CatalogException.UnknownDataset.class)
                .hasMessage("none of 3 catalogs has a dataset '%s'".formatted(digest));
    }

    @Test
    void each_catalog_is_listed_once() throws Exception {
        set.find(SECOND.digest().hex());
        set.find("rain/1");
        set.find(SECOND.digest().hex());

        assertThat(List.of(soil.lists(), rain.lists(), wind.lists())).containsExactly(1, 1, 1);
    }

    @Test
    void a_catalog_that_is_away_does_not_hide_what_another_has() throws Exception {
        rain.failWith(new CatalogException.Unreachable(URI.create("dir:/rain"), "no such folder", "look", null));

        assertThat(name(SECOND.digest().hex())).isEqualTo("wind/1");
        assertThat(news).containsExactly("rain failed: cannot read catalog 'dir:/rain': no such folder");
    }

    @Test
    void a_catalog_behind_the_one_that_has_it_is_not_waited_for() throws Exception {
        wind.failWith(new CatalogException.Unreachable(URI.create("http://wind/"), "nobody answers", "look", null));

        assertThat(name(SECOND.digest().hex())).isEqualTo("rain/1");
        assertThat(name(SECOND.draft().infohashV1().orElseThrow().hex())).isEqualTo("rain/1");
        assertThat(name(SECOND.digest().hex().substring(0, 12))).isEqualTo("rain/1");
        assertThat(wind.asked()).isNotEmpty().containsOnly(Freshness.STORED);
        assertThat(news).isEmpty();
    }

    @Test
    void a_first_catalog_that_is_away_does_not_hide_what_another_has() throws Exception {
        soil.failWith(new CatalogException.NeedsLogin("nobody is logged in", "log in", null));

        assertThat(name(FIRST.digest().hex())).isEqualTo("rain/2");
        assertThat(name("rain/1")).isEqualTo("rain/1");
        assertThat(news).containsExactly("soil failed: nobody is logged in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "123456789", "soil/1", "readme"})
    void what_only_the_catalog_that_is_away_can_tell_fails(String reference) {
        soil.failWith(new CatalogException.NeedsLogin("nobody is logged in", "log in", null));

        assertThatThrownBy(() -> set.find(reference)).isInstanceOf(CatalogException.NeedsLogin.class);
    }

    @Test
    void a_digest_that_nobody_has_is_the_failure_of_the_first_when_that_is_away() {
        soil.failWith(new CatalogException.NeedsLogin("nobody is logged in", "log in", null));

        assertThatThrownBy(() -> set.find(THIRD.digest().hex())).isInstanceOf(CatalogException.NeedsLogin.class);
    }

    @Test
    void an_old_listing_is_used_and_told() throws Exception {
        CatalogException away = new CatalogException.NeedsLogin("nobody is logged in", "log in", null);
        rain.change(listing -> listing.asOf(new AsOf(Instant.EPOCH, Optional.of(away))));

        assertThat(name(SECOND.digest().hex())).isEqualTo("rain/1");
        assertThat(news).containsExactly("rain as of 1970-01-01T00:00:00Z");
    }

    @Test
    void a_prefix_that_means_several_datasets_elsewhere_is_refused_with_their_catalogs() throws Exception {
        // Found by trial: the digests of these two datasets begin with the same six digits.
        SampleDataset one = new SampleDataset("n.txt", "1602\n");
        SampleDataset other = new SampleDataset("n.txt", "6232\n");
        rain.post(one);
        wind.post(other);

        assertThatThrownBy(() -> set.find("4d35d5"))
                .isInstanceOf(CatalogException.AmbiguousReference.class)
                .hasMessage("'4d35d5' means 2 datasets")
                .extracting(e -> ((CatalogException) e).remedy())
                .isEqualTo("use one of rain/3 (4d35d5b95724), wind/2 (4d35d5979eaf)");
    }

    @Test
    void a_prefix_that_means_several_in_a_named_catalog_is_refused_with_its_name() throws Exception {
        rain.post(new SampleDataset("n.txt", "1602\n"));
        rain.post(new SampleDataset("n.txt", "6232\n"));

        assertThatThrownBy(() -> set.find("rain/4d35d5"))
                .isInstanceOf(CatalogException.AmbiguousReference.class)
                .hasMessage("'rain/4d35d5' means 2 datasets")
                .extracting(e -> ((CatalogException) e).remedy())
                .isEqualTo("use one of rain/3 (4d35d5b95724), rain/4 (4d35d5979eaf)");
    }

    @Test
    void a_torrent_without_an_entry_is_found_by_its_infohash_in_any_catalog() throws Exception {
        Metainfo torrent = Metainfo.parse(THIRD.torrentWithoutDigests());
        InfoHash infohash = torrent.infoHashV1().orElseThrow();
        ForeignTorrent foreign =
                new ForeignTorrent("id", "depth.torrent", Instant.EPOCH, Optional.of(TorrentFacts.of(torrent)));
        wind.change(listing -> listing.withForeign(List.of(foreign)));

        assertThat(set.find(infohash.hex()))
                .isEqualTo(new Found.Foreign(set.sources().get(2), foreign));
        assertThat(set.find("wind/" + infohash)).isInstanceOf(Found.Foreign.class);
    }

    @Test
    void knows_which_references_begin_with_a_catalogs_name() {
        assertThat(set.isQualified("rain/12")).isTrue();
        assertThat(set.isQualified("rain/12.torrent")).isFalse();
        assertThat(set.isQualified("rain/readme")).isFalse();
        assertThat(set.isQualified("hail/12")).isFalse();
        assertThat(set.isQualified("12")).isFalse();
    }

    private String name(String reference) throws InterruptedException {
        return set.find(reference) instanceof Found.Dataset dataset
                ? dataset.source().reference(dataset.listed())
                : "no dataset";
    }
}
