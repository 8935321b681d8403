package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** What is said about things in a copy that are not the files that should stand there. */
final class MisplacedFilesTest {

    private static final int PIECE = 16 << 10;
    private static final int LONG = 3 * PIECE + 100;

    private static final DatasetPath EMPTY = new DatasetPath("empty");
    private static final DatasetPath NOTE = new DatasetPath("sub/note.txt");

    @TempDir
    Path temp;

    private Tree soil;
    private Metainfo torrent;

    @BeforeEach
    void publish() throws Exception {
        soil = new Tree(temp.resolve("soil"))
                .with("depth.bin", LONG)
                .with("empty", 0)
                .with("sub/note.txt", "wet");
        torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, PIECE);
    }

    @Test
    void a_folder_in_place_of_a_file_is_unreadable_and_what_it_holds_is_extra() throws Exception {
        Files.delete(soil.at("empty"));
        soil.with("empty/x", "x");

        FixityReport report = verify();

        assertThat(report.damage()).containsExactly(new FileFinding.Unreadable(EMPTY, 0, "it is a folder"));
        assertThat(report.extras()).containsExactly("empty/x");
    }

    @Test
    void a_pipe_in_place_of_a_file_is_unreadable_and_not_opened() throws Exception {
        Files.delete(soil.at("empty"));
        Process mkfifo = new ProcessBuilder("mkfifo", soil.at("empty").toString()).start();
        assertThat(mkfifo.waitFor()).isZero();

        assertThat(verify().damage()).containsExactly(new FileFinding.Unreadable(EMPTY, 0, "it is no regular file"));
    }

    @Test
    void a_link_in_place_of_a_file_is_not_read_though_it_leads_to_the_right_bytes() throws Exception {
        Path moved = Files.move(soil.at("sub/note.txt"), temp.resolve("moved"));
        Files.createSymbolicLink(soil.at("sub/note.txt"), moved);

        assertThat(verify().damage()).containsExactly(new FileFinding.Unreadable(NOTE, 3, "it is a symbolic link"));
    }

    @Test
    void a_link_in_place_of_a_folder_is_not_followed_though_it_leads_to_the_right_bytes() throws Exception {
        Path moved = Files.move(soil.at("sub"), temp.resolve("moved"));
        Files.createSymbolicLink(soil.at("sub"), moved);

        assertThat(verify().damage())
                .containsExactly(new FileFinding.Unreadable(NOTE, 3, "'sub' above it is a symbolic link"));
    }

    @Test
    void a_link_to_nothing_or_in_a_circle_is_a_link() throws Exception {
        for (String target : List.of("absent", "empty")) {
            Files.deleteIfExists(soil.at("empty"));
            Files.createSymbolicLink(soil.at("empty"), Path.of(target));

            assertThat(verify().damage())
                    .containsExactly(new FileFinding.Unreadable(EMPTY, 0, "it is a symbolic link"));
        }
    }

    @Test
    void a_file_in_place_of_a_folder_is_extra_and_what_the_folder_held_is_missing() throws Exception {
        Files.delete(soil.at("sub/note.txt"));
        Files.delete(soil.at("sub"));
        soil.with("sub", "x");

        FixityReport report = verify();

        assertThat(report.damage()).containsExactly(new FileFinding.Missing(NOTE, 3));
        assertThat(report.extras()).containsExactly("sub");
    }

    @Test
    void files_that_are_not_of_the_dataset_are_listed_and_are_no_damage() throws Exception {
        soil.with("sub/zz", "x").with("a\nb", "x").withFolder("nothing-in-it");
        Files.createSymbolicLink(soil.at("link"), Path.of("/"));

        FixityReport report = verify();

        assertThat(report.extras()).containsExactly("a\nb", "link", "sub/zz");
        assertThat(report.isIntact()).isTrue();
    }

    @Tag("thorough")
    @Test
    void at_most_10000_files_that_are_not_of_the_dataset_are_listed() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            soil.with("more/" + i, 0);
        }
        assertThat(verify().extras()).hasSize(10_000);

        soil.with("more/10000", 0);
        assertThat(verify().extras()).hasSize(10_000);
    }

    private FixityReport verify() throws InterruptedException {
        return Verification.run(torrent, soil.root(), path -> true, 2, Progress.NONE);
    }
}
