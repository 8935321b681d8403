package org.seedbank.node.internal.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;

/** A state folder that cannot be written for a while: here its database may not grow. */
class RecordWriterTest {

    private static final Metainfo SOIL = SampleState.torrent("soil", "a");
    private static final SwarmKey KEY = SwarmKey.of(SOIL);

    @TempDir
    Path folder;

    private NodeDatabase database;
    private DatasetStore store;
    private RecordWriter unwritten;
    private DatasetRecord record;
    private Stamps stamps;

    @BeforeEach
    void keep_one() throws Exception {
        database = SampleState.database(folder);
        store = new DatasetStore(database, SampleState.folder(folder));
        unwritten = new RecordWriter(store);
        record = SampleState.record(folder.resolve("soil"));
        stamps = Stamps.take(SOIL, SampleState.files(folder, SOIL), Optional.empty());
        store.create(SOIL, record, Optional.empty());
    }

    @Test
    void what_the_disk_refuses_is_written_once_it_does_not() throws Exception {
        block();
        unwritten.keep(KEY, Optional.empty(), Optional.of(stamps));
        unwritten.keep(KEY, Optional.of(large()), Optional.empty());
        unwritten.retry();

        assertThat(unwritten.warning())
                .contains("the database '%s' cannot grow: the disk is full; what has changed is tried again"
                        .formatted(folder.resolve("node.db")));
        assertThatThrownBy(() -> unwritten.requireWritten(KEY)).isInstanceOf(NodeException.StateUnusable.class);

        unblock();
        unwritten.retry();
        assertThat(unwritten.warning()).isEmpty();
        unwritten.requireWritten(KEY);
        assertThat(store.stamps(KEY)).contains(stamps);
        assertThat(store.load((torrent, record) -> record)).containsExactly(large());
    }

    @Test
    void stamps_that_are_not_written_count_all_the_same() throws Exception {
        block();
        unwritten.keep(KEY, Optional.of(large()), Optional.of(stamps));

        assertThat(unwritten.stamps(KEY)).contains(stamps);
        unblock();
        unwritten.retry();
        assertThat(store.stamps(KEY)).contains(stamps);
    }

    @Test
    void what_is_forgotten_is_no_reason_to_warn() throws Exception {
        block();
        unwritten.keep(KEY, Optional.of(large()), Optional.empty());

        unwritten.forget(KEY);

        assertThat(unwritten.warning()).isEmpty();
    }

    /** More than goes onto the pages that there are. */
    private DatasetRecord large() {
        return record.with(new DatasetRecord.Wishes(true, Limits.NONE, List.of("x".repeat(100_000))));
    }

    private void block() {
        limit(1);
    }

    private void unblock() {
        limit(1_000_000);
    }

    private void limit(int pages) {
        database.read(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("PRAGMA max_page_count = " + pages);
            }
        });
    }

    @AfterEach
    void close() {
        database.close();
    }
}
