package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.screen.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** {@code --quiet} and {@code --verbose}: one meaning each, in every command. */
@ExtendWith(Benches.class)
class QuietTest {

    private static Stream<CommandLine> withThoseBelow(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(QuietTest::withThoseBelow));
    }

    @Test
    void every_command_has_both_from_the_program_and_none_gives_them_another_meaning() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        CommandLine program = RootCommand.commandLine(
                new Context(new Terminal(nowhere, nowhere, false, false, false), Map.of("HOME", "/nowhere")));

        for (String name : new String[] {"-q", "--quiet", "-v", "--verbose"}) {
            OptionSpec option = program.getCommandSpec().findOption(name);
            assertThat(withThoseBelow(program).filter(command -> command != program))
                    .hasSizeGreaterThan(60)
                    .allSatisfy(command -> {
                        OptionSpec own = command.getCommandSpec().findOption(name);
                        assertThat(own)
                                .as(command.getCommandSpec().qualifiedName())
                                .isNotNull();
                        assertThat(own.inherited()).isTrue();
                        assertThat(own.description()).isEqualTo(option.description());
                    });
        }
    }

    @Test
    void a_quiet_command_says_nothing_beside_results_and_errors(Bench bench) throws Exception {
        Soil.write(bench);

        assertThat(bench.run("list").err()).isEqualTo("seedbank: the catalog is empty\n");
        assertThat(bench.run("list", "-q")).isEqualTo(new Outcome(0, "", ""));
        assertThat(bench.run("--quiet", "publish", "--dry-run", "BENCH/soil-2024"))
                .satisfies(dry -> assertThat(dry.err()).isEmpty())
                .satisfies(dry -> assertThat(dry.out()).startsWith("title     soil-2024\n"));
        assertThat(bench.run("show", "-q", "1")).isEqualTo(new Outcome(4, "", """
            seedbank: error: catalog 'local' has no dataset '1'
            seedbank: hint: list the catalog and use a serial number, or at least 6 digits of a digest
            """));
    }

    @Test
    void a_warning_is_told_all_the_same(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("soil-2024/.git/HEAD", "");

        assertThat(bench.run("manifest", "--quiet", "BENCH/soil-2024").err()).startsWith("seedbank: warning: ");
    }
}
