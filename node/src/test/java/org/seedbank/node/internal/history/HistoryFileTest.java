package org.seedbank.node.internal.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.NodeHistory;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.swarm.SwarmKey;

/** What happened to datasets is kept line by line, in files that do not grow without end. */
class HistoryFileTest {

    @TempDir
    private Path folder;

    private static HistoryEntry event(int number) {
        return new HistoryEntry(
                Instant.parse("2026-05-17T08:00:00Z").plusSeconds(number),
                HistoryEntry.Kind.VERIFIED,
                new SwarmKey("a".repeat(40)),
                "soil",
                Optional.of(new Sha256("b".repeat(64))),
                Optional.of("group/3"),
                "line\n" + number);
    }

    private void note(long limit, HistoryEntry... entries) throws IOException {
        try (HistoryFile history = new HistoryFile(folder, limit)) {
            for (HistoryEntry each : entries) {
                history.note(each);
            }
        }
    }

    private List<HistoryEntry> read() {
        return new NodeHistory(folder).last(100, entry -> true);
    }

    @Test
    void reads_what_was_noted_oldest_first() throws IOException {
        note(HistoryFile.MAX_BYTES, event(1), event(2));
        note(HistoryFile.MAX_BYTES, event(3));

        assertThat(read()).containsExactly(event(1), event(2), event(3));
    }

    @Test
    void finds_the_last_of_those_that_are_wanted() throws IOException {
        note(HistoryFile.MAX_BYTES, event(1), event(2), event(3), event(4));

        assertThat(new NodeHistory(folder).last(2, entry -> !entry.equals(event(4))))
                .containsExactly(event(2), event(3));
    }

    @Test
    void old_files_are_read_too_and_the_oldest_go() throws IOException {
        for (int i = 1; i <= 9; i++) {
            note(10, event(i));
        }

        assertThat(read()).containsExactly(event(5), event(6), event(7), event(8), event(9));
        assertThat(folder.resolve("history.5")).doesNotExist();
    }

    @Test
    void a_torn_last_line_is_passed_over() throws IOException {
        note(HistoryFile.MAX_BYTES, event(1));
        Files.writeString(HistoryFile.in(folder), "{\"time\":\"2026-05-", StandardOpenOption.APPEND);

        assertThat(read()).containsExactly(event(1));
        note(HistoryFile.MAX_BYTES, event(2));
        assertThat(read()).containsExactly(event(1), event(2));
    }

    @Test
    void nothing_happened_where_no_node_was() {
        assertThat(new NodeHistory(folder.resolve("nowhere")).last(10, entry -> true))
                .isEmpty();
    }

    @Test
    void a_disk_that_refuses_keeps_nobody_from_going_on() throws IOException {
        try (HistoryFile history = new HistoryFile(folder.resolve("gone"))) {
            history.note(event(1));

            assertThat(history.warning()).hasValueSatisfying(text -> assertThat(text)
                    .startsWith("cannot write '%s'".formatted(folder.resolve("gone/history"))));

            Files.createDirectory(folder.resolve("gone"));
            history.note(event(2));
            assertThat(history.warning()).isEmpty();
        }
        assertThat(new NodeHistory(folder.resolve("gone")).last(10, entry -> true))
                .containsExactly(event(1), event(2));
    }

    @Test
    void a_detail_without_end_is_cut() {
        HistoryEntry entry = new HistoryEntry(
                Instant.EPOCH,
                HistoryEntry.Kind.DAMAGED,
                new SwarmKey("a".repeat(40)),
                "soil",
                Optional.empty(),
                Optional.empty(),
                "x".repeat(HistoryEntry.MAX_DETAIL + 1));

        assertThat(entry.detail()).hasSize(HistoryEntry.MAX_DETAIL + 1).endsWith("x…");
    }
}
