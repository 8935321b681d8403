package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Posted;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.drive.DriveBench.Person;
import org.seedbank.catalog.drive.emulator.EmulatedFile;

/** Which folders of Drive make a catalog, and who may do what in them. */
final class DriveFoldersTest {

    private static final SampleDataset FIRST = SampleDataset.number(1);
    private static final SampleDataset SECOND = SampleDataset.number(2);

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

    private static Posted post(Catalog catalog, SampleDataset dataset) throws InterruptedException {
        return catalog.post(dataset.draft(), dataset.metainfo());
    }

    private static String idOf(DriveLocation location) {
        return location.folders().get(0).id();
    }

    @Test
    void each_publisher_may_own_one_of_the_folders() throws InterruptedException {
        Person other = bench.publisher("hill");
        DriveLocation both = new DriveLocation(List.of(
                bench.folderOf(publisher).folders().get(0),
                bench.folderOf(other).folders().get(0)));

        post(bench.catalog(both, publisher), FIRST);
        Posted second = post(bench.catalog(both, other), SECOND);

        assertThat(second.listed().serial()).isEqualTo(2);
        assertThat(bench.drive().list(both.folders().get(1).id()))
                .extracting(EmulatedFile::name)
                .containsExactly(SECOND.digest() + ".torrent");
        assertThat(bench.catalog(both, bench.reader()).list().entries()).hasSize(2);
    }

    @Test
    void what_somebody_else_has_posted_cannot_be_changed() throws InterruptedException {
        Person other = bench.publisher("hill");
        DriveLocation both = new DriveLocation(List.of(
                bench.folderOf(publisher).folders().get(0),
                bench.folderOf(other).folders().get(0)));
        post(bench.catalog(both, publisher), FIRST);

        assertThatThrownBy(() -> bench.catalog(both, other).withdraw(FIRST.digest()))
                .isInstanceOf(CatalogException.Refused.class)
                .hasMessageEndingWith("this login may not change the entry, which somebody else has posted");
    }

    @Test
    void of_two_who_post_one_dataset_at_once_the_older_counts_and_the_other_is_reported() throws InterruptedException {
        Person other = bench.publisher("hill");
        DriveLocation mine = bench.folderOf(publisher);
        DriveLocation theirs = bench.folderOf(other);
        DriveLocation both = new DriveLocation(
                List.of(mine.folders().get(0), theirs.folders().get(0)));
        Posted first = post(bench.catalog(mine, publisher), FIRST);
        post(bench.catalog(theirs, other), FIRST);

        Listing seen = bench.catalog(both, bench.reader()).list();

        assertThat(seen.entries()).containsExactly(first.listed());
        assertThat(seen.warnings())
                .containsExactly(new CatalogWarning(FIRST.digest().hex(), "is listed twice; the older entry counts"));
    }

    @Test
    void a_folder_of_a_shared_drive_is_a_catalog_for_its_members() throws InterruptedException {
        String drive = bench.drive().sharedDrive("Soil group", "meadow", "hill");
        Catalog catalog = bench.catalog("gdrive:" + drive, bench.colleague("meadow"));

        Posted posted = post(catalog, FIRST);

        assertThat(bench.catalog("gdrive:" + drive, bench.colleague("hill"))
                        .list()
                        .entries())
                .containsExactly(posted.listed());
    }

    @Test
    void an_old_link_is_read_with_its_resource_key() throws InterruptedException {
        String old = bench.drive().folder("meadow", "old");
        bench.drive().shareWithAnyone(old);
        bench.drive().requireResourceKey(old, "0-KeY");
        post(bench.catalog("gdrive:" + old + "/0-KeY", bench.colleague("meadow")), FIRST);

        assertThat(bench.catalog("https://drive.google.com/drive/folders/" + old + "?resourcekey=0-KeY", bench.reader())
                        .list()
                        .entries())
                .hasSize(1);
        assertThatThrownBy(() -> bench.catalog("gdrive:" + old, bench.reader()).list())
                .isInstanceOf(CatalogException.NotVisible.class);
    }

    @Test
    void an_id_that_is_no_folder_is_said_to_be_none() {
        String file = bench.drive().file("meadow", bench.drive().root("meadow"), "notes.txt", new byte[] {1});
        bench.drive().shareWithAnyone(file);

        assertThatThrownBy(() -> bench.catalog("gdrive:" + file, bench.reader()).list())
                .isInstanceOf(CatalogException.NotVisible.class)
                .hasMessage("cannot find catalog 'gdrive:%s': 'notes.txt' is a file and not a folder", file);
    }

    @Test
    void a_folder_in_the_trash_is_said_to_be_there() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);
        bench.drive().trash(idOf(location));

        assertThatThrownBy(() -> bench.catalog(location, publisher).list())
                .isInstanceOf(CatalogException.NotVisible.class)
                .hasMessageContaining("the folder 'datasets' is in the trash");
    }

    @Test
    void one_of_several_folders_may_be_gone() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);
        Posted posted = post(bench.catalog(location, publisher), FIRST);
        DriveLocation both = location.with(new DriveItemId("1GoneForGood", Optional.empty()));

        Listing listing = bench.catalog(both, bench.reader()).list();

        assertThat(listing.entries()).containsExactly(posted.listed());
        assertThat(listing.warnings())
                .containsExactly(new CatalogWarning(
                        "1GoneForGood",
                        "is a folder of this catalog that cannot be seen: it is not there, or not shared with you, or"
                                + " its link needs a resource key"));
    }

    @Test
    void without_login_and_key_it_says_what_is_needed() {
        Person nobody = new Person(Optional.empty(), Optional.empty(), false);

        assertThatThrownBy(() -> bench.catalog("gdrive:1AbC", nobody).list())
                .isInstanceOf(CatalogException.NeedsLogin.class)
                .hasMessage("reading catalog 'gdrive:1AbC' takes a login or an API key");
    }

    @Test
    void a_folder_of_others_is_not_written_to_by_the_least_login() throws InterruptedException {
        String theirs = bench.drive().folder("hill", "theirs");
        bench.drive().shareWith(theirs, "meadow", "writer");

        assertThatThrownBy(() -> bench.catalog("gdrive:" + theirs, publisher).requireWritable())
                .isInstanceOf(CatalogException.Refused.class)
                .hasMessageContaining("none of its folders is one that this login may add files to");
    }

    @Test
    void the_link_of_a_new_folder_can_be_handed_to_others() throws InterruptedException {
        DriveLocation location = bench.folderOf(publisher);

        assertThat(DriveLocation.parse("https://drive.google.com/drive/folders/" + idOf(location)))
                .isEqualTo(location);
        assertThat(bench.catalog(location, bench.reader()).list().entries()).isEmpty();
    }
}
