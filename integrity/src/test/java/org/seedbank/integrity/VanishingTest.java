package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.fixity.FileFinding;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Copies that go away while they are verified, as on a disk that is pulled. */
final class VanishingTest {

    private static final DatasetPath LAST = new DatasetPath("sub/last");

    @TempDir
    Path temp;

    private Tree soil;
    private Metainfo torrent;

    @BeforeEach
    void publish() throws Exception {
        soil = new Tree(temp.resolve("soil")).with("first", 2_000_000).with("sub/last", "x");
        torrent = Publication.of(soil.root(), TorrentFormat.HYBRID, 16 << 10);
    }

    @Test
    void a_root_that_goes_away_is_not_a_list_of_damaged_files() {
        assertThatExceptionOfType(IntegrityException.NotThere.class)
                .isThrownBy(() -> verify(() -> Files.move(soil.root(), temp.resolve("elsewhere"))))
                .withMessage("'%s' went away while it was read", soil.root())
                .extracting(SeedbankException::remedy)
                .isEqualTo("check the path, and that its disk is mounted");
    }

    @Test
    void so_is_a_root_that_is_empty_all_at_once_as_a_mount_point_is() {
        assertThatExceptionOfType(IntegrityException.NotThere.class)
                .isThrownBy(() -> verify(() -> {
                    Files.move(soil.root(), temp.resolve("elsewhere"));
                    Files.createDirectory(soil.root());
                }));
    }

    @Test
    void one_file_of_several_that_goes_away_is_unreadable() throws Exception {
        assertThat(verify(() -> Files.delete(soil.at("first"))).damage())
                .containsExactly(new FileFinding.Unreadable(new DatasetPath("first"), 2_000_000, "no such file"));
    }

    @FunctionalInterface
    private interface Event {
        void happen() throws IOException;
    }

    /** The files are looked at in order, so all have been seen when the event happens, and none has been read. */
    private FixityReport verify(Event afterLooking) throws InterruptedException {
        Tree whole = soil;
        return Verification.run(
                torrent,
                whole.root(),
                path -> {
                    if (path.equals(LAST)) {
                        happen(afterLooking);
                        return Files.exists(whole.at("sub/last"));
                    }
                    return true;
                },
                2,
                Progress.NONE);
    }

    private static void happen(Event event) {
        try {
            event.happen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
