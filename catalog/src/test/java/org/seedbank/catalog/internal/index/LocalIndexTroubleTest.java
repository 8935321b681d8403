package org.seedbank.catalog.internal.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.AsOf;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.database.Database;

/** What does not work, on the network or on this machine. */
@Timeout(60)
final class LocalIndexTroubleTest {

    private static final Item SOIL = Items.dataset("aaaaaa", "Soil");
    private static final Item RAIN = Items.dataset("bbbbbb", "Rain");
    private static final Instant NOON = Items.NOON;
    private static final int PAGE = 4096;

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
    void off_line_the_listing_is_as_it_was_and_says_why() throws Exception {
        index().list(Freshness.RECENT);
        clock.pass(Duration.ofHours(2));
        CatalogException failure = new CatalogException.NeedsLogin("the login has expired", "log in again", null);
        remote.next(() -> {
            throw failure;
        });

        Listing listing = index().list(Freshness.RECENT);

        assertThat(titles(listing)).containsExactly("Soil");
        assertThat(listing.asOf()).contains(new AsOf(NOON, Optional.of(failure)));
    }

    @Test
    void off_line_now_and_whole_and_a_first_listing_fail() throws Exception {
        remote.failNext();
        assertThatThrownBy(() -> index().list(Freshness.RECENT)).hasMessageContaining("no route to host");
        index().list(Freshness.RECENT);
        clock.pass(Duration.ofMillis(1));
        remote.failNext();
        assertThatThrownBy(() -> index().list(Freshness.NOW)).hasMessageContaining("no route to host");
        remote.failNext();
        assertThatThrownBy(() -> index().list(Freshness.WHOLE)).hasMessageContaining("no route to host");

        assertThat(titles(index().list(Freshness.STORED))).containsExactly("Soil");
    }

    @Test
    void an_interrupted_refresh_leaves_what_was_there() throws Exception {
        index().list(Freshness.RECENT);
        remote.hold(RAIN);
        clock.pass(Duration.ofHours(1));
        remote.next(() -> {
            throw new InterruptedException("by a test");
        });

        assertThatThrownBy(() -> index().list(Freshness.RECENT)).isInstanceOf(InterruptedException.class);

        assertThat(titles(index().list(Freshness.STORED))).containsExactly("Soil");
        assertThat(titles(index().list(Freshness.NOW))).containsExactly("Soil", "Rain");
    }

    @Test
    void an_interrupt_ends_the_reading_of_the_index_and_does_not_damage_it() throws Exception {
        index().list(Freshness.RECENT);

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> index().list(Freshness.STORED)).isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isFalse();
        assertThat(titles(index().list(Freshness.STORED))).containsExactly("Soil");
    }

    @Test
    void a_damaged_index_is_made_anew() throws Exception {
        index().list(Freshness.RECENT);
        Path file = folder.resolve("catalogs.db");
        byte[] content = Files.readAllBytes(file);
        Arrays.fill(content, 0, 4096, (byte) 0);
        Files.write(file, content);

        assertThat(index().list(Freshness.STORED).entries()).isEmpty();
        assertThat(titles(index().list(Freshness.RECENT))).containsExactly("Soil");
        assertThat(remote.asked()).containsExactly("whole", "whole");
        assertThat(folder.toFile().list()).anyMatch(name -> name.startsWith("catalogs.db.damaged-"));
    }

    @Test
    void serials_outlive_the_damage_of_what_they_are_of() throws Exception {
        remote.hold(RAIN);
        index().list(Freshness.RECENT);
        remote.delete(SOIL);
        index().list(Freshness.WHOLE);
        damageEntries();

        clock.pass(Duration.ofHours(1));
        Listing listing = index().list(Freshness.WHOLE);

        assertThat(titles(listing)).containsExactly("Rain");
        assertThat(listing.entries().get(0).serial()).isEqualTo(2);
    }

    /** Without taking over what can be read, the first that is left would have serial 1. */
    @Test
    void serials_that_can_still_be_read_outlive_the_damage_of_others() throws Exception {
        List<Item> many = IntStream.rangeClosed(1, 500)
                .mapToObj(number -> Items.dataset("%06x".formatted(number), "Plot " + number))
                .toList();
        remote.delete(SOIL);
        remote.hold(many.toArray(Item[]::new));
        Map<String, Integer> before = serials(index().list(Freshness.RECENT));
        remote.delete(many.get(0));
        index().list(Freshness.WHOLE);
        Path file = folder.resolve("catalogs.db");
        byte[] content = Files.readAllBytes(file);
        int root = rootPage("sighting");
        // The page that the last entry of an inner page leads to (SQLite's file format, section 1.6).
        int last = ByteBuffer.wrap(content).getInt((root - 1) * PAGE + 8);
        fill(content, last);
        Files.write(file, content);

        clock.pass(Duration.ofHours(1));
        Map<String, Integer> after = serials(index().list(Freshness.WHOLE));

        assertThat(folder.toFile().list()).anyMatch(name -> name.startsWith("catalogs.db.damaged-"));
        assertThat(after).hasSize(499).doesNotContainKey("Plot 1");
        assertThat(after.entrySet())
                .filteredOn(each -> each.getValue().equals(before.get(each.getKey())))
                .as("most pages can be read")
                .hasSizeGreaterThan(300);
        assertThat(after.values()).doesNotHaveDuplicates();
    }

    private static Map<String, Integer> serials(Listing listing) {
        return listing.entries().stream()
                .collect(Collectors.toMap(each -> each.entry().title(), Listed::serial));
    }

    /** Spoils the root of the table of things, and no page of what was seen of their serials. */
    private void damageEntries() throws Exception {
        int page = rootPage("item");
        Path file = folder.resolve("catalogs.db");
        byte[] content = Files.readAllBytes(file);
        fill(content, page);
        Files.write(file, content);
    }

    private int rootPage(String table) throws Exception {
        try (Database database = Database.open(IndexFiles.in(folder).settings())) {
            return database.read(connection -> Rows.first(
                            connection,
                            "SELECT rootpage FROM sqlite_schema WHERE name = ?",
                            row -> row.getInt(1),
                            table))
                    .orElseThrow();
        }
    }

    private static void fill(byte[] content, int page) {
        Arrays.fill(content, (page - 1) * PAGE, page * PAGE, (byte) 7);
    }

    @Test
    void a_later_version_of_the_database_is_left_alone() throws Exception {
        index().list(Freshness.RECENT);
        try (Database database = Database.open(IndexFiles.in(folder).settings())) {
            database.write(connection -> Rows.update(connection, "PRAGMA user_version = 7"));
        }
        byte[] before = Files.readAllBytes(folder.resolve("catalogs.db"));

        assertThatThrownBy(() -> index().list(Freshness.STORED))
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessageContaining("what is kept of it on this machine cannot be used: the database")
                .hasMessageContaining("has version 7 of its tables, and this seedbank knows 1");
        Listing listing = index().list(Freshness.RECENT);

        assertThat(titles(listing)).containsExactly("Soil");
        assertThat(listing.warnings()).singleElement().satisfies(warning -> assertThat(warning.reason())
                .contains("has version 7 of its tables, and this seedbank knows 1"));
        assertThat(folder.resolve("catalogs.db")).hasBinaryContent(before);
    }

    @Test
    void where_nothing_can_be_written_the_listing_is_served_from_memory_with_a_warning() throws Exception {
        Files.writeString(folder, "a file where the folder should be");
        LocalIndex index = index();

        Listing listing = index.list(Freshness.RECENT);

        assertThat(titles(listing)).containsExactly("Soil");
        index.put(RAIN);
        assertThat(listing.warnings()).singleElement().satisfies(warning -> assertThat(
                        "'%s' %s".formatted(warning.name(), warning.reason()))
                .startsWith("'local index' cannot be kept: "));
        assertThat(titles(index.list(Freshness.RECENT))).containsExactly("Soil", "Rain");
        assertThat(remote.asked()).containsExactly("whole");
    }

    @Test
    void a_write_that_fails_loses_neither_the_listing_nor_what_was_kept_before() throws Exception {
        LocalIndex index = index();
        index.list(Freshness.RECENT);
        Path file = folder.resolve("catalogs.db");
        Files.delete(file);
        Files.createDirectories(file.resolve("in the way"));
        remote.hold(RAIN);
        clock.pass(Duration.ofHours(1));

        Listing listing = index.list(Freshness.RECENT);

        assertThat(titles(listing)).containsExactly("Soil", "Rain");
        assertThat(listing.warnings()).extracting(CatalogWarning::name).containsExactly("local index");
        assertThat(titles(index.list(Freshness.STORED))).containsExactly("Soil", "Rain");
    }
}
