package org.seedbank.catalog.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.AsOf;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.integrity.torrent.InfoHash;

@Timeout(60)
final class LocalIndexTest {

    private static final Item SOIL = Items.dataset("aaaaaa", "Soil");
    private static final Item RAIN = Items.dataset("bbbbbb", "Rain");
    private static final Instant NOON = Items.NOON;

    @TempDir
    Path temp;

    private final SetClock clock = new SetClock(NOON);
    private final FakeRemote remote = new FakeRemote(clock);
    private Path folder;

    @BeforeEach
    void begin() {
        folder = temp.resolve("index");
        remote.hold(SOIL);
    }

    /** As another process would see it. */
    private LocalIndex index() {
        return new LocalIndex(folder, remote, clock);
    }

    private static List<String> titles(Listing listing) {
        return listing.entries().stream().map(each -> each.entry().title()).toList();
    }

    @Test
    void the_first_listing_asks_for_everything_and_the_next_within_a_minute_for_nothing() throws Exception {
        assertThat(titles(index().list(Freshness.RECENT))).containsExactly("Soil");
        clock.pass(Duration.ofSeconds(60));
        Listing again = index().list(Freshness.RECENT);

        assertThat(titles(again)).containsExactly("Soil");
        assertThat(again.asOf()).contains(new AsOf(NOON, Optional.empty()));
        assertThat(remote.asked()).containsExactly("whole");
    }

    @Test
    void after_a_minute_only_changes_are_asked_for() throws Exception {
        index().list(Freshness.RECENT);
        remote.hold(RAIN);
        clock.pass(Duration.ofSeconds(61));

        Listing listing = index().list(Freshness.RECENT);

        assertThat(titles(listing)).containsExactly("Soil", "Rain");
        assertThat(listing.asOf()).contains(new AsOf(NOON.plusSeconds(61), Optional.empty()));
        assertThat(remote.asked()).containsExactly("whole", "changes, short");
    }

    @Test
    void a_clock_that_was_put_back_makes_nothing_recent() throws Exception {
        index().list(Freshness.RECENT);
        clock.pass(Duration.ofSeconds(-1));

        index().list(Freshness.RECENT);

        assertThat(remote.asked()).containsExactly("whole", "changes, short");
    }

    @Test
    void now_asks_however_recent_the_listing_is() throws Exception {
        index().list(Freshness.RECENT);
        clock.pass(Duration.ofMillis(1));

        index().list(Freshness.NOW);

        assertThat(remote.asked()).containsExactly("whole", "changes");
    }

    @Test
    void stored_asks_nothing_however_old_it_is() throws Exception {
        Listing never = index().list(Freshness.STORED);
        index().list(Freshness.RECENT);
        clock.pass(Duration.ofDays(400));
        Listing stored = index().list(Freshness.STORED);

        assertThat(never.entries()).isEmpty();
        assertThat(never.asOf()).isEmpty();
        assertThat(never.warnings())
                .containsExactly(new CatalogWarning("local index", "knows nothing of this catalog yet"));
        assertThat(titles(stored)).containsExactly("Soil");
        assertThat(remote.asked()).containsExactly("whole");
    }

    @Test
    void what_was_deleted_goes_with_the_whole_listing_that_each_day_has() throws Exception {
        remote.hold(RAIN);
        index().list(Freshness.RECENT);
        remote.delete(RAIN);
        clock.pass(Duration.ofHours(24));
        assertThat(titles(index().list(Freshness.RECENT))).containsExactly("Soil", "Rain");
        clock.pass(Duration.ofSeconds(61));

        assertThat(titles(index().list(Freshness.RECENT))).containsExactly("Soil");
        assertThat(remote.asked()).containsExactly("whole", "changes, short", "whole, short");
    }

    @Test
    void whole_reads_from_the_beginning() throws Exception {
        remote.hold(RAIN);
        index().list(Freshness.RECENT);
        remote.delete(RAIN);
        clock.pass(Duration.ofMillis(1));

        assertThat(titles(index().list(Freshness.WHOLE))).containsExactly("Soil");
        assertThat(remote.asked()).containsExactly("whole", "whole");
    }

    @Test
    void a_full_view_has_foreign_torrents_and_warnings_for_broken_ones_and_copies() throws Exception {
        Item copy = Items.dataset(
                "copy",
                Items.entry("aaaaaa", "Copy").published(NOON.plusSeconds(1)).build(),
                NOON);
        remote.hold(copy, Items.foreign("f", "film.torrent"), Items.broken("b", "odd.torrent", "is odd"));

        Listing listing = index().list(Freshness.RECENT);

        assertThat(titles(listing)).containsExactly("Soil");
        assertThat(listing.foreign()).extracting(each -> each.name()).containsExactly("film.torrent");
        assertThat(listing.warnings())
                .containsExactly(
                        CatalogWarning.twice(Items.digest("aaaaaa")), new CatalogWarning("odd.torrent", "is odd"));
        assertThat(index().require(Items.digest("aaaaaa"))).isEqualTo(SOIL);
    }

    @Test
    void a_known_dataset_is_found_without_asking_and_an_unknown_one_after_asking_once() throws Exception {
        index().list(Freshness.RECENT);
        remote.hold(RAIN);
        clock.pass(Duration.ofSeconds(1));

        assertThat(index().require(Items.digest("aaaaaa"))).isEqualTo(SOIL);
        assertThat(index().require(Items.digest("bbbbbb"))).isEqualTo(RAIN);
        clock.pass(Duration.ofSeconds(1));
        assertThatThrownBy(() -> index().require(Items.digest("cccccc")))
                .isInstanceOf(CatalogException.UnknownDataset.class);

        assertThat(remote.asked()).containsExactly("whole", "changes", "changes");
    }

    @Test
    void torrents_are_fetched_once_and_then_there_off_line() throws Exception {
        index().list(Freshness.RECENT);

        byte[] first = index().torrent(Items.digest("aaaaaa"));
        remote.failNext();
        byte[] second = index().torrent(Items.digest("aaaaaa"));

        assertThat(first).isEqualTo(FakeRemote.torrentOf(SOIL)).isEqualTo(second);
        assertThat(remote.asked()).containsExactly("whole", "torrent aaaaaa");
    }

    @Test
    void a_torrent_that_is_not_kept_fails_as_the_catalog_does() throws Exception {
        index().list(Freshness.RECENT);
        remote.failNext();

        assertThatThrownBy(() -> index().torrent(Items.digest("aaaaaa"))).hasMessageContaining("no route to host");
    }

    @Test
    void a_foreign_torrent_is_found_by_its_id() throws Exception {
        Item film = Items.foreign("f", "film.torrent");
        remote.hold(film);
        Listing listing = index().list(Freshness.RECENT);

        assertThat(index().torrent(listing.foreign().get(0))).isEqualTo(FakeRemote.torrentOf(film));
    }

    @Test
    void entries_from_a_later_version_lose_nothing() throws Exception {
        String json = Items.entry("dddddd", "Later").build().toJson().replace("\"schema\": 1", "\"schema\": 7");
        json = json.replace("\"files\": 1,", "\"files\": 1,\n  \"mood\": [1.50, \"calm\"],");
        remote.hold(Items.dataset("later", Entry.parse(json), NOON));
        index().list(Freshness.RECENT);

        assertThat(index().list(Freshness.STORED).require("dddddd").entry()).isEqualTo(Entry.parse(json));
    }

    @Test
    void search_and_lookup_work_on_what_is_stored() throws Exception {
        remote.hold(RAIN);
        Listing listing = index().list(Freshness.RECENT);

        assertThat(listing.matching("RAIN")).extracting(each -> each.serial()).containsExactly(2);
        assertThat(listing.matching(" ")).hasSize(2);
        assertThat(listing.byInfoHash(new InfoHash("c".repeat(40)))).isPresent();
        assertThat(listing.require("2").entry().title()).isEqualTo("Rain");
    }
}
