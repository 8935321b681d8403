package org.seedbank.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLogTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-17T08:00:00.5Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    @Test
    void each_line_has_its_time() throws Exception {
        try (PrintWriter log = new PrintWriter(new NodeLog(folder.resolve("log"), 1000, CLOCK), true)) {
            log.println("ready");
            log.print("half a line");
        }

        assertThat(folder.resolve("log")).hasContent("""
            2026-05-17T08:00:00Z ready
            2026-05-17T08:00:00Z half a line
            """);
    }

    @Test
    void a_full_file_is_renamed_and_the_oldest_are_deleted() throws Exception {
        try (PrintWriter log = new PrintWriter(new NodeLog(folder.resolve("log"), 60, CLOCK), true)) {
            for (int i = 0; i < 11; i++) {
                log.println(i);
            }
        }

        assertThat(lines("log")).isEqualTo(" 10");
        assertThat(lines("log.1")).isEqualTo(" 8 9");
        assertThat(lines("log.3")).isEqualTo(" 4 5");
        assertThat(folder.resolve("log.4")).doesNotExist();
    }

    @Test
    void the_end_of_a_long_file_is_found() throws Exception {
        Files.writeString(folder.resolve("long"), "x".repeat(100_000) + "\none\ntwo\n");

        assertThat(NodeLog.tail(folder.resolve("long"), 2)).containsExactly("one", "two");
        assertThat(NodeLog.tail(folder.resolve("nowhere"), 2)).isEmpty();
    }

    private String lines(String name) throws Exception {
        return Files.readString(folder.resolve(name))
                .replace("2026-05-17T08:00:00Z", "")
                .replace("\n", "");
    }
}
