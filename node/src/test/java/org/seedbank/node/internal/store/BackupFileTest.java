package org.seedbank.node.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.files.ProcessLock;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.SwarmKey;

/** A backup has all that a node keeps in one file, and nothing else is taken for one. */
class BackupFileTest {

    private static final Metainfo SOIL = SampleState.torrent("soil", "a");
    private static final Instant NOW = Instant.parse("2026-03-01T10:20:30Z");

    @TempDir
    Path folder;

    private Path node;
    private Path torrent;

    @BeforeEach
    void a_node_with_a_dataset() throws Exception {
        node = folder.resolve("node");
        torrent = node.resolve("torrents/" + SwarmKey.of(SOIL).hex() + ".torrent");
        try (NodeDatabase database = SampleState.database(node)) {
            DatasetStore store = new DatasetStore(database, SampleState.folder(node));
            store.create(SOIL, SampleState.record(folder.resolve("soil")), Optional.empty());
            store.settle();
        }
    }

    private BackupFile backup(String name) {
        return new BackupFile(SampleState.folder(node), folder.resolve(name));
    }

    @Test
    void a_torrent_that_was_gone_before_does_not_keep_a_backup_from_being_put_back() throws Exception {
        Files.delete(torrent);
        assertThat(backup("a.backup").write()).isEqualTo(1);

        assertThat(backup("a.backup").restore(NOW).datasets()).isEqualTo(1);
    }

    @Test
    void a_bare_database_is_put_back_only_where_its_torrents_are() throws Exception {
        Path bare = Files.copy(node.resolve("node.db"), folder.resolve("bare.db"));
        byte[] bytes = Files.readAllBytes(torrent);
        Files.delete(torrent);

        assertThatThrownBy(() -> backup("bare.db").restore(NOW))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessageContaining("'%s' is a node's database and no backup", bare);
        assertThat(node).isDirectoryNotContaining("glob:**replaced*");

        Files.write(torrent, bytes);
        assertThat(backup("bare.db").restore(NOW).datasets()).isEqualTo(1);
    }

    @Test
    void of_many_that_write_one_file_at_once_one_does() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(threads.submit(() -> backup("a.backup").write()));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        assertThat(all.stream().filter(BackupFileTest::succeeded)).hasSize(1);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp*");
    }

    private static boolean succeeded(Future<Integer> writing) {
        try {
            return writing.get() == 1;
        } catch (ExecutionException e) {
            assertThat(e).hasMessageContaining("there is something at");
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void two_do_not_put_back_at_once() throws Exception {
        backup("a.backup").write();
        try (ProcessLock other =
                ProcessLock.take(node.resolve("restore.lock"), Duration.ZERO).orElseThrow()) {
            assertThatThrownBy(() -> backup("a.backup").restore(NOW))
                    .isInstanceOf(NodeException.Refused.class)
                    .hasMessageContaining("another process is putting back a backup");
        }
    }

    @Test
    void a_damaged_database_of_a_node_is_told_with_what_can_be_done() throws Exception {
        Files.writeString(node.resolve("node.db"), "depth;ph\n".repeat(1000));

        assertThatThrownBy(() -> backup("a.backup").write())
                .isInstanceOfSatisfying(NodeException.StateUnusable.class, e -> assertThat(e.remedy())
                        .startsWith("put a backup back"))
                .hasMessageContaining("node.db' is damaged");
        assertThat(folder.resolve("a.backup")).doesNotExist();
    }
}
