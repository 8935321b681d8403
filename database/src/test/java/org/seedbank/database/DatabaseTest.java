package org.seedbank.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {

    private static final String ENDLESS =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("state").resolve("soil.db");
    }

    @Test
    void what_was_committed_is_there_when_it_is_opened_again() throws Exception {
        try (Database soil = Soil.open(file())) {
            assertThat(soil.isNew()).isTrue();
            Soil.add(soil, "a");
        }
        try (Database soil = Soil.open(file())) {
            assertThat(soil.isNew()).isFalse();
            assertThat(Soil.names(soil)).containsExactly("a");
        }
        assertThat(folder.resolve("state").toFile().list()).containsExactly("soil.db");
    }

    @Test
    void only_its_owner_may_read_it() throws Exception {
        try (Database soil = Soil.open(file())) {
            Soil.add(soil, "a");
            for (String name : List.of("soil.db", "soil.db-wal", "soil.db-shm")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().resolveSibling(name))))
                        .as(name)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void a_change_that_fails_leaves_nothing() throws Exception {
        try (Database soil = Soil.open(file())) {
            assertThatThrownBy(() -> soil.write(connection -> {
                        Soil.add(connection, "a");
                        throw new IllegalArgumentException("no");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(Soil.names(soil)).isEmpty();
        }
    }

    @Test
    void a_transaction_within_one_is_part_of_it() throws Exception {
        try (Database soil = Soil.open(file())) {
            assertThatThrownBy(() -> soil.write(connection -> {
                        soil.writeUninterruptibly(inner -> Soil.add(inner, "a"));
                        assertThat(Soil.names(soil)).containsExactly("a");
                        throw new IllegalArgumentException("no");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);

            assertThat(Soil.names(soil)).isEmpty();
        }
    }

    @Test
    void foreign_keys_hold_and_types_are_strict() throws Exception {
        try (Database soil = Soil.open(file())) {
            assertThatThrownBy(() -> soil.write(c -> run(c, "INSERT INTO reading VALUES (7, 10)")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("[SQLITE_CONSTRAINT_FOREIGNKEY] A foreign key constraint failed"
                            + " (FOREIGN KEY constraint failed)");
            assertThatThrownBy(() -> soil.write(c -> run(c, "INSERT INTO reading VALUES (7, 'deep')")))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void an_earlier_version_is_brought_up_and_keeps_what_it_holds() throws Exception {
        try (Database soil = Soil.open(file())) {
            Soil.add(soil, "a");
        }
        try (Database soil = Database.open(Soil.settings(file(), 2))) {
            assertThat(soil.isNew()).isFalse();
            assertThat(Soil.names(soil)).containsExactly("a", "reference");
        }
    }

    @Test
    void a_later_version_is_refused_and_left_alone() throws Exception {
        Database.open(Soil.settings(file(), 2)).close();

        assertThatThrownBy(() -> Soil.open(file()))
                .isInstanceOf(DatabaseException.LaterVersion.class)
                .hasMessage("the database '%s' has version 2 of its tables, and this seedbank knows 1", file());
        try (Database soil = Database.open(Soil.settings(file(), 2))) {
            assertThat(Soil.names(soil)).containsExactly("reference");
        }
    }

    @Test
    void one_that_may_only_be_read_is_read_and_refuses_changes() throws Exception {
        try (Database soil = Soil.open(file())) {
            Soil.add(soil, "a");
        }
        try (Database soil = Database.openToRead(Soil.settings(file(), 1))) {
            assertThat(soil.isReadOnly()).isTrue();
            assertThat(Soil.names(soil)).containsExactly("a");
            assertThatThrownBy(() -> Soil.add(soil, "b")).isInstanceOf(DatabaseException.ReadOnly.class);
        }
    }

    @Test
    void one_in_memory_begins_as_the_file_is_and_leaves_it_alone() throws Exception {
        try (Database none = Database.openInMemory(Soil.settings(file(), 1))) {
            assertThat(Soil.names(none)).isEmpty();
        }
        try (Database soil = Soil.open(file())) {
            Soil.add(soil, "a");
        }
        try (Database memory = Database.openInMemory(Soil.settings(file(), 2))) {
            Soil.add(memory, "b");
            assertThat(Soil.names(memory)).containsExactly("a", "reference", "b");
        }
        try (Database soil = Soil.open(file())) {
            assertThat(Soil.names(soil)).containsExactly("a");
        }
    }

    @Test
    void whoever_comes_while_another_changes_it_waits_and_then_gives_up() throws Exception {
        try (Database soil = Soil.open(file());
                Database other = Soil.open(file())) {
            soil.write(connection -> {
                Soil.add(connection, "a");
                assertThat(Soil.names(other)).isEmpty();
                assertThatThrownBy(() -> Soil.add(other, "b"))
                        .isInstanceOf(DatabaseException.Busy.class)
                        .hasMessageContaining("another process");
            });
            Soil.add(other, "b");
            assertThat(Soil.names(soil)).containsExactly("a", "b");
        }
    }

    @Test
    void many_that_open_and_change_a_new_one_at_once_all_have_their_turn() throws Exception {
        ExecutorService processes = Executors.newFixedThreadPool(6);
        try {
            List<Future<Object>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String name = "sample " + i;
                all.add(processes.submit(() -> {
                    DatabaseSettings patient = Soil.settings(file(), 2);
                    try (Database soil = Database.open(new DatabaseSettings(
                            file(),
                            patient.schema(),
                            patient.durability(),
                            java.time.Duration.ofSeconds(60),
                            patient.nativeCache()))) {
                        Soil.add(soil, name);
                    }
                    return null;
                }));
            }
            for (Future<Object> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            processes.shutdownNow();
        }
        try (Database soil = Database.open(Soil.settings(file(), 2))) {
            assertThat(Soil.names(soil)).hasSize(7);
        }
    }

    @Test
    void an_interrupt_ends_a_statement_that_takes_long() throws Exception {
        try (Database soil = Soil.open(file())) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> soil.read(c -> run(c, ENDLESS))).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Test
    void an_interrupt_ends_the_wait_for_another_process() throws Exception {
        try (Database soil = Soil.open(file());
                Database other = Soil.open(file())) {
            soil.write(connection -> {
                Soil.add(connection, "a");
                Thread.currentThread().interrupt();
                assertThatThrownBy(() -> Soil.add(other, "b")).isInstanceOf(InterruptedException.class);
            });
        }
    }

    @Test
    void short_work_is_done_on_an_interrupted_thread_too() throws Exception {
        try (Database soil = Soil.open(file())) {
            Thread.currentThread().interrupt();
            soil.writeUninterruptibly(connection -> Soil.add(connection, "a"));
            assertThat(soil.<List<String>, RuntimeException>readUninterruptibly(Soil::names))
                    .containsExactly("a");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void threads_take_turns() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Database soil = Soil.open(file())) {
            Future<Object> long_read = other.submit(() -> soil.read(connection -> {
                begun.countDown();
                return end.await(60, TimeUnit.SECONDS);
            }));
            begun.await();
            assertThatThrownBy(() -> Soil.add(soil, "a"))
                    .isInstanceOf(DatabaseException.Busy.class)
                    .hasMessageContaining("another thread");
            end.countDown();
            long_read.get(60, TimeUnit.SECONDS);
            Soil.add(soil, "a");
            assertThat(Soil.names(soil)).containsExactly("a");
        } finally {
            other.shutdownNow();
        }
    }

    private static boolean run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (sql.startsWith("INSERT")) {
                return statement.executeUpdate(sql) > 0;
            }
            try (ResultSet rows = statement.executeQuery(sql)) {
                return rows.next();
            }
        }
    }

    @Test
    void what_is_written_lazily_is_there_at_once_for_all_and_undone_as_a_whole() throws Exception {
        try (Database database = Soil.open(file());
                Database other = Soil.open(file())) {
            database.writeLazily(connection -> Soil.add(connection, "ice"));
            assertThatThrownBy(() -> database.writeLazily(connection -> {
                        Soil.add(connection, "rain");
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            database.write(connection -> database.writeLazily(inner -> Soil.add(inner, "peat")));

            assertThat(Soil.names(other)).containsExactly("ice", "peat");
        }
    }
}
