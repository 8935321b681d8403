package org.seedbank.downloading.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.DatasetPath;

/** What has arrived is moved to its place, over nothing and through no link. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class InstallationTest {

    private static final DatasetPath PH = new DatasetPath("north/1/ph.csv");

    @TempDir
    Path folder;

    private Path incoming;
    private Path home;
    private Installation installation;

    @BeforeEach
    void arrive() throws Exception {
        incoming = folder.resolve("incoming");
        home = Files.createDirectory(folder.resolve("home"));
        Files.createDirectories(incoming.resolve("soil/north/1"));
        Files.writeString(incoming.resolve("soil/north/1/ph.csv"), "6.5");
        installation = new Installation(incoming, home, "soil");
    }

    @Test
    void a_folder_goes_where_nothing_is() throws Exception {
        installation.moveFolder();

        assertThat(home.resolve("soil/north/1/ph.csv")).hasContent("6.5");
        assertThat(incoming).isEmptyDirectory();
    }

    @Test
    void a_folder_takes_an_empty_ones_place_and_rights() throws Exception {
        Path made = Files.createDirectory(home.resolve("soil"));
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwx---"));

        installation.moveFolder();

        assertThat(made.resolve("north/1/ph.csv")).hasContent("6.5");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwxrwx---");
    }

    @Test
    void a_folder_that_came_meanwhile_keeps_its_place() throws Exception {
        Files.createDirectory(home.resolve("soil"));
        Files.writeString(home.resolve("soil/mine.txt"), "mine");

        assertThatThrownBy(installation::moveFolder)
                .isInstanceOf(DownloadingException.CameMeanwhile.class)
                .hasMessage(
                        "'%s' is a folder that came there during the fetch, and it was not touched",
                        home.resolve("soil"));
        assertThat(incoming.resolve("soil/north/1/ph.csv")).hasContent("6.5");
        assertThat(home.resolve("soil/mine.txt")).hasContent("mine");
    }

    @Test
    void a_file_goes_into_folders_that_are_made_for_it() throws Exception {
        Files.createDirectory(home.resolve("soil"));

        installation.move(PH);

        assertThat(home.resolve("soil/north/1/ph.csv")).hasContent("6.5");
        assertThat(incoming.resolve("soil/north/1")).isEmptyDirectory();
    }

    @Test
    void a_file_that_came_meanwhile_keeps_its_place() throws Exception {
        Files.createDirectories(home.resolve("soil/north/1"));
        Path mine = Files.createFile(home.resolve("soil/north/1/ph.csv"));

        assertThatThrownBy(() -> installation.move(PH))
                .isInstanceOf(DownloadingException.CameMeanwhile.class)
                .hasMessageStartingWith("'%s' is a file that came", mine);
        assertThat(mine).isEmptyFile();
        assertThat(incoming.resolve("soil/north/1/ph.csv")).hasContent("6.5");
    }

    @Test
    void a_link_on_the_way_is_not_followed() throws Exception {
        Path victim = Files.createDirectories(folder.resolve("victim"));
        Files.createDirectories(home.resolve("soil"));
        Files.createSymbolicLink(home.resolve("soil/north"), victim);

        assertThatThrownBy(() -> installation.move(PH))
                .isInstanceOf(DownloadingException.CameMeanwhile.class)
                .hasMessageStartingWith("'%s' is a symbolic link", home.resolve("soil/north"));
        assertThat(victim).isEmptyDirectory();
    }

    @Test
    void a_link_to_nothing_in_a_files_place_is_not_followed() throws Exception {
        Files.createDirectories(home.resolve("soil/north/1"));
        Path link = home.resolve("soil/north/1/ph.csv");
        Files.createSymbolicLink(link, folder.resolve("nothing"));

        assertThatThrownBy(() -> installation.move(PH)).isInstanceOf(DownloadingException.CameMeanwhile.class);
        assertThat(folder.resolve("nothing")).doesNotExist();
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    @Test
    void what_a_killed_move_left_is_no_file_and_gives_way() throws Exception {
        Files.createDirectories(home.resolve("soil/north/1"));
        Path left = home.resolve("soil/north/1/ph.csv");
        Files.createFile(left, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
        assertThat(Placeholder.isOne(
                        left, Files.readAttributes(left, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)))
                .isTrue();

        installation.move(PH);

        assertThat(left).hasContent("6.5");
    }
}
