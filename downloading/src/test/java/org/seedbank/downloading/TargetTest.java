package org.seedbank.downloading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Metainfo;

class TargetTest {

    private static final Set<Integer> BOTH = Set.of(0, 1);

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
        Target target = new Target(torrent, home, BOTH);

        assertThat(target.root()).isEqualTo(home.resolve("soil"));
        assertThat(target.create()).isEqualTo(home.resolve("soil"));
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void is_one_place_whichever_path_leads_there() throws Exception {
        Files.createDirectories(home);
        Path link = Files.createSymbolicLink(folder.resolve("link"), home);

        assertThat(new Target(torrent, link, BOTH).create()).isEqualTo(home.resolve("soil"));
        assertThat(new Target(torrent, link, BOTH).root()).isEqualTo(link.resolve("soil"));
    }

    @Test
    void accepts_what_an_earlier_fetch_left() throws Exception {
        Files.createDirectories(home.resolve("soil/north"));
        Files.writeString(home.resolve("soil/north/ph.csv"), "6");

        assertThatCode(this::check).doesNotThrowAnyException();
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

        new Target(torrent, home, Set.of(0)).create();

        assertThatCode(() -> new Target(torrent, home, Set.of(0)).check(0)).doesNotThrowAnyException();
        assertThatThrownBy(this::check).isInstanceOf(DownloadingException.InTheWay.class);
    }

    @Test
    void refuses_a_disk_without_room_for_what_is_missing() throws Exception {
        long length = Files.getFileStore(folder).getTotalSpace() + 1;
        Target target = new Target(SmallTorrent.ofOneFile(length), home, Set.of(0));
        target.create();

        assertThatThrownBy(() -> target.check(0))
                .isInstanceOf(DownloadingException.NoRoom.class)
                .hasMessageStartingWith("'%s' needs %d bytes more and its disk has ".formatted(home, length));
    }

    private void check() {
        Target target = new Target(torrent, home, BOTH);
        target.create();
        target.check(0);
    }
}
