package org.seedbank.uploading.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.integrity.Checkpoints;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmFolders;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.libtorrent.LibtorrentSwarm;
import org.seedbank.uploading.UploadingException;
import org.seedbank.uploading.selection.OwnFolders;

/** The second half of a publication: what is listed is seeded, in that order. */
class PublishDatasetTest {

    @TempDir
    Path folder;

    private Path dataset;
    private Catalog catalog;
    private Swarm swarm;

    @BeforeEach
    void open() throws Exception {
        dataset = Files.createDirectory(folder.resolve("soil"));
        Files.writeString(dataset.resolve("ph.csv"), "6.5\n7.1\n");
        catalog = Catalogs.in(folder.resolve("catalog"));
        SwarmFolders folders = SwarmFolders.under(folder.resolve("swarm"));
        swarm = LibtorrentSwarm.open(SwarmSettings.local(folders, "0.1.0").withPort(0));
    }

    @AfterEach
    void close() {
        swarm.close();
    }

    @Test
    void posts_only_what_is_seeded() throws Exception {
        Preparation prepared = prepare();
        List<String> order = new ArrayList<>();
        Catalog hooked = new HookedCatalog(catalog).beforePost(() -> order.add("post"));

        Publication publication = new PublishDataset(hooked, "seedbank test", OwnFolders.of())
                .publish(prepared, swarm, event -> order.add(event.toString()));

        assertThat(order).containsExactly("Seeding[]", "post");
        assertThat(publication.posted().alreadyThere()).isFalse();
        assertThat(publication.posted().listed().serial()).isEqualTo(1);
        assertThat(publication.transfer().status().state()).isEqualTo(TransferState.SEEDING);
    }

    @Test
    void asks_whether_the_catalog_can_be_written_before_anything_is_read() throws Exception {
        Catalog below = new Catalogs(CatalogSettings.below(folder))
                .open("dir:" + Files.writeString(folder.resolve("file"), "x").resolve("below"));
        List<PublishEvent> events = new ArrayList<>();
        PublishDataset publish = new PublishDataset(below, "seedbank test", OwnFolders.of());
        Preflight looked = publish.look(request(TorrentFormat.HYBRID), event -> {});

        assertThatThrownBy(() -> publish.prepareToPost(looked, Checkpoints.NONE, events::add))
                .isInstanceOf(CatalogException.Refused.class);
        assertThat(events).isEmpty();
    }

    @Test
    void seeds_what_a_catalog_lists_that_cannot_be_written() throws Exception {
        publish(catalog, prepare()).transfer().close();
        Catalog readOnly = refusing();
        List<PublishEvent> events = new ArrayList<>();

        PublishDataset publish = new PublishDataset(readOnly, "seedbank test", OwnFolders.of());
        Preparation prepared = publish.prepareToPost(
                publish.look(request(TorrentFormat.HYBRID), events::add), Checkpoints.NONE, events::add);

        assertThat(events)
                .contains(new PublishEvent.Warned("the catalog takes no new entries from here (cannot write to catalog"
                        + " '%s': read-only file system); this dataset may be one that it lists"
                                .formatted(catalog.uri())));
        assertThat(publish(readOnly, prepared).posted().alreadyThere()).isTrue();
    }

    private Catalog refusing() {
        return new HookedCatalog(catalog).beforePost(() -> {
            throw new CatalogException.Refused(catalog.uri(), "read-only file system", "mount it for writing", null);
        });
    }

    @Test
    void posts_nothing_when_the_dataset_is_gone_before_it_is_seeded() throws Exception {
        Preparation prepared = prepare();
        Catalog hooked = new HookedCatalog(catalog).beforeList(this::deleteTheFile);

        assertThatThrownBy(() -> publish(hooked, prepared))
                .isInstanceOf(SwarmException.DataMissing.class)
                .hasMessage("cannot seed '%s': it is not there", dataset.resolve("ph.csv"));
        assertThat(catalog.list().entries()).isEmpty();
        assertNotSeeded(prepared);
    }

    @Test
    void posts_nothing_when_another_file_of_the_same_length_and_time_has_taken_the_place_of_one() throws Exception {
        Preparation prepared = prepare();
        Path ph = dataset.resolve("ph.csv");
        Catalog hooked = new HookedCatalog(catalog).beforeList(() -> replace(ph));

        assertThatThrownBy(() -> publish(hooked, prepared))
                .isInstanceOf(IntegrityException.ChangedWhileRead.class)
                .hasMessage("'%s' changed while it was read: it was written to or replaced", ph);
        assertThat(catalog.list().entries()).isEmpty();
        assertNotSeeded(prepared);
    }

    private void replace(Path file) {
        try {
            FileTime time = Files.getLastModifiedTime(file);
            Path other = Files.writeString(folder.resolve("other"), "0.0\n0.0\n");
            Files.setLastModifiedTime(other, time);
            Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void ends_seeding_when_the_catalog_refuses() throws Exception {
        Preparation prepared = prepare();
        Catalog hooked = refusing();

        assertThatThrownBy(() -> publish(hooked, prepared)).isInstanceOf(CatalogException.Refused.class);
        assertNotSeeded(prepared);
    }

    @Test
    void seeds_nothing_when_the_catalog_cannot_be_read() throws Exception {
        Preparation prepared = prepare();
        Files.writeString(folder.resolve("file"), "no folder");

        assertThatThrownBy(() -> publish(
                        new Catalogs(CatalogSettings.below(folder)).open("dir:" + folder.resolve("file")), prepared))
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessage("cannot read catalog 'dir:%s': it is not a folder", folder.resolve("file"));
        assertNotSeeded(prepared);
    }

    @Test
    void joins_the_torrent_that_the_catalog_has_for_the_same_bytes() throws Exception {
        Preparation first = prepare(TorrentFormat.V1);
        publish(catalog, first).transfer().close();

        Publication second = publish(catalog, prepare(TorrentFormat.HYBRID));

        assertThat(second.posted().alreadyThere()).isTrue();
        assertThat(second.torrent().infoHashV1()).isEqualTo(first.torrent().infoHashV1());
        assertThat(second.torrent().infoHashV2()).isEmpty();
        assertThat(second.transfer().status().state()).isEqualTo(TransferState.SEEDING);
    }

    @Test
    void says_when_the_catalogs_torrent_of_the_same_bytes_cannot_be_used() throws Exception {
        Preparation prepared = prepare();
        publish(catalog, prepared).transfer().close();
        Files.writeString(
                folder.resolve("catalog").resolve(prepared.entry().digest() + ".torrent"), "no torrent at all");

        assertThatThrownBy(() -> publish(catalog, prepared))
                .isInstanceOf(UploadingException.ListedOtherwise.class)
                .hasMessageStartingWith("the catalog lists this dataset with a torrent that cannot be used: ");
        assertNotSeeded(prepared);
    }

    @Test
    void ends_seeding_and_posts_nothing_when_it_is_interrupted() throws Exception {
        Preparation prepared = prepare();
        Catalog hooked = new HookedCatalog(catalog)
                .beforePost(() -> Thread.currentThread().interrupt());

        assertThatThrownBy(() -> publish(hooked, prepared)).isInstanceOf(InterruptedException.class);
        assertThat(catalog.list().entries()).isEmpty();
        assertNotSeeded(prepared);
    }

    /** A session takes a torrent that it does not have. */
    private void assertNotSeeded(Preparation prepared) throws Exception {
        Files.writeString(dataset.resolve("ph.csv"), "6.5\n7.1\n");
        assertThatCode(() -> swarm.seed(prepared.torrent(), dataset).close()).doesNotThrowAnyException();
    }

    private void deleteTheFile() {
        try {
            Files.delete(dataset.resolve("ph.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Publication publish(Catalog into, Preparation prepared) throws InterruptedException {
        return new PublishDataset(into, "seedbank test", OwnFolders.of()).publish(prepared, swarm, event -> {});
    }

    private Preparation prepare() throws InterruptedException {
        return prepare(TorrentFormat.HYBRID);
    }

    private Preparation prepare(TorrentFormat format) throws InterruptedException {
        return new PublishDataset(catalog, "seedbank test", OwnFolders.of()).prepare(request(format), event -> {});
    }

    private PublishRequest request(TorrentFormat format) {
        return PublishRequest.of(dataset).withFormat(format);
    }
}
