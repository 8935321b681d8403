package org.seedbank.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeLogTest {

    private static final String TIME = "20\\d\\d-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ ";

    @TempDir
    Path folder;

    private final LoggerContext logs = new LoggerContext();

    @AfterEach
    void close() {
        logs.stop();
    }

    private PrintWriter log(String name, long limit) {
        logs.setMDCAdapter(new LogbackMDCAdapter());
        LogConfiguration.writeTo(logs, folder.resolve(name), limit);
        return new PrintWriter(new NodeLog(logs.getLogger(LogLines.SPOKEN)), true);
    }

    @Test
    void each_line_has_its_time() throws Exception {
        try (PrintWriter log = log("log", 1000)) {
            log.println("ready for {} of 100%");
            log.print("half a line");
        }

        assertThat(lines("log")).isEqualTo("ready for {} of 100%\nhalf a line\n");
    }

    @Test
    void what_modules_log_says_who_logs_and_cannot_drive_a_terminal() throws Exception {
        log("log", 1000).close();
        logs.getLogger("org.seedbank.node").warn("'{}' is odd", "a\u001b[2J", new IllegalStateException("why"));

        assertThat(lines("log")).startsWith("""
                        [main] WARN org.seedbank.node - 'a\\u{1b}[2J' is odd
                        java.lang.IllegalStateException: why
                        """);
        assertThat(Files.readAllLines(folder.resolve("log"))).allMatch(line -> line.matches(TIME + ".*"));
    }

    @Test
    void a_full_file_is_renamed_and_the_oldest_are_deleted() throws Exception {
        try (PrintWriter log = log("100% (log)", 40)) {
            for (int i = 0; i < 11; i++) {
                log.println(i);
            }
        }

        assertThat(lines("100% (log)")).isEqualTo("10\n");
        assertThat(lines("100% (log).1")).isEqualTo("8\n9\n");
        assertThat(lines("100% (log).3")).isEqualTo("4\n5\n");
        assertThat(folder.resolve("100% (log).4")).doesNotExist();
    }

    @Test
    void the_end_of_a_long_file_is_found() throws Exception {
        Files.writeString(folder.resolve("long"), "x".repeat(100_000) + "\none\ntwo\n");

        assertThat(NodeLog.tail(folder.resolve("long"), 0, 2)).containsExactly("one", "two");
        assertThat(NodeLog.tail(folder.resolve("long"), 100_005, 2)).containsExactly("two");
        assertThat(NodeLog.tail(folder.resolve("long"), 200_000, 2)).containsExactly("one", "two");
        assertThat(NodeLog.tail(folder.resolve("nowhere"), 0, 2)).isEmpty();
    }

    private String lines(String name) throws Exception {
        return Files.readString(folder.resolve(name)).replaceAll(TIME, "");
    }
}
