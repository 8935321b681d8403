package org.seedbank.downloading.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.Place;
import org.seedbank.downloading.SmallTorrent;
import org.seedbank.integrity.torrent.Metainfo;

class TargetTest {

    private static final Set<String> BOTH = Set.of("north/ph.csv", "readme.txt");

    @TempDir
    Path folder;

    private Metainfo torrent;
    private Path home;

    @BeforeEach
    void make() throws Exception {
        torrent = SmallTorrent.in(folder);
        home = folder.resolve("deep/home");
    }

    @Test
    void is_the_datasets_own_folder_below_the_one_that_is_named() {
        Target target = target(torrent, home, BOTH);

        assertThat(target.root()).isEqualTo(home.resolve("soil"));
        assertThat(target.create()).isEqualTo(home.resolve("soil"));
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void is_one_place_whichever_path_leads_there() throws Exception {
        Files.createDirectories(home);
        Path link = Files.createSymbolicLink(folder.resolve("link"), home);

        assertThat(target(torrent, link, BOTH).create()).isEqualTo(home.resolve("soil"));
        assertThat(target(torrent, link, BOTH).root()).isEqualTo(link.resolve("soil"));
    }

    @Test
    void names_the_file_that_stands_in_the_place_of_its_folder() throws Exception {
        Path file = Files.writeString(folder.resolve("deep"), "mine");

        assertThatThrownBy(this::check)
                .isInstanceOf(DownloadingException.CannotWrite.class)
                .hasMessage("cannot write '%s': it is not a folder", file);
        assertThat(file).hasContent("mine");
    }

    @Test
    void refuses_files_of_a_wrong_length_and_names_them() throws Exception {
        Files.createDirectories(home.resolve("soil/north"));
        Files.writeString(home.resolve("soil/north/ph.csv"), "6");

        assertThatThrownBy(this::check)
                .isInstanceOf(DownloadingException.FilesInTheWay.class)
                .hasMessage("'%s' holds 1 file that is not what was published: 'north/ph.csv'", home.resolve("soil"));
    }

    @Test
    void refuses_a_link_in_the_place_of_a_folder_on_the_way() throws Exception {
        Files.createDirectories(home.resolve("soil"));
        Files.createSymbolicLink(home.resolve("soil/north"), folder);

        assertThatThrownBy(this::check)
                .isInstanceOf(DownloadingException.InTheWay.class)
                .hasMessage("'%s' is a symbolic link, and the dataset needs that place", home.resolve("soil/north"));
    }

    @Test
    void does_not_mind_what_stands_in_the_place_of_a_file_that_is_not_wanted() throws Exception {
        Files.createDirectories(home.resolve("soil/readme.txt"));

        target(torrent, home, Set.of("north/ph.csv")).create();

        assertThatCode(() -> target(torrent, home, Set.of("north/ph.csv")).look())
                .doesNotThrowAnyException();
        assertThatThrownBy(this::check).isInstanceOf(DownloadingException.InTheWay.class);
    }

    @Test
    void refuses_a_disk_without_room_for_what_is_missing() throws Exception {
        long length = Files.getFileStore(folder).getTotalSpace() + 1;
        Target target = target(SmallTorrent.ofOneFile(length), home, Set.of("huge"));
        target.create();

        assertThatThrownBy(() -> target.requireRoom(target.look(), home.resolve("incoming")))
                .isInstanceOf(DownloadingException.NoRoom.class)
                .hasMessageStartingWith("'%s' needs %d bytes more and its disk has ".formatted(home, length));
    }

    private void check() {
        Target target = target(torrent, home, BOTH);
        target.create();
        target.look();
    }

    private static Target target(Metainfo torrent, Path folder, Set<String> files) {
        return new Target(
                FetchRequest.of(torrent, Place.of(folder, torrent)).withChosen(path -> files.contains(path.text())));
    }
}
