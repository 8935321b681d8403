package org.seedbank.node.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.Removed;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.node.internal.store.Stamps;

class DataDeletionTest {

    @TempDir
    Path folder;

    @Test
    void deletes_files_of_any_name_and_the_folders_that_are_empty_then() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "-rf", " a\nb*?", "é/漢/~", "deep/er/c.csv");
        Path root = SampleState.files(folder, torrent);

        remove(torrent, root);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leaves_other_files_and_the_folders_that_they_are_in() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "raw/a.csv", "b.csv");
        Path root = SampleState.files(folder, torrent);
        Path mine = Files.writeString(root.resolve("raw/notes.txt"), "mine");

        remove(torrent, root);

        assertThat(root).isDirectoryContaining(path -> path.endsWith("raw"));
        assertThat(root.resolve("raw")).isDirectoryContaining(mine::equals);
        assertThat(root.resolve("b.csv")).doesNotExist();
    }

    @Test
    void leaves_files_that_were_not_chosen() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a.csv", "b.csv");
        Path root = SampleState.files(folder, torrent);
        DatasetRecord all = SampleState.record(root);
        DatasetRecord one = new DatasetRecord(
                root,
                all.mount(),
                false,
                Optional.of(Set.of(0)),
                true,
                "get",
                all.added(),
                all.wishes(),
                all.progress());

        new DataDeletion(torrent, one, Optional.of(Stamps.take(torrent, root, Optional.of(Set.of(0))))).run();

        assertThat(root.resolve("a.csv")).doesNotExist();
        assertThat(root.resolve("b.csv")).exists();
    }

    @Test
    void a_link_in_the_place_of_a_file_stays_and_so_does_what_it_leads_to() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a.csv", "b.csv");
        Path root = SampleState.files(folder, torrent);
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "mine");
        Files.delete(root.resolve("a.csv"));
        Files.createSymbolicLink(root.resolve("a.csv"), elsewhere);

        remove(torrent, root);

        assertThat(elsewhere).hasContent("mine");
        assertThat(root.resolve("a.csv")).isSymbolicLink();
        assertThat(root.resolve("b.csv")).doesNotExist();
    }

    @Test
    void nothing_behind_a_link_is_deleted_not_even_an_empty_folder() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "b.csv", "raw/deep/a.csv");
        Path root = SampleState.files(folder, torrent);
        Path elsewhere =
                Files.createDirectories(folder.resolve("elsewhere/deep")).getParent();
        Files.delete(root.resolve("raw/deep/a.csv"));
        Files.delete(root.resolve("raw/deep"));
        Files.delete(root.resolve("raw"));
        Files.createSymbolicLink(root.resolve("raw"), elsewhere);

        assertThat(remove(torrent, root).named())
                .containsExactly("'%s': it is not of the dataset".formatted(root.resolve("raw")));
        assertThat(elsewhere.resolve("deep")).isDirectory();
        assertThat(root.resolve("b.csv")).doesNotExist();
    }

    @Test
    void what_is_gone_already_does_not_matter() {
        remove(SampleState.torrent("soil", "a.csv"), folder.resolve("soil"));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leaves_and_names_what_is_not_what_was_verified() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a.csv", "b.csv", "c.csv");
        Path root = SampleState.files(folder, torrent);
        Stamps verified = Stamps.take(torrent, root, Optional.empty());
        FileTime time = Files.getLastModifiedTime(root.resolve("a.csv"));
        Files.writeString(root.resolve("a.csv"), "me!");
        Files.setLastModifiedTime(root.resolve("a.csv"), time);
        Files.writeString(root.resolve("notes.txt"), "mine");

        Removed removed = new DataDeletion(torrent, SampleState.record(root), Optional.of(verified)).run();

        assertThat(removed.files()).isEqualTo(2);
        assertThat(removed.bytes()).isEqualTo(6);
        assertThat(removed.left()).isEqualTo(2);
        assertThat(removed.named())
                .containsExactlyInAnyOrder(
                        "'%s': it has changed since it was verified".formatted(root.resolve("a.csv")),
                        "'%s': it is not of the dataset".formatted(root.resolve("notes.txt")));
        assertThat(root.resolve("a.csv")).hasContent("me!");
    }

    @Test
    void deletes_nothing_that_was_never_verified() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a.csv");
        Path root = SampleState.files(folder, torrent);

        Removed removed = new DataDeletion(torrent, SampleState.record(root), Optional.empty()).run();

        assertThat(removed.named()).containsExactly("'%s': it was never verified".formatted(root.resolve("a.csv")));
        assertThat(root.resolve("a.csv")).exists();
    }

    @Test
    void a_file_that_rotted_is_deleted_as_nobody_wrote_to_it() throws Exception {
        Metainfo torrent = SampleState.torrent("soil", "a.csv");
        Path root = SampleState.files(folder, torrent);
        Stamps verified = Stamps.take(torrent, root, Optional.empty());
        Stamps doubting = verified.doubting(BitSet.valueOf(new long[] {1}), Optional.of(verified));

        new DataDeletion(torrent, SampleState.record(root), Optional.of(doubting)).run();

        assertThat(root).doesNotExist();
    }

    private static Removed remove(Metainfo torrent, Path root) {
        return new DataDeletion(
                        torrent, SampleState.record(root), Optional.of(Stamps.take(torrent, root, Optional.empty())))
                .run();
    }
}
