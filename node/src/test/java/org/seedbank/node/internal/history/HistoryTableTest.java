package org.seedbank.node.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.NodeHistory;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.HistoryPage;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.SampleState;
import org.seedbank.node.internal.store.Sql;
import org.seedbank.swarm.SwarmKey;

/** What happened to datasets is kept, in a table that does not grow without end. */
class HistoryTableTest {

    private static final SwarmKey KEY = new SwarmKey("a".repeat(40));

    @TempDir
    private Path folder;

    private NodeDatabase database;

    @BeforeEach
    void open() throws Exception {
        database = SampleState.database(folder);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static HistoryEntry event(int number) {
        return new HistoryEntry(
                Instant.parse("2026-05-17T08:00:00Z").plusSeconds(number),
                HistoryEntry.Kind.VERIFIED,
                KEY,
                "soil",
                Optional.of(new Sha256("b".repeat(64))),
                Optional.of("group/3"),
                "line\n" + number);
    }

    @Test
    void is_told_part_by_part_from_the_newest_on() {
        note(100, event(1), event(2), event(3));
        HistoryTable history = new HistoryTable(database);

        HistoryPage first = history.page(Optional.of(KEY), Optional.empty(), 2);
        assertThat(first.entries()).extracting(HistoryEntry::detail).containsExactly("line\n3", "line\n2");
        HistoryPage second = history.page(Optional.of(KEY), first.before(), 2);
        assertThat(second.entries()).extracting(HistoryEntry::detail).containsExactly("line\n1");
        assertThat(second.before()).isEmpty();
        assertThat(history.page(Optional.of(new SwarmKey("c".repeat(40))), Optional.empty(), 2)
                        .entries())
                .isEmpty();
    }

    private void note(int most, HistoryEntry... entries) {
        HistoryTable history = new HistoryTable(database, most);
        for (HistoryEntry each : entries) {
            history.note(each);
        }
    }

    private List<HistoryEntry> read() throws InterruptedException {
        return new NodeHistory(SampleState.folder(folder)).last(100, entry -> true);
    }

    @Test
    void reads_what_was_noted_oldest_first() throws Exception {
        note(HistoryTable.MOST, event(1), event(2));
        note(HistoryTable.MOST, event(3));

        assertThat(read()).containsExactly(event(1), event(2), event(3));
    }

    @Test
    void finds_the_last_of_those_that_are_wanted() throws Exception {
        note(HistoryTable.MOST, event(1), event(2), event(3), event(4));

        assertThat(new NodeHistory(SampleState.folder(folder)).last(2, entry -> !entry.equals(event(4))))
                .containsExactly(event(2), event(3));
    }

    @Test
    void the_oldest_go() throws Exception {
        note(3, event(1), event(2), event(3), event(4), event(5));

        assertThat(read()).containsExactly(event(3), event(4), event(5));
    }

    @Test
    void what_is_of_a_later_version_is_passed_over() throws Exception {
        note(HistoryTable.MOST, event(1), event(2));
        database.write(connection ->
                Sql.change(connection, "UPDATE history SET event = 'exploded' WHERE detail = ?", event(1).detail()));

        assertThat(read()).containsExactly(event(2));
    }

    @Test
    void knows_what_people_call_a_dataset_from_what_was_told_last() throws Exception {
        HistoryTable history = new HistoryTable(database);
        HistoryEntry unnamed = new HistoryEntry(
                Instant.EPOCH, HistoryEntry.Kind.FETCHED, KEY, "soil", Optional.empty(), Optional.empty(), "all of it");
        assertThat(history.serial(KEY)).isEmpty();

        history.note(event(1));
        history.note(unnamed);

        assertThat(history.serial(KEY)).contains("group/3");
        assertThat(read()).containsExactly(event(1), unnamed.with("group/3"));
    }

    @Test
    void nothing_happened_where_no_node_was() throws Exception {
        assertThat(new NodeHistory(SampleState.folder(folder.resolve("nowhere"))).last(10, entry -> true))
                .isEmpty();
    }

    @Test
    void lines_that_no_node_has_taken_over_yet_are_read_and_torn_ones_passed_over() throws Exception {
        Path earlier = Files.createDirectory(folder.resolve("earlier"));
        Files.writeString(earlier.resolve("history.1"), line("one"));
        Files.writeString(earlier.resolve("history"), line("two") + "{\"time\":\"2026-05-");

        assertThat(new NodeHistory(SampleState.folder(earlier)).last(10, entry -> true))
                .extracting(HistoryEntry::detail)
                .containsExactly("one", "two");
        EarlierHistory.takeInto(database, earlier);
        EarlierHistory.takeInto(database, earlier);
        assertThat(read()).extracting(HistoryEntry::detail).containsExactly("one", "two");
    }

    private static String line(String detail) {
        return "{\"time\":\"2026-05-17T08:03:00Z\",\"event\":\"taken-in\",\"key\":\"%s\",\"name\":\"soil\",\"detail\":\"%s\"}%n"
                .formatted(KEY, detail);
    }

    @Test
    void a_disk_that_refuses_keeps_nobody_from_going_on() throws Exception {
        HistoryTable history = new HistoryTable(database);
        full(true);
        history.note(large(1));
        assertThat(history.warning())
                .hasValueSatisfying(text -> assertThat(text).contains("the disk is full"));

        full(false);
        history.note(event(2));

        assertThat(history.warning()).isEmpty();
        assertThat(read()).containsExactly(large(1), event(2));
    }

    private static HistoryEntry large(int number) {
        return new HistoryEntry(
                Instant.EPOCH,
                HistoryEntry.Kind.DAMAGED,
                KEY,
                "x".repeat(100_000),
                Optional.empty(),
                Optional.empty(),
                "" + number);
    }

    private void full(boolean full) {
        database.read(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute("PRAGMA max_page_count = " + (full ? 1 : 1_000_000));
            }
        });
    }

    @Test
    void a_detail_without_end_is_cut() {
        HistoryEntry entry = new HistoryEntry(
                Instant.EPOCH,
                HistoryEntry.Kind.DAMAGED,
                KEY,
                "soil",
                Optional.empty(),
                Optional.empty(),
                "x".repeat(HistoryEntry.MAX_DETAIL + 1));

        assertThat(entry.detail()).hasSize(HistoryEntry.MAX_DETAIL + 1).endsWith("x…");
    }
}
