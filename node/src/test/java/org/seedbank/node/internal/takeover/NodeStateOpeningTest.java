package org.seedbank.node.internal.takeover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.database.DatabaseException;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.EarlierNode;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.ReachRow;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmKey;

/** What a start finds: nothing, the files of an earlier version, a damaged database. */
class NodeStateOpeningTest {

    private static final Metainfo SOIL = SampleState.torrent("soil", "a");
    private static final SwarmKey KEY = SwarmKey.of(SOIL);

    @TempDir
    Path folder;

    private record Found(
            List<String> warnings, List<DatasetRecord> records, List<String> lost, Optional<Network> reach) {}

    /** Opens the state, says what is in it, and closes it again. */
    private Found open() throws InterruptedException {
        NodeStateOpening.Opened opened = NodeStateOpening.open(SampleState.folder(folder));
        try (NodeDatabase database = opened.database()) {
            DatasetStore store = new DatasetStore(database, SampleState.folder(folder));
            List<DatasetRecord> records = store.load((torrent, record) -> record);
            return new Found(opened.warnings(), records, store.warnings(), ReachRow.find(database));
        }
    }

    private void earlier() throws IOException {
        EarlierNode.write(folder, SOIL, folder.resolve("data/soil"));
        Files.writeString(folder.resolve("reach.json"), "{\"schema\":1,\"reach\":\"network\"}");
        Files.writeString(folder.resolve("settings.json"), "{\"schema\":1,\"limits\":{\"up\":5},\"schedule\":[]}");
        Files.writeString(folder.resolve("history"), "{}\n");
    }

    private Path aside() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(each -> each.getFileName().toString().startsWith("before-database-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void begins_with_nothing_and_has_earlier_versions_refuse_the_folder() throws Exception {
        Found found = open();

        assertThat(found).isEqualTo(new Found(List.of(), List.of(), List.of(), Optional.empty()));
        assertThat(folder.resolve("settings.json")).content().contains("\"schema\":2");
        assertThat(open()).isEqualTo(found);
        assertThat(folder).isDirectoryNotContaining("glob:**/before-database-*");
    }

    @Test
    void takes_over_what_an_earlier_version_kept_and_puts_its_files_aside() throws Exception {
        earlier();

        Found found = open();

        DatasetRecord record = found.records().get(0);
        assertThat(record.root()).isEqualTo(folder.resolve("data/soil"));
        assertThat(record.files()).contains(Set.of(0));
        assertThat(record.wishes().peers()).containsExactly("127.0.0.1:1");
        assertThat(record.wishes().limits().up()).contains(5L);
        assertThat(record.existing()).isEqualTo(ExistingFiles.Policy.ADOPT);
        assertThat(record.moving()).contains(new DatasetRecord.Move(Path.of("/new/place"), 7));
        assertThat(record.progress().totals().downloaded()).isEqualTo(7);
        assertThat(found.reach()).contains(Network.PRIVATE);
        assertThat(found.warnings()).isEmpty();
        assertThat(aside().resolve("datasets/" + KEY + "/record.json")).exists();
        assertThat(aside()).isDirectoryContaining("glob:**/settings.json").isDirectoryContaining("glob:**/history");
        assertThat(open()).isEqualTo(found);
    }

    @Test
    void whoever_was_killed_after_the_transaction_puts_the_files_aside_then_and_changes_nothing() throws Exception {
        earlier();
        open();
        SwarmKey key = KEY;
        try (NodeDatabase database = SampleState.database(folder)) {
            DatasetStore store = new DatasetStore(database, SampleState.folder(folder));
            store.update(key, store.record(key).map(record -> record.paused(false)), Optional.empty());
        }
        Files.move(aside().resolve("datasets"), folder.resolve("datasets"));

        Found found = open();

        assertThat(found.records()).singleElement().matches(record -> !record.wishes()
                .paused());
        assertThat(folder.resolve("datasets")).doesNotExist();
    }

    @Test
    void what_cannot_be_understood_is_lost_and_told_and_keeps_none_of_the_others() throws Exception {
        earlier();
        Metainfo water = SampleState.torrent("water", "a");
        Files.writeString(EarlierNode.write(folder, water, folder.resolve("water")), "{\"schema\":1,\"ro");
        Files.writeString(folder.resolve("settings.json"), "{\"schema\":1,");
        Files.writeString(folder.resolve("orders.json"), "[");

        Found found = open();

        assertThat(found.records()).hasSize(1);
        assertThat(found.lost())
                .singleElement()
                .asString()
                .contains(SwarmKey.of(water).hex(), "cannot be understood", "torrents/" + SwarmKey.of(water));
        assertThat(found.warnings()).hasSize(2);
        assertThat(open().lost()).isEqualTo(found.lost());
    }

    @Test
    void a_record_of_a_later_version_is_refused_and_everything_left_as_it_is() throws Exception {
        earlier();
        Path record = folder.resolve("datasets/" + KEY + "/record.json");
        Files.writeString(record, "{\"schema\":2}");

        assertThatThrownBy(this::open)
                .isInstanceOf(NodeException.NewerState.class)
                .hasMessage("'%s' was written by a later version of seedbank (schema 2)", record);
        assertThat(record).hasContent("{\"schema\":2}");
        assertThat(folder.resolve("reach.json")).exists();
    }

    @Test
    void tables_of_a_later_version_are_refused() throws Exception {
        open();
        try (NodeDatabase database = SampleState.database(folder)) {
            database.write(connection -> {
                try (var statement = connection.createStatement()) {
                    statement.executeUpdate("PRAGMA user_version = 99");
                }
            });
        }

        assertThatThrownBy(this::open)
                .isInstanceOf(DatabaseException.LaterVersion.class)
                .hasMessageContaining("has version 99 of its tables");
    }

    @Test
    void of_a_database_that_is_gone_or_no_database_the_torrents_are_left_and_told() throws Exception {
        for (String damage : new String[] {"gone", "zeroed", "cut"}) {
            keepOne();
            Path file = folder.resolve("node.db");
            damage(file, damage);

            Found found = open();

            assertThat(found.records()).as(damage).isEmpty();
            assertThat(found.lost()).as(damage).singleElement().asString().contains(KEY.hex());
            assertThat(open().lost()).as(damage).isEqualTo(found.lost());
            try (NodeDatabase database = SampleState.database(folder)) {
                new DatasetStore(database, SampleState.folder(folder)).forget(KEY);
                database.write(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.executeUpdate("DELETE FROM history");
                    }
                });
            }
        }
        assertThat(folder).isDirectoryContaining("glob:**/node.db.damaged-*");
    }

    private static void damage(Path file, String how) throws IOException {
        switch (how) {
            case "gone" -> Files.delete(file);
            case "zeroed" -> Files.write(file, new byte[(int) Files.size(file)]);
            default -> {
                try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                    open.setLength(5000);
                }
            }
        }
    }

    private void keepOne() throws InterruptedException {
        try (NodeDatabase database =
                NodeStateOpening.open(SampleState.folder(folder)).database()) {
            new DatasetStore(database, SampleState.folder(folder))
                    .create(SOIL, SampleState.record(folder.resolve("soil")), Optional.empty());
        }
    }

    @Test
    void an_empty_database_beside_torrents_is_as_good_as_none() throws Exception {
        keepOne();
        Files.write(folder.resolve("node.db"), new byte[0]);

        assertThat(NodeDatabase.find(SampleState.folder(folder))).isEmpty();
        Found found = open();

        assertThat(found.records()).isEmpty();
        assertThat(found.lost()).singleElement().asString().contains("take it in again with");
        assertThat(found.warnings())
                .singleElement()
                .asString()
                .startsWith(
                        "where the node's datasets are is not known any more, 1 in all; their torrents are kept in");
        assertThat(folder.resolve("torrents/" + KEY.hex() + ".torrent")).exists();
    }

    @Test
    void a_database_of_another_program_is_set_aside() throws Exception {
        keepOne();
        Files.delete(folder.resolve("node.db"));
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("node.db"));
                var statement = other.createStatement()) {
            statement.executeUpdate("CREATE TABLE stone (name TEXT)");
        }

        Found found = open();

        assertThat(found.warnings()).hasSize(2);
        assertThat(found.warnings().get(0)).contains("none of the tables", "it is kept as");
        assertThat(found.lost()).hasSize(1);
    }

    @Test
    void of_a_database_that_is_damaged_in_the_middle_what_can_be_read_is_taken_over() throws Exception {
        keepOne();
        Path file = folder.resolve("node.db");
        int root;
        try (NodeDatabase database = SampleState.database(folder)) {
            root = database.read(connection -> {
                try (var statement = connection.createStatement();
                        var row = statement.executeQuery("SELECT rootpage FROM sqlite_schema WHERE name = 'history'")) {
                    row.next();
                    return row.getInt(1);
                }
            });
        }
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek((root - 1) * 4096L);
            open.write(new byte[4096]);
        }

        Found found = open();

        assertThat(found.records()).containsExactly(SampleState.record(folder.resolve("soil")));
        assertThat(found.lost()).isEmpty();
        assertThat(found.warnings()).hasSize(2);
        assertThat(found.warnings().get(0)).contains("is damaged", "it is kept as");
        assertThat(found.warnings().get(1)).startsWith("of 1 datasets of the node 1 were found again");
        assertThat(open().warnings()).isEmpty();
    }
}
