package org.seedbank.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are no databases, or not whole ones, are told of and never believed. */
class DamageTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:20:30.456Z");

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void many_samples() throws Exception {
        file = folder.resolve("soil.db");
        try (Database soil = Soil.open(file)) {
            soil.write(connection -> {
                for (int i = 0; i < 5000; i++) {
                    Soil.add(connection, "sample number " + i);
                }
            });
        }
    }

    @Test
    void a_whole_one_passes_the_check() throws Exception {
        try (Database soil = Soil.open(file)) {
            soil.check();
        }
    }

    @Test
    void another_file_is_refused() throws Exception {
        Files.writeString(file, "depth;ph\n".repeat(1000));

        assertThatThrownBy(() -> Soil.open(file))
                .isInstanceOf(DatabaseException.Damaged.class)
                .hasMessageStartingWith("the database '%s' is damaged: ", file);
    }

    @Test
    void one_whose_beginning_is_zeroed_is_refused() throws Exception {
        zero(0, 4096);

        assertThatThrownBy(() -> Soil.open(file)).isInstanceOf(DatabaseException.Damaged.class);
    }

    @Test
    void one_that_is_cut_short_is_told_when_it_is_read() throws Exception {
        cut(Files.size(file) / 2);

        assertThatThrownBy(this::readAll).isInstanceOf(DatabaseException.Damaged.class);
    }

    @Test
    void one_that_is_zeroed_in_the_middle_is_told_when_it_is_read_and_by_the_check() throws Exception {
        zero(Files.size(file) / 2 / 4096 * 4096, 20 * 4096);

        assertThatThrownBy(this::readAll).isInstanceOf(DatabaseException.Damaged.class);
        try (Database soil = Soil.open(file)) {
            assertThatThrownBy(soil::check).isInstanceOf(DatabaseException.Damaged.class);
        }
    }

    @Test
    void a_damaged_one_is_set_aside_with_its_log_and_a_new_one_takes_its_place() throws Exception {
        Files.writeString(file, "torn");
        Files.writeString(folder.resolve("soil.db-wal"), "log");

        Path aside = Database.setAside(file, NOW);

        assertThat(aside).isEqualTo(folder.resolve("soil.db.damaged-20260301T102030.456Z"));
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder(aside.getFileName().toString(), aside.getFileName() + "-wal");
        try (Database soil = Soil.open(file)) {
            assertThat(Soil.names(soil)).isEmpty();
        }
    }

    @Test
    void an_empty_file_or_one_of_another_program_is_none_of_ours() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.db"));
        Path foreign = folder.resolve("foreign.db");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + foreign);
                Statement statement = other.createStatement()) {
            statement.executeUpdate("CREATE TABLE stone (name TEXT)");
        }

        for (Path each : new Path[] {empty, foreign}) {
            assertThatThrownBy(() -> Database.openToRead(Soil.settings(each, 1)))
                    .isInstanceOf(DatabaseException.NoTables.class);
        }
        assertThatThrownBy(() -> Soil.open(foreign)).isInstanceOf(DatabaseException.NoTables.class);
        try (Database soil = Soil.open(empty)) {
            assertThat(soil.isNew()).isTrue();
        }
    }

    @Test
    void one_that_lacks_a_table_is_damaged_and_no_fault_of_ours() throws Exception {
        try (Database soil = Soil.open(file)) {
            soil.write(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("DROP TABLE sample");
                }
            });
        }

        assertThatThrownBy(this::readAll)
                .isInstanceOf(DatabaseException.Damaged.class)
                .hasMessageContaining("no such table: sample");
    }

    @Test
    void what_the_log_has_is_written_into_the_file_while_it_is_open() throws Exception {
        Path young = folder.resolve("young.db");
        try (Database soil = Soil.open(young)) {
            Soil.add(soil, "a");
            soil.checkpoint();

            Path alone = Files.copy(young, folder.resolve("alone.db"));
            try (Database copy = Soil.open(alone)) {
                assertThat(Soil.names(copy)).containsExactly("a");
            }
        }
    }

    @Test
    void a_backup_that_cannot_be_written_names_its_own_file() throws Exception {
        Path target = folder.resolve("nowhere/backup.db");
        try (Database soil = Soil.open(file)) {
            assertThatThrownBy(() -> soil.backUp(target)).hasMessageContaining(target.toString());
        }
    }

    @Test
    void a_full_disk_is_told_and_changes_nothing() throws Exception {
        try (Database soil = Soil.open(file)) {
            assertThatThrownBy(() -> soil.write(connection -> {
                        try (Statement statement = connection.createStatement()) {
                            statement.executeUpdate("PRAGMA max_page_count = 1");
                        }
                        for (int i = 0; i < 5000; i++) {
                            Soil.add(connection, "more " + i);
                        }
                    }))
                    .isInstanceOf(DatabaseException.Full.class);
            assertThat(Soil.names(soil)).hasSize(5000);
        }
    }

    @Test
    void a_backup_of_one_that_is_in_use_is_whole_and_can_be_put_in_its_place() throws Exception {
        Path backup = folder.resolve("backup.db");
        try (Database soil = Soil.open(file)) {
            soil.backUp(backup);
            Soil.add(soil, "later");
        }

        assertThat(Backup.restore(Soil.settings(file, 1), backup, NOW))
                .contains(folder.resolve("soil.db.replaced-20260301T102030.456Z"));

        try (Database soil = Soil.open(file)) {
            assertThat(Soil.names(soil)).hasSize(5000).doesNotContain("later");
        }
        try (Database before = Soil.open(folder.resolve("soil.db.replaced-20260301T102030.456Z"))) {
            assertThat(Soil.names(before)).hasSize(5001);
        }
        assertThat(folder.toFile().list()).hasSize(3);
    }

    @Test
    void a_backup_that_is_damaged_or_empty_changes_nothing() throws Exception {
        Path backup = folder.resolve("backup.db");
        Files.copy(file, backup);
        zero(backup, Files.size(file) / 2 / 4096 * 4096, 20 * 4096);
        Path empty = Files.createFile(folder.resolve("empty.db"));

        for (Path each : new Path[] {backup, empty}) {
            assertThatThrownBy(() -> Backup.restore(Soil.settings(file, 1), each, NOW))
                    .isInstanceOf(DatabaseException.Damaged.class)
                    .hasMessageContaining(each.toString());
        }

        readAll();
        assertThat(folder.toFile().list()).hasSize(3);
    }

    @Test
    void a_restore_that_was_killed_half_way_is_finished_when_it_is_opened() throws Exception {
        Path backup = folder.resolve("backup.db");
        try (Database soil = Soil.open(file)) {
            soil.backUp(folder.resolve("soil.db.restored"));
        }
        Files.move(file, backup);

        try (Database soil = Soil.open(file)) {
            assertThat(Soil.names(soil)).hasSize(5000);
        }
    }

    private void readAll() throws InterruptedException {
        try (Database soil = Soil.open(file)) {
            assertThat(Soil.names(soil)).hasSize(5000);
        }
    }

    private void cut(long length) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(length);
        }
    }

    private void zero(long from, int length) throws Exception {
        zero(file, from, length);
    }

    private static void zero(Path file, long from, int length) throws Exception {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            assertThat(channel.write(ByteBuffer.allocate(length), from)).isEqualTo(length);
        }
    }
}
