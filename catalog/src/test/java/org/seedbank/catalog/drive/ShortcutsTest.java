package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Posted;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.drive.DriveBench.Person;

/** Colleagues put shortcuts to their own torrents into a folder: "Add to My Drive" makes nothing else since 2020. */
final class ShortcutsTest {

    private static final SampleDataset FIRST = SampleDataset.number(1);
    private static final SampleDataset SECOND = SampleDataset.number(2);

    @TempDir
    Path folder;

    private DriveBench bench;
    private Person publisher;
    private DriveLocation location;
    private String id;
    private String elsewhere;

    @BeforeEach
    void startDrive() throws InterruptedException {
        bench = new DriveBench(folder);
        publisher = bench.publisher("meadow");
        location = bench.folderOf(publisher);
        id = location.folders().get(0).id();
        elsewhere = bench.drive().folder("hill", "own torrents");
        bench.drive().shareWithAnyone(elsewhere);
    }

    @AfterEach
    void stopDrive() {
        bench.close();
    }

    private static Posted post(Catalog catalog, SampleDataset dataset) throws InterruptedException {
        return catalog.post(dataset.draft(), dataset.metainfo());
    }

    @Test
    void a_torrent_elsewhere_is_listed_and_fetched() throws InterruptedException {
        String file = bench.drive().file("hill", elsewhere, "soil.torrent", FIRST.torrent());
        bench.drive().shortcut("meadow", id, "soil.torrent", file);
        Catalog catalog = bench.catalog(location, bench.reader());

        Listing listing = catalog.list();

        assertThat(listing.warnings()).isEmpty();
        assertThat(listing.foreign()).singleElement().satisfies(foreign -> assertThat(catalog.torrent(foreign))
                .isEqualTo(FIRST.torrent()));
    }

    @Test
    void an_entry_elsewhere_is_an_entry_here() throws InterruptedException {
        Person other = bench.publisher("hill");
        DriveLocation theirs = bench.folderOf(other);
        Posted posted = post(bench.catalog(theirs, other), FIRST);
        bench.drive()
                .shortcut(
                        "meadow",
                        id,
                        "a name of my own.torrent",
                        bench.drive().list(theirs.folders().get(0).id()).get(0).id());
        Catalog catalog = bench.catalog(location, bench.reader());

        assertThat(catalog.list().entries()).singleElement().satisfies(each -> assertThat(each.entry())
                .isEqualTo(posted.listed().entry()));
        assertThat(catalog.torrent(FIRST.digest())).isNotEmpty();
    }

    @Test
    void a_shortcut_to_what_is_in_the_folder_too_adds_nothing() throws InterruptedException {
        post(bench.catalog(location, publisher), FIRST);
        String entry = bench.drive().list(id).get(0).id();
        String foreign = bench.drive().file("meadow", id, "soil.torrent", SECOND.torrent());
        bench.drive().shortcut("meadow", id, "again.torrent", entry);
        bench.drive().shortcut("meadow", id, "soil again.torrent", foreign);

        Listing listing = bench.catalog(location, bench.reader()).list();

        assertThat(listing.entries()).hasSize(1);
        assertThat(listing.foreign()).extracting(ForeignTorrent::name).containsExactly("soil.torrent");
        assertThat(listing.warnings()).isEmpty();
    }

    @Test
    void what_several_shortcuts_lead_to_is_listed_once_also_when_they_come_later() throws InterruptedException {
        String file = bench.drive().file("hill", elsewhere, "soil.torrent", FIRST.torrent());
        bench.drive().shortcut("meadow", id, "one.torrent", file);
        bench.drive().shortcut("meadow", id, "two.torrent", file);
        Catalog catalog = bench.catalog(location, bench.colleague("meadow"));
        assertThat(catalog.list().foreign()).hasSize(1);

        bench.drive().shortcut("meadow", id, "three.torrent", file);

        assertThat(catalog.list(Freshness.NOW).foreign()).hasSize(1);
        assertThat(catalog.list(Freshness.WHOLE).foreign()).hasSize(1);
    }

    @Test
    void a_shortcut_is_no_more_listed_once_its_target_has_come_into_the_folder() throws InterruptedException {
        String file = bench.drive().file("hill", elsewhere, "soil.torrent", FIRST.torrent());
        bench.drive().shortcut("meadow", id, "mine.torrent", file);
        bench.drive().file("meadow", id, "another.torrent", SECOND.torrent());
        Catalog catalog = bench.catalog(location, bench.colleague("meadow"));
        assertThat(catalog.list().foreign()).hasSize(2);

        bench.drive().move(file, id);

        assertThat(catalog.list(Freshness.NOW).foreign())
                .extracting(ForeignTorrent::name)
                .containsExactlyInAnyOrder("soil.torrent", "another.torrent");
    }

    @Test
    void a_shortcut_that_is_deleted_takes_its_entry_along_and_a_change_of_the_target_does_not() throws Exception {
        String file = bench.drive().file("hill", elsewhere, "soil.torrent", FIRST.torrent());
        bench.drive().shareWith(file, "meadow", "reader");
        String shortcut = bench.drive().shortcut("meadow", id, "mine.torrent", file);
        Catalog catalog = bench.catalog(location, bench.colleague("meadow"));
        assertThat(catalog.list().foreign()).hasSize(1);

        bench.drive().describe(file, "measured again");
        assertThat(catalog.list(Freshness.NOW).foreign()).hasSize(1);

        bench.drive().delete(shortcut);
        assertThat(catalog.list(Freshness.NOW).foreign()).isEmpty();
    }

    @Test
    void a_dangling_one_costs_one_warning() throws InterruptedException {
        Posted posted = post(bench.catalog(location, publisher), FIRST);
        String gone = bench.drive().file("hill", elsewhere, "gone.torrent", SECOND.torrent());
        bench.drive().shortcut("meadow", id, "gone.torrent", gone);
        bench.drive().delete(gone);
        String secret = bench.drive().file("hill", bench.drive().root("hill"), "secret.torrent", SECOND.torrent());
        bench.drive().shortcut("meadow", id, "secret.torrent", secret);
        String trashed = bench.drive().file("hill", elsewhere, "trashed.torrent", SECOND.torrent());
        bench.drive().shortcut("meadow", id, "trashed.torrent", trashed);
        bench.drive().trash(trashed);

        Listing listing = bench.catalog(location, bench.reader()).list();

        assertThat(listing.entries()).containsExactly(posted.listed());
        String away = "is a shortcut to a file that cannot be had: it is not there any more, or not shared with you";
        assertThat(listing.warnings())
                .containsExactlyInAnyOrder(
                        new CatalogWarning("gone.torrent", away),
                        new CatalogWarning("secret.torrent", away),
                        new CatalogWarning("trashed.torrent", "is a shortcut to a file in the trash"));
    }

    @Test
    void chains_and_circles_are_not_followed() throws InterruptedException {
        String file = bench.drive().file("hill", elsewhere, "soil.torrent", FIRST.torrent());
        String second = bench.drive().shortcut("hill", elsewhere, "second.torrent", file);
        bench.drive().shortcut("meadow", id, "first.torrent", second);
        String circle = bench.drive().shortcut("meadow", id, "circle.torrent", "1NotYet");
        bench.drive().retarget(circle, circle);
        bench.drive().shortcut("meadow", id, "folder.torrent", elsewhere);
        bench.drive().shortcut("meadow", id, "a folder", elsewhere);
        bench.emulator().requests().clear();

        Listing listing = bench.catalog(location, bench.reader()).list();

        assertThat(listing.foreign()).isEmpty();
        String another = "is a shortcut to another shortcut, which is not followed";
        assertThat(listing.warnings())
                .containsExactlyInAnyOrder(
                        new CatalogWarning("first.torrent", another),
                        new CatalogWarning("circle.torrent", another),
                        new CatalogWarning("folder.torrent", "is a shortcut to a folder"));
        assertThat(bench.emulator().requests().count("/")).isLessThan(10);
    }

    @Test
    void a_shortcut_without_the_ending_is_followed_where_its_target_is_a_torrent() throws InterruptedException {
        String file = bench.drive().file("hill", elsewhere, "soil.torrent", FIRST.torrent());
        bench.drive().type(file, "application/x-bittorrent");
        bench.drive().shortcut("meadow", id, "Soil of the meadow", file);
        String table = bench.drive().file("hill", elsewhere, "soil.csv", new byte[] {1});
        bench.drive().shortcut("meadow", id, "A table", table);

        assertThat(bench.catalog(location, bench.reader()).list().foreign()).hasSize(1);
    }

    @Test
    void a_catalog_that_is_a_shortcut_is_said_to_be_one() {
        String shortcut = bench.drive().shortcut("meadow", bench.drive().root("meadow"), "datasets", id);
        bench.drive().shareWithAnyone(shortcut);

        assertThatThrownBy(() ->
                        bench.catalog("gdrive:" + shortcut, bench.reader()).list())
                .isInstanceOf(CatalogException.NotVisible.class)
                .hasMessage("cannot find catalog 'gdrive:%s': 'datasets' is a shortcut to %s", shortcut, id)
                .extracting(failure -> ((CatalogException) failure).remedy())
                .isEqualTo("use the folder itself: 'gdrive:%s'".formatted(id));
    }

    @Test
    void its_owner_describes_an_entry_through_a_shortcut() throws InterruptedException {
        DriveLocation other = bench.folderOf(publisher);
        post(bench.catalog(other, publisher), FIRST);
        bench.drive()
                .shortcut(
                        "meadow",
                        id,
                        "mine.torrent",
                        bench.drive().list(other.folders().get(0).id()).get(0).id());
        Catalog catalog = bench.catalog(location, publisher);
        catalog.list();

        catalog.describe(FIRST.digest(), entry -> entry.description("measured again"));

        assertThat(catalog.list().entries())
                .singleElement()
                .satisfies(each -> assertThat(each.entry().description()).isEqualTo("measured again"));
        assertThat(catalog.list().warnings()).isEmpty();
    }
}
