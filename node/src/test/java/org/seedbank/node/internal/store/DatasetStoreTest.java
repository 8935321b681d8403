package org.seedbank.node.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Metainfo;
import org.seedbank.node.Limits;
import org.seedbank.node.SampleTorrents;
import org.seedbank.swarm.SwarmKey;

class DatasetStoreTest {

    private static final List<Metainfo> TORRENTS = List.of(SampleTorrents.named("soil"), SampleTorrents.named("ice"));

    private static final DatasetRecord RECORD = new DatasetRecord(
            Path.of("/data/soil"),
            Path.of("/"),
            true,
            Optional.empty(),
            true,
            "publish",
            Instant.EPOCH,
            new DatasetRecord.Wishes(false, Limits.NONE, List.of()),
            DatasetRecord.Progress.NONE);

    @TempDir
    Path folder;

    @Test
    void takes_up_what_was_kept() {
        DatasetStore store = filled();

        assertThat(store.load((torrent, record) -> torrent.name() + " " + record.equals(RECORD)))
                .containsExactlyInAnyOrder("soil true", "ice true");
    }

    @Test
    void reads_a_torrent_only_once_the_one_before_was_taken() {
        DatasetStore store = filled();

        List<String> taken = store.load((torrent, record) -> {
            TORRENTS.forEach(this::lose);
            return torrent.name();
        });

        assertThat(taken).hasSize(1);
    }

    @Test
    void passes_over_a_dataset_whose_torrent_is_lost() {
        DatasetStore store = filled();
        lose(TORRENTS.get(0));

        assertThat(store.load((torrent, record) -> torrent.name())).containsExactly("ice");
    }

    @Test
    void has_nothing_before_its_folder_is_made() {
        assertThat(new DatasetStore(folder.resolve("none")).load((torrent, record) -> record))
                .isEmpty();
    }

    private DatasetStore filled() {
        DatasetStore store = new DatasetStore(folder);
        TORRENTS.forEach(torrent -> store.create(torrent, RECORD, Optional.empty()));
        return store;
    }

    private void lose(Metainfo torrent) {
        try {
            Files.deleteIfExists(folder.resolve(SwarmKey.of(torrent).hex()).resolve("torrent"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
