package org.seedbank.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.cli.RootCommand;
import org.seedbank.cli.frame.Context;

/** Commands whose standard output takes nothing. */
final class ResultWriterTest {

    @TempDir
    Path home;

    private final StringWriter err = new StringWriter();

    private int run(String failure, String... arguments) {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(failure);
            }
        };
        Terminal terminal = new Terminal(ResultWriter.to(full, () -> false), new PrintWriter(err), false, false, false);
        Context context = new Context(terminal, Map.of("SEEDBANK_HOME", home.toString(), "HOME", home.toString()));
        return RootCommand.commandLine(context, arguments).execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "list --help",
                "list --json",
                "catalog list",
                "catalog list --json",
                "catalog check",
                "catalog check --json"
            })
    void what_cannot_be_written_to_a_full_disk_ends_with_1(String line) {
        assertThat(run("No space left on device", line.split(" "))).isEqualTo(1);
        assertThat(err.toString().lines())
                .endsWith(
                        "seedbank: error: cannot write to standard output: No space left on device",
                        "seedbank: hint: check the disk or the program that it goes to, and run the command again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog list", "list --json", "--help"})
    void a_pipe_that_its_reader_closed_is_no_failure(String line) {
        assertThat(run("Broken pipe", line.split(" "))).isEqualTo(0);
        assertThat(err.toString()).doesNotContain("standard output");
    }

    @Test
    void what_was_written_is_not_lost() {
        Terminal terminal = new Terminal(
                ResultWriter.to(OutputStream.nullOutputStream(), () -> true),
                new PrintWriter(err),
                false,
                false,
                false);

        assertThat(ResultWriter.hasLost(terminal)).isFalse();
        assertThat(err.toString()).isEmpty();
    }
}
