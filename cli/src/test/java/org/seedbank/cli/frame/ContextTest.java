package org.seedbank.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.cli.RootCommand;
import org.seedbank.cli.screen.Terminal;

/** {@code --verbose}: requests to remote catalogs are told to whoever wants to know. */
class ContextTest {

    private final StringWriter printed = new StringWriter();

    @Test
    void requests_are_not_told_unless_that_is_asked_for() {
        assertThat(toldAfter("catalog", "--help")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-v catalog", "catalog --verbose", "catalog list -v --help"})
    void requests_are_told_when_that_is_asked_for(String arguments) {
        assertThat(toldAfter(arguments.split(" "))).isEqualTo("seedbank: GET /files\\u{1b}[2J: 200\n");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false"})
    void who_waits_at_a_terminal_is_told_of_what_is_tried_again(boolean terminal, boolean told) {
        PrintWriter err = new PrintWriter(printed);
        Context context = new Context(
                new Terminal(new PrintWriter(new StringWriter()), err, false, terminal, false),
                Map.of("HOME", "/nowhere"));

        context.tried("GET catalog.json: done in 3 ms");
        context.tried("GET catalog.json: try 1 of 2 failed after 3 ms: slow" + CatalogSettings.AGAIN + "3 ms");

        assertThat(printed.toString())
                .isEqualTo(
                        told ? "seedbank: GET catalog.json: try 1 of 2 failed after 3 ms: slow; again in 3 ms\n" : "");
    }

    private String toldAfter(String... arguments) {
        PrintWriter err = new PrintWriter(printed);
        Terminal terminal = new Terminal(new PrintWriter(new StringWriter()), err, false, false, false);
        Context context = new Context(terminal, Map.of("HOME", "/nowhere"));
        RootCommand.commandLine(context).execute(arguments);
        printed.getBuffer().setLength(0);
        context.tried("GET /files\u001b[2J: 200");
        return printed.toString();
    }
}
