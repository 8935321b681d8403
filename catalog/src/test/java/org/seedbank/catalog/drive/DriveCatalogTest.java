package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogContract;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryCheck;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Posted;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.catalog.drive.DriveBench.Person;
import org.seedbank.catalog.drive.emulator.EmulatedFile;
import org.seedbank.integrity.torrent.Metainfo;

final class DriveCatalogTest implements CatalogContract {

    @TempDir
    Path folder;

    private DriveBench bench;
    private Person publisher;

    @BeforeEach
    void startDrive() {
        bench = new DriveBench(folder);
        publisher = bench.publisher("meadow");
    }

    @AfterEach
    void stopDrive() {
        bench.close();
    }

    @Override
    public Catalog emptyCatalog() {
        try {
            return bench.catalog(bench.folderOf(publisher), publisher);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Posted post(Catalog catalog, SampleDataset dataset) throws InterruptedException {
        return catalog.post(dataset.draft(), dataset.metainfo());
    }

    private static String idOf(DriveLocation location) {
        return location.folders().get(0).id();
    }

    @Test
    void a_reader_with_a_key_alone_sees_what_was_posted() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);
        Posted posted = post(bench.catalog(location, publisher), FIRST);

        Catalog read = bench.catalog(location, bench.reader());

        assertThat(read.list().entries()).containsExactly(posted.listed());
        EntryCheck.requireAgreement(posted.listed().entry(), Metainfo.parse(read.torrent(FIRST.digest())));
        assertThatThrownBy(() -> post(read, SECOND))
                .isInstanceOf(CatalogException.NeedsLogin.class)
                .hasMessage("writing to catalog '%s' takes a login", location);
        assertThatThrownBy(read::requireWritable).isInstanceOf(CatalogException.NeedsLogin.class);
    }

    @Test
    void an_entry_is_one_file_with_a_description_that_people_can_read() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);
        Entry draft = FIRST.draft().toBuilder()
                .description("Two plots, \"sampled\"\nin May.")
                .build();

        Entry entry = bench.catalog(location, publisher)
                .post(draft, FIRST.metainfo())
                .listed()
                .entry();

        List<EmulatedFile> files = bench.drive().list(idOf(location));
        assertThat(files).hasSize(1);
        assertThat(files.get(0).name()).isEqualTo(FIRST.digest() + ".torrent");
        assertThat(files.get(0).description()).isEqualTo("Two plots, \"sampled\"\nin May.");
        assertThat(bench.drive().content(files.get(0).id()))
                .isEqualTo(Metainfo.parse(FIRST.torrent()).withEntry(entry.toJson()));
        assertThat(files.get(0).properties()).containsEntry("seedbank_serial", "1");
    }

    @Test
    void a_description_that_was_edited_in_the_browser_counts() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);
        Catalog catalog = bench.catalog(location, publisher);
        post(catalog, FIRST);

        bench.drive().describe(bench.drive().list(idOf(location)).get(0).id(), "edited by hand");

        assertThat(catalog.list(Freshness.NOW).entries().get(0).entry().description())
                .isEqualTo("edited by hand");
    }

    @Test
    void what_does_not_fit_into_properties_is_kept_beside_the_torrent() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);
        Catalog catalog = bench.catalog(location, publisher);
        List<String> creators =
                IntStream.range(0, 300).mapToObj(each -> "Creator " + each).toList();
        Entry draft = FIRST.draft().toBuilder()
                .creators(creators)
                .description("soil ".repeat(20_000))
                .build();

        Posted posted = catalog.post(draft, FIRST.metainfo());
        Entry described = catalog.describe(FIRST.digest(), entry -> entry.title("shorter"));

        assertThat(posted.listed().entry().creators()).isEqualTo(creators);
        assertThat(described.describesAs(posted.listed().entry().describedBy(entry -> entry.title("shorter"))))
                .isTrue();
        Listing seen = bench.catalog(location, bench.reader()).list();
        assertThat(seen.entries().get(0).entry()).isEqualTo(described);
        assertThat(bench.drive().list(idOf(location)))
                .filteredOn(file -> !file.trashed())
                .extracting(EmulatedFile::name)
                .containsExactlyInAnyOrder(FIRST.digest() + ".torrent", FIRST.digest() + ".json");
    }

    @Test
    void without_the_file_beside_it_an_entry_keeps_its_place() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);
        Catalog catalog = bench.catalog(location, publisher);
        Posted posted = catalog.post(
                FIRST.draft().toBuilder().description("soil ".repeat(20_000)).build(), FIRST.metainfo());
        bench.drive().list(idOf(location)).stream()
                .filter(file -> file.name().endsWith(".json"))
                .forEach(file -> bench.drive().delete(file.id()));

        Listing seen = bench.catalog(location, bench.reader()).list();

        assertThat(seen.bySerial(1).orElseThrow().entry().title())
                .isEqualTo(posted.listed().entry().title());
        assertThat(seen.bySerial(1).orElseThrow().entry().description())
                .startsWith("soil soil")
                .endsWith("…");
    }

    @Test
    void torrents_that_nobody_made_an_entry_of_are_listed_with_what_is_in_them() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);
        byte[] torrent = FIRST.torrentWithoutDigests();
        bench.drive().file("meadow", idOf(location), "old data.torrent", torrent);
        bench.drive().file("meadow", idOf(location), "README.txt", new byte[] {1});
        Catalog catalog = bench.catalog(location, bench.reader());

        Listing listing = catalog.list();

        assertThat(listing.entries()).isEmpty();
        assertThat(listing.warnings()).isEmpty();
        ForeignTorrent foreign = listing.foreign().get(0);
        assertThat(foreign.name()).isEqualTo("old data.torrent");
        assertThat(foreign.facts()).contains(TorrentFacts.of(Metainfo.parse(torrent)));
        assertThat(catalog.torrent(foreign)).isEqualTo(torrent);
    }

    @Test
    void what_is_no_torrent_costs_one_warning() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);
        Catalog catalog = bench.catalog(location, publisher);
        Posted posted = post(catalog, FIRST);
        bench.drive().file("meadow", idOf(location), "empty.torrent", new byte[0]);
        bench.drive().zeros("meadow", idOf(location), "huge.torrent", 2L << 30);
        bench.drive().file("meadow", idOf(location), "text.torrent", "hello".getBytes(StandardCharsets.UTF_8));

        Listing listing = bench.catalog(location, bench.reader()).list();

        assertThat(listing.entries()).containsExactly(posted.listed());
        assertThat(listing.warnings())
                .extracting(CatalogWarning::name)
                .containsExactly("empty.torrent", "huge.torrent", "text.torrent");
        assertThat(listing.warnings().get(1).reason())
                .isEqualTo("has 2147483648 bytes, at most %d are read".formatted(Catalog.MAX_TORRENT_BYTES));
    }

    @Test
    void an_entry_with_broken_properties_costs_one_warning() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);
        Catalog catalog = bench.catalog(location, publisher);
        post(catalog, FIRST);
        Posted second = post(catalog, SECOND);
        bench.drive().list(idOf(location)).stream()
                .filter(file -> file.name().startsWith(FIRST.digest().hex()))
                .forEach(file -> bench.drive().property(file.id(), "seedbank_bytes", "many"));

        Listing listing = bench.catalog(location, bench.reader()).list();

        assertThat(listing.entries())
                .extracting(each -> each.entry())
                .containsExactly(second.listed().entry());
        assertThat(listing.warnings()).extracting(CatalogWarning::name).containsExactly(FIRST.digest() + ".torrent");
    }

    @Test
    void fields_of_a_later_version_survive_a_new_description() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);
        Catalog catalog = bench.catalog(location, publisher);
        post(catalog, FIRST);
        EmulatedFile file = bench.drive().list(idOf(location)).get(0);
        bench.drive().property(file.id(), "seedbank_schema", "7");
        bench.drive().property(file.id(), "seedbank_embargo", "{\"until\":\"2031\"}");

        catalog.list(Freshness.NOW);
        Entry described = catalog.describe(FIRST.digest(), entry -> entry.title("new"));

        assertThat(described.toJson()).contains("\"schema\": 7").contains("\"until\": \"2031\"");
        assertThat(bench.catalog(location, bench.reader())
                        .list()
                        .entries()
                        .get(0)
                        .entry())
                .isEqualTo(described);
    }

    @Test
    void what_was_put_into_the_trash_is_not_listed_any_more() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);
        Catalog catalog = bench.catalog(location, publisher);
        post(catalog, FIRST);
        post(catalog, SECOND);
        Catalog reader = bench.catalog(location, bench.reader());
        reader.list();
        EmulatedFile first = bench.drive().list(idOf(location)).stream()
                .filter(file -> file.name().startsWith(FIRST.digest().hex()))
                .findFirst()
                .orElseThrow();

        bench.drive().trash(first.id());

        assertThat(bench.catalog(location, bench.reader()).list().entries()).hasSize(1);
        assertThat(reader.list(Freshness.WHOLE).entries()).hasSize(1);
    }

    @Test
    void a_property_that_another_program_sees_tells_the_digest() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);
        post(bench.catalog(location, publisher), FIRST);

        Map<String, String> properties =
                bench.drive().list(idOf(location)).get(0).properties();

        assertThat(properties).containsEntry("seedbank_digest", "\"" + FIRST.digest() + "\"");
    }

    @Test
    void the_watcher_of_tries_sees_no_secret() throws InterruptedException {
        emptyCatalog().list();

        assertThat(String.join("\n", bench.tries()))
                .contains("drive: look at folder")
                .doesNotContain(bench.drive().apiKey())
                .doesNotContain(publisher.token().orElseThrow());
    }

    @Test
    void a_change_that_was_made_by_others_is_seen_by_the_next_refresh() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);
        Catalog reader = bench.catalog(location, bench.reader());
        reader.list();

        Posted posted = post(bench.catalog(location, publisher), FIRST);
        bench.drive().advance(Duration.ofMinutes(1));

        assertThat(reader.list(Freshness.NOW).entries()).containsExactly(posted.listed());
    }

    @Test
    void a_listing_tells_what_is_known_when_it_is_asked() throws Exception {
        Catalog catalog = emptyCatalog();
        post(catalog, FIRST);
        Listing before = catalog.list();

        Posted second = post(catalog, SECOND);

        assertThat(before.entries()).hasSize(2).last().isEqualTo(second.listed());
    }
}
