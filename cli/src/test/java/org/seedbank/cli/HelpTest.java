package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.library.Version;

/** {@code --help} and {@code --version}. */
@ExtendWith(Benches.class)
class HelpTest {

    @Test
    void help_lists_every_exit_code(Bench bench) throws Exception {
        Outcome help = bench.run("--help");

        assertThat(help.out()).contains("""

            Exit codes:
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

    @ParameterizedTest
    @CsvSource({
        "publish, 0 1 2 3 5 130",
        "list, 0 1 2 5 130",
        "show, 0 1 2 3 4 5 130",
        "get, 0 1 2 3 4 5 6 130",
        "verify, 0 1 2 3 4 5 6 130",
        "describe, 0 1 2 4 5 130",
        "edit, 0 1 2 3 4 5 130",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "publish",
                "list",
                "show",
                "get",
                "verify",
                "describe",
                "edit",
                "withdraw",
                "catalog",
                "catalog list",
                "catalog add",
                "catalog create",
                "catalog use",
                "catalog remove",
                "catalog check",
                "catalog export",
                "manifest",
                "bag",
                "trackers",
                "trackers list",
                "trackers add",
                "trackers remove",
                "trackers check",
                "doctor",
                "doctor drive",
                "login",
                "logout",
                "status",
                "add",
                "pause",
                "resume",
                "remove",
                "limit",
                "schedule",
                "schedule add",
                "schedule remove",
                "schedule clear",
                "link",
                "follow",
                "node",
                "node start",
                "node stop",
                "node restart",
                "node status",
                "node run",
                "node install",
                "node uninstall",
                "node backup",
                "node restore",
                "node watch",
                "node drop",
                "node cancel",
                "install-desktop",
                "open-torrent",
                "demo"
            })
    void lines_of_help_fit_a_terminal_of_80_columns(String command, Bench bench) throws Exception {
        assertThat(bench.run((command + " --help").split(" ")).out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void version_is_the_one_that_was_built(Bench bench) throws Exception {
        Outcome version = bench.run("--version");

        assertThat(version.out()).isEqualTo("seedbank " + Version.number() + "\n");
        assertThat(version.exitCode()).isZero();
    }
}
