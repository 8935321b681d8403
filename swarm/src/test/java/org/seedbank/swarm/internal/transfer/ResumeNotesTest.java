package org.seedbank.swarm.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.swarm.ResumeFolder;
import org.seedbank.swarm.SwarmKey;

/** What a fetch had is believed only where nothing speaks against it. */
class ResumeNotesTest {

    private static final SwarmKey KEY = SwarmKey.of(new InfoHash("0123456789abcdef0123456789abcdef01234567"));
    private static final Path ROOT = Path.of("/data/my soil\n\ud83c\udf0a");

    @TempDir
    private Path temp;

    private ResumeNotes store;
    private Path file;

    @BeforeEach
    void save() {
        store = new ResumeNotes(new ResumeFolder(temp), temp);
        file = temp.resolve("0123456789abcdef0123456789abcdef01234567.resume");
        BitSet have = new BitSet();
        have.set(0);
        have.set(99);
        store.save(KEY, ROOT, new PieceSet(100, have));
    }

    @Test
    void what_was_saved_comes_back() {
        PieceSet loaded = store.load(KEY, ROOT, 100).orElseThrow();

        assertThat(loaded.have().stream()).containsExactly(0, 99);
        assertThat(loaded.flags()).hasSize(100).startsWith(1, 0).endsWith(0, 1);
    }

    @Test
    void another_place_or_another_torrent_gets_nothing() {
        assertThat(store.load(KEY, Path.of("/data/other"), 100)).isEmpty();
        assertThat(store.load(KEY, ROOT, 101)).isEmpty();
        assertThat(store.load(SwarmKey.of(new InfoHash("f".repeat(64))), ROOT, 100))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "boot [0-9a-f-]+, boot 00000000-0000-0000-0000-000000000000",
        "boot [0-9a-f-]+, boot",
        "pieces 100, pieces 10",
        "pieces 100, pieces 9999999999",
        "have .*, have !",
        "have .*, have A",
        "seedbank-resume 1, seedbank-resume 2",
    })
    void what_was_written_in_another_boot_or_cannot_be_read_is_not_believed(String from, String to) throws Exception {
        Files.writeString(file, Files.readString(file).replaceFirst(from, to));

        assertThat(store.load(KEY, ROOT, 100)).isEmpty();
    }

    @Test
    void what_is_forgotten_is_gone() {
        store.forget(KEY);
        store.forget(KEY);

        assertThat(store.load(KEY, ROOT, 100)).isEmpty();
        assertThat(file).doesNotExist();
    }
}
