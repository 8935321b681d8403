package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.library.Version;
import picocli.CommandLine;

/** {@code --help} and {@code --version}. */
@ExtendWith(Benches.class)
class HelpTest {

    @Test
    void help_says_what_it_is_and_has_commands_in_groups_and_examples(Bench bench) throws Exception {
        Outcome help = bench.run("--help");

        assertThat(help.out().lines().limit(5))
                .containsExactly(
                        "Publish, find, fetch and prove research datasets over BitTorrent.",
                        "Usage: seedbank [OPTIONS] COMMAND",
                        "",
                        "Publish",
                        "  publish          Publish a file or folder, and seed it.");
        assertThat(help.out().lines().filter(line -> line.matches("[A-Z][a-z ]*")))
                .containsExactly("Publish", "Find and fetch", "Prove", "Node", "Catalogs", "More");
        assertThat(help.out()).contains("""

            Examples:
              seedbank publish soil-2024          # list it, and have the node seed it
              seedbank get 1 -d copies --wait     # fetch it elsewhere, by its number
              seedbank verify 1 copies/soil-2024  # prove it, file by file

            """);
        assertThat(help.err()).isEmpty();
        assertThat(help.exitCode()).isZero();
    }

    @Test
    void each_command_has_one_line_in_the_help(Bench bench) throws Exception {
        List<String> commands = bench.run("--help")
                .out()
                .lines()
                .takeWhile(line -> !line.equals("Options:"))
                .filter(line -> line.startsWith("  "))
                .toList();

        assertThat(commands)
                .hasSameSizeAs(HelpExample.program().getSubcommands().keySet())
                .allSatisfy(line -> assertThat(line).matches("  [a-z-]+ +[A-Z].*[.]"));
    }

    @Test
    void the_first_screen_of_each_command_has_its_examples_and_what_it_does(Bench bench) throws Exception {
        for (String command : names(HelpExample.program(), "")) {
            List<String> screen = bench.run(("help " + command).split(" "))
                    .out()
                    .lines()
                    .limit(23)
                    .toList();
            int examples = screen.indexOf("Examples:");
            assertThat(examples).as(command).isPositive();
            List<String> below = screen.subList(examples, screen.size());
            assertThat(below.subList(below.indexOf("") + 1, below.size()))
                    .as(command)
                    .contains("");
        }
    }

    @Test
    void help_exit_codes_lists_every_one(Bench bench) throws Exception {
        Outcome help = bench.run("help", "exit-codes");

        assertThat(help.out()).contains("""

              0     done
              1     failed
              2     wrong usage
              3     the bytes are not what was published
              4     no such dataset
              5     catalog unreachable or refused
              6     nobody has it
              130   interrupted

            """);
        assertThat(help.err()).isEmpty();
        assertThat(help.exitCode()).isZero();
    }

    @Test
    void help_ref_tells_what_a_ref_may_be(Bench bench) throws Exception {
        Outcome help = bench.run("help", "ref");

        assertThat(help.out()).startsWith("A REF says which dataset is meant.").contains("'magnet:?xt=");
        assertThat(help.exitCode()).isZero();
    }

    @Test
    void help_of_a_command_is_that_of_its_option(Bench bench) throws Exception {
        List<String> commands = names(HelpExample.program(), "");

        assertThat(commands)
                .contains("publish", "node start", "tracker key add")
                .hasSizeGreaterThan(60);
        for (String command : commands) {
            Outcome help = bench.run(("help " + command).split(" "));
            assertThat(help).as(command).isEqualTo(bench.run((command + " --help").split(" ")));
            assertThat(help.exitCode()).isZero();
            assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        }
        assertThat(bench.run("help")).isEqualTo(bench.run("--help"));
    }

    private static List<String> names(CommandLine parent, String above) {
        List<String> names = new ArrayList<>();
        parent.getSubcommands().forEach((name, command) -> {
            names.add(above + name);
            names.addAll(names(command, above + name + " "));
        });
        return names;
    }

    @ParameterizedTest
    @CsvSource({
        "publish, 0 1 2 3 5 130",
        "list, 0 1 2 5 130",
        "show, 0 1 2 3 4 5 130",
        "get, 0 1 2 3 4 5 6 130",
        "cat, 0 1 2 3 4 5 6 130",
        "verify, 0 1 2 3 4 5 6 130",
        "invite, 0 1 2 3 4 5 130",
        "du, 0 1 2 4 5 130",
        "df, 0 1 2 130",
        "describe, 0 1 2 4 5 130",
        "edit, 0 1 2 3 4 5 130",
        "completion, 0 2",
        "help, 0 2",
        "version, 0 2",
        "trackers, 2",
        "trackers list, 0 1 2 130",
        "trackers add, 0 1 2 130",
        "trackers remove, 0 1 2 130",
        "trackers check, 0 1 2 130",
        "withdraw, 0 1 2 4 5 130",
        "catalog, 2",
        "catalog list, 0 1 2 130",
        "catalog add, 0 1 2 5 130",
        "catalog create, 0 1 2 5 130",
        "catalog use, 0 1 2 130",
        "catalog remove, 0 1 2 130",
        "catalog check, 0 1 2 3 5 130",
        "config, 0 1 2 130",
        "config get, 0 1 2 130",
        "config set, 0 1 2 130",
        "config unset, 0 1 2 130",
        "config edit, 0 1 2 130",
        "doctor, 0 1 2 4 130",
        "doctor drive, 0 1 2 130",
        "login, 0 1 2 130",
        "logout, 0 1 2 130",
        "manifest, 0 1 2 130",
        "bag, 0 1 2 130",
        "catalog export, 0 1 2 5 130",
        "status, 0 1 2 4 5 130",
        "top, 0 1 2",
        "history, 0 1 2 4 5 130",
        "add, 0 1 2 3 4 5 6 130",
        "pause, 0 1 2 4 5 130",
        "resume, 0 1 2 4 5 130",
        "remove, 0 1 2 4 5 130",
        "limit, 0 1 2 4 5 130",
        "schedule, 0 1 2 130",
        "schedule add, 0 1 2 130",
        "schedule remove, 0 1 2 130",
        "schedule clear, 0 1 2 130",
        "link, 0 1 2 4 5 130",
        "follow, 0 1 2 130",
        "node, 2",
        "node start, 0 1 2 130",
        "node reach, 0 1 2 130",
        "node network, 0 1 2 130",
        "node stop, 0 1 2 130",
        "node restart, 0 1 2 130",
        "node status, 0 1 2 130",
        "node run, 0 1 2 3 7 130",
        "node install, 0 1 2 130",
        "node uninstall, 0 1 2 130",
        "node backup, 0 1 2 130",
        "node restore, 0 1 2 130",
        "node watch, 0 1 2 130",
        "node drop, 0 1 2 130",
        "node cancel, 0 1 2 130",
        "install-desktop, 0 1 2 130",
        "open-torrent, 0 1 2 3 4 5 6 130",
        "demo, 0 1 2 130"
    })
    void help_of_a_command_lists_the_exit_codes_that_it_can_end_with(String command, String codes, Bench bench)
            throws Exception {
        String help = bench.run((command + " --help").split(" ")).out();

        String list = help.substring(help.indexOf("Exit codes:\n"));
        assertThat(list.lines().skip(1).takeWhile(line -> line.startsWith("  ")).map(line -> line.strip()
                        .split(" ", 2)[0]))
                .containsExactly(codes.split(" "));
    }

    @Test
    void version_says_what_was_built_and_what_it_runs_on(Bench bench) throws Exception {
        Outcome version = bench.run("--version");

        assertThat(version.out().lines().map(line -> line.split(" +", 2)[0]))
                .containsExactly("seedbank", "commit", "java", "libtorrent", "platform");
        assertThat(version.out())
                .startsWith("seedbank " + Version.number() + "\n")
                .contains("java        " + System.getProperty("java.version") + " (")
                .contains("libtorrent  2.0.6 (libtorrent4j 2.0.6-26)\n")
                .containsPattern("commit      (unknown|[0-9a-f]{12}(-dirty)?)\n");
        assertThat(version.exitCode()).isZero();
        assertThat(bench.run("version")).isEqualTo(version);
        assertThat(bench.run("list", "--version")).isEqualTo(version);
    }
}
