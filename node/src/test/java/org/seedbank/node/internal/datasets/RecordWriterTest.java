package org.seedbank.node.internal.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;

/** A state folder that cannot be written for a while: here a file is in its way. */
class RecordWriterTest {

    private static final Metainfo SOIL = SampleState.torrent("soil", "a");
    private static final SwarmKey KEY = SwarmKey.of(SOIL);

    @TempDir
    Path folder;

    private DatasetStore store;
    private RecordWriter unwritten;
    private DatasetRecord record;
    private Stamps stamps;

    @BeforeEach
    void keep_one() throws Exception {
        store = new DatasetStore(folder.resolve("datasets"));
        unwritten = new RecordWriter(store);
        record = SampleState.record(folder.resolve("soil"));
        stamps = Stamps.take(SOIL, SampleState.files(folder, SOIL), Optional.empty());
        store.create(SOIL, record, Optional.empty());
    }

    @Test
    void what_the_disk_refuses_is_written_once_it_does_not() throws Exception {
        block();
        unwritten.stamp(KEY, stamps);
        unwritten.keep(KEY, record.paused(true));
        unwritten.retry();

        assertThat(unwritten.warning())
                .contains("cannot use '%s': Not a directory; what has changed is tried again"
                        .formatted(folder.resolve("datasets").resolve(KEY.hex()).resolve("stamps")));
        assertThatThrownBy(() -> unwritten.requireWritten(KEY)).isInstanceOf(NodeException.StateUnusable.class);

        unblock();
        unwritten.retry();
        assertThat(unwritten.warning()).isEmpty();
        unwritten.requireWritten(KEY);
        assertThat(store.stamps(KEY)).contains(stamps);
        assertThat(store.load((torrent, record) -> record)).containsExactly(record.paused(true));
    }

    @Test
    void stamps_that_are_not_written_count_all_the_same() throws Exception {
        block();
        unwritten.stamp(KEY, stamps);

        assertThat(unwritten.stamps(KEY)).contains(stamps);
        unblock();
        unwritten.retry();
        assertThat(store.stamps(KEY)).contains(stamps);
    }

    @Test
    void what_is_forgotten_is_no_reason_to_warn() throws Exception {
        block();
        unwritten.keep(KEY, record.paused(true));

        unwritten.forget(KEY);

        assertThat(unwritten.warning()).isEmpty();
    }

    private void block() throws Exception {
        Files.move(folder.resolve("datasets"), folder.resolve("away"));
        Files.writeString(folder.resolve("datasets"), "in the way");
    }

    private void unblock() throws Exception {
        Files.delete(folder.resolve("datasets"));
        Files.move(folder.resolve("away"), folder.resolve("datasets"));
    }
}
