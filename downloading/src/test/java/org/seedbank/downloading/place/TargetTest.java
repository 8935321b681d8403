package org.seedbank.downloading.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
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
import org.seedbank.downloading.fetch.OngoingFetch;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.fixity.StoredNames;
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

    /** Nobody can write such a name on ext4, so the torrent is written by hand. */
    @Test
    void refuses_names_that_the_disk_cannot_hold_before_anything_is_there() {
        String name = "w".repeat(256);
        Metainfo odd = SmallTorrent.ofNames("a.csv", name);

        assertThatThrownBy(() -> OngoingFetch.check(FetchRequest.of(odd, Place.of(home, odd))))
                .isInstanceOf(IntegrityException.DoesNotFit.class)
                .hasMessage(
                        "the disk of '%s' cannot hold 1 of the files or folders: 'odd/%s' (its name of 256 bytes is too"
                                + " long); nothing was written",
                        home, name);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void leaves_out_of_that_what_is_not_chosen() {
        Metainfo odd = SmallTorrent.ofNames("a.csv", "w".repeat(256));
        FetchRequest request = FetchRequest.of(odd, Place.of(home, odd))
                .withChosen(path -> path.text().equals("a.csv"));

        assertThat(OngoingFetch.check(request)).isEqualTo(home.resolve("odd"));
    }

    @Test
    void tells_which_programs_left_unfinished_downloads_beside_what_is_missing() throws Exception {
        Files.createDirectories(home.resolve("soil/north"));
        Files.writeString(home.resolve("soil/north/ph.csv.!qB"), "6.");
        Files.writeString(home.resolve("soil/readme.txt.part"), "So");
        Files.writeString(home.resolve("soil/other.txt.part"), "of another dataset");

        assertThat(OngoingFetch.hint(FetchRequest.of(torrent, Place.of(home, torrent))))
                .contains("there are 'soil/north/ph.csv.!qB' (an unfinished download of qBittorrent),"
                        + " 'soil/readme.txt.part' (an unfinished download of Transmission, KTorrent or Firefox): their"
                        + " bytes do not count, and all of it is fetched beside them; finish them with that program"
                        + " first, or delete them for the room that they take");
        assertThat(OngoingFetch.hint(FetchRequest.of(torrent, Place.of(folder, torrent))))
                .isEmpty();
    }

    @Test
    void zeros_in_full_length_are_no_file_and_are_called_so() throws Exception {
        Files.createDirectories(home.resolve("soil"));
        Files.write(home.resolve("soil/readme.txt"), new byte[5]);

        assertThatThrownBy(() -> Survey.of(FetchRequest.of(torrent, Place.of(home, torrent)), Progress.NONE))
                .isInstanceOf(DownloadingException.FilesInTheWay.class)
                .hasMessage(
                        "'%s' holds 1 file that is not what was published: 'readme.txt'; 1 of these holds nothing but zeros,"
                                + " as programs make files before their bytes come",
                        home.resolve("soil"));
    }

    /** libtorrent makes files in their full length at once: what has arrived is in the parts that were written. */
    @Test
    void holes_take_no_room_and_are_still_to_come() throws Exception {
        Path sparse = folder.resolve("sparse");
        try (RandomAccessFile file = new RandomAccessFile(sparse.toFile(), "rw")) {
            file.setLength(10 << 20);
            file.seek(4 << 20);
            file.write("x".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(Holes.written(sparse)).isEqualTo(1 << 20);
        assertThat(Holes.written(Files.write(folder.resolve("zeros"), new byte[1 << 20])))
                .isZero();
        assertThat(Holes.written(Files.writeString(folder.resolve("short"), "ab")))
                .isEqualTo(2);
    }

    /** As macOS and others write names that were composed: the very same text in another form. */
    @Test
    void files_whose_names_are_there_in_another_unicode_form_are_used() throws Exception {
        Path original = Files.createDirectories(folder.resolve("B\u00f6den"));
        Files.writeString(original.resolve("\u00e4cker.csv"), "6.5\n");
        Files.writeString(original.resolve("plain.csv"), "1\n");
        Metainfo composed = SmallTorrent.of(original);
        Path there = Files.createDirectories(home.resolve("Bo\u0308den"));
        Files.writeString(there.resolve("a\u0308cker.csv"), "6.5\n");
        Files.writeString(there.resolve("plain.csv"), "1\n");

        FetchRequest fitted = OngoingFetch.fitted(FetchRequest.of(composed, Place.of(home, composed)), false);

        assertThat(fitted.place().root()).isEqualTo(there);
        assertThat(StoredNames.told(fitted.torrent()).orElseThrow())
                .isEqualTo(
                        "1 of the files there have their names in another Unicode form, and are taken for the dataset's:"
                                + " '\u00e4cker.csv'");
        assertThat(Survey.of(fitted, Progress.NONE).isDone()).isTrue();
        assertThat(there).isDirectoryNotContaining("glob:**seedbank*");
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
