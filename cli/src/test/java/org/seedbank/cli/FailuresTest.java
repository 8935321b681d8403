package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.screen.Terminal;

/** What a person is told when something cannot be done. */
@ExtendWith(Benches.class)
class FailuresTest {

    @Test
    void an_error_says_what_failed_why_and_what_to_do(Bench bench) throws Exception {
        Outcome publish = bench.run("publish", "--dry-run", "BENCH/nowhere");

        assertThat(publish.err()).isEqualTo("""
            seedbank: error: cannot read 'BENCH/nowhere': no such file
            seedbank: hint: check that it exists and that you may read it
            """);
        assertThat(publish.exitCode()).isEqualTo(1);
    }

    @Test
    void debug_shows_where_in_the_program_it_came_from(Bench bench) throws Exception {
        Outcome publish = bench.run("publish", "--dry-run", "BENCH/nowhere", "--debug");

        assertThat(publish.err().lines())
                .startsWith("org.seedbank.integrity.IntegrityException$CannotRead: cannot read 'BENCH/nowhere': no such"
                        + " file")
                .anyMatch(line -> line.startsWith("\tat org.seedbank.uploading.publish.PreflightCheck.run("))
                .endsWith(
                        "seedbank: error: cannot read 'BENCH/nowhere': no such file",
                        "seedbank: hint: check that it exists and that you may read it");
        assertThat(publish.exitCode()).isEqualTo(1);
    }

    @Test
    void a_fault_in_seedbank_is_called_that(Bench bench) throws Exception {
        Outcome demo = bench.run("demo");

        assertThat(demo.err()).isEqualTo("""
            seedbank: error: this is a fault in seedbank: java.lang.IllegalStateException: the launcher did not set seedbank.root
            seedbank: hint: run it again with --debug and report what it prints
            """);
        assertThat(demo.exitCode()).isEqualTo(1);
    }

    @Test
    void an_interruption_is_told_as_such_even_when_reading_a_file_failed_of_it(Bench bench) throws Exception {
        bench.write("any.torrent", "d");
        Printed err = new Printed();
        PrintWriter toErr = new PrintWriter(err);
        Terminal terminal = new Terminal(toErr, toErr, false, false, false);
        Map<String, String> environment =
                Map.of("SEEDBANK_HOME", bench.path("home").toString());

        Thread.currentThread().interrupt();
        int code = RootCommand.commandLine(new Context(terminal, environment))
                .execute("show", bench.path("any.torrent").toString());
        boolean stillInterrupted = Thread.interrupted();

        assertThat(err.text()).isEqualTo("seedbank: interrupted\n");
        assertThat(code).isEqualTo(130);
        assertThat(stillInterrupted).isFalse();
    }
}
