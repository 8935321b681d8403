package org.seedbank.node.internal.holdings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Metainfo;
import org.seedbank.node.NodeException;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.SampleState;

class RemovalTest {

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

        new Removal(torrent, one).run();

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

        assertThatThrownBy(() -> remove(torrent, root))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage(
                        "1 files of '%s' could not be deleted: '%s' is behind a link",
                        root, root.resolve("raw/deep/a.csv"));
        assertThat(elsewhere.resolve("deep")).isDirectory();
        assertThat(root.resolve("b.csv")).doesNotExist();
    }

    @Test
    void what_is_gone_already_does_not_matter() {
        remove(SampleState.torrent("soil", "a.csv"), folder.resolve("soil"));

        assertThat(folder).isEmptyDirectory();
    }

    private static void remove(Metainfo torrent, Path root) {
        new Removal(torrent, SampleState.record(root)).run();
    }
}
