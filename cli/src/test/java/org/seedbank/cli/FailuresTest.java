package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.PrintWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.swarm.Network;

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

    @Test
    void whoever_asked_for_json_gets_a_document_of_the_failure(Bench bench) throws Exception {
        Outcome publish = bench.run("publish", "--dry-run", "BENCH/nowhere", "--json");

        assertThat(publish.out()).isEqualTo("""
            {
              "error": {
                "kind": "cannot read",
                "message": "cannot read 'BENCH/nowhere': no such file",
                "remedy": "check that it exists and that you may read it",
                "exitCode": 1
              }
            }
            """);
        assertThat(publish.err()).startsWith("seedbank: error: cannot read 'BENCH/nowhere': no such file\n");
        assertThat(publish.exitCode()).isEqualTo(1);
    }

    /** Each command that takes it, with words that end each in another failure. */
    @ParameterizedTest
    @CsvSource({
        "get --json 123456, unknown dataset, 4",
        "get --json --foreground 123456, unknown dataset, 4",
        "get --json --copy 123456, unknown dataset, 4",
        "get --json --wait --foreground 1, usage, 2",
        "get --json, usage, 2",
        "get --json --nothing, usage, 2",
        "get --json magnet:?dn=x, bad magnet, 2",
        "add --json nowhere.torrent, cannot read, 1",
        "show --json 123456, unknown dataset, 4",
        "edit --json 123456 --title x, unknown dataset, 4",
        "verify --json nowhere.torrent nowhere, cannot read, 1",
        "status --json, not running, 1",
        "move --json x BENCH/y, not running, 1",
        "relocate --json x BENCH/y, not running, 1",
        "list --json --catalog nobody, bad name, 2",
        "catalog export --json --catalog nobody BENCH/out, bad name, 2",
        "catalog check --json nobody, bad name, 2",
        "doctor --json x, not running, 1",
        "publish --json BENCH/nowhere, cannot read, 1",
        "trackers check --json --nothing, usage, 2",
        "tracker key add --json, usage, 2",
        "node status --json x, usage, 2",
        "node network --json --nothing, usage, 2",
        "history --json --nothing, usage, 2"
    })
    void no_command_fails_with_json_and_prints_none(String words, String kind, int code, Bench bench) throws Exception {
        Outcome outcome = bench.run(words.split(" "));

        JsonObject error =
                JsonParser.parseString(outcome.out()).getAsJsonObject().getAsJsonObject("error");
        assertThat(error.get("kind").getAsString()).isEqualTo(kind);
        assertThat(error.get("exitCode").getAsInt()).isEqualTo(code);
        assertThat(outcome.exitCode()).isEqualTo(code);
        assertThat(outcome.err())
                .contains("seedbank: error: " + error.get("message").getAsString());
    }

    @Test
    void of_several_datasets_those_that_fail_stand_beside_the_others(Bench bench) throws Exception {
        bench.nodes().run(Network.LOCAL);
        String unknown = "magnet:?xt=urn:btih:" + "ab".repeat(20);

        Outcome get = bench.run(
                "get",
                "--json",
                "--include",
                "*",
                "-d",
                "BENCH/copy",
                unknown,
                "magnet:?xt=urn:btih:" + "cd".repeat(20));

        JsonObject printed = JsonParser.parseString(get.out()).getAsJsonObject();
        assertThat(printed.getAsJsonArray("errors")).hasSize(2).allSatisfy(each -> assertThat(
                        each.getAsJsonObject().get("kind").getAsString())
                .isEqualTo("nobody has it"));
        assertThat(printed.getAsJsonArray("datasets")).isEmpty();
        assertThat(get.exitCode()).isEqualTo(6);
    }
}
