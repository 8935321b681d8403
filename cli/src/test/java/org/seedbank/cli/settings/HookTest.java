package org.seedbank.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.FakeView;

/** What a command can do to the machine that it runs on, and what a stranger's names can do through it: nothing. */
class HookTest {

    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void no_more_of_its_output_is_kept_than_the_log_may_hold() throws Exception {
        Optional<String> fault = run("head -c 30000000 /dev/zero; echo done >&2", LONG, "soil");

        assertThat(fault).isEmpty();
        assertThat(Files.size(log())).isEqualTo(1 << 20);
        run("echo more", LONG, "soil");
        assertThat(Files.size(log())).isEqualTo((1 << 20) + 5);
        run("echo anew", LONG, "soil");
        assertThat(Files.readString(log())).isEqualTo("anew\n");
    }

    @Test
    void one_that_hangs_is_ended_with_what_it_has_started() throws Exception {
        Optional<String> fault = run(
                "sleep 600 & echo $! >pid; trap '' TERM; wait".replace("pid", pid().toString()),
                Duration.ofMillis(700),
                "soil");

        assertThat(fault).hasValueSatisfying(said -> assertThat(said).contains("was ended after 0.7 s"));
        long started = Long.parseLong(Files.readString(pid()).strip());
        ProcessHandle.of(started)
                .ifPresent(process ->
                        process.onExit().orTimeout(20, TimeUnit.SECONDS).join());
    }

    @Test
    void what_it_leaves_running_keeps_nobody_waiting() throws Exception {
        Optional<String> fault =
                run("sleep 600 & echo $! >pid; echo said".replace("pid", pid().toString()), LONG, "soil");

        assertThat(fault).isEmpty();
        assertThat(Files.readString(log())).isEqualTo("said\n");
        assertThat(ProcessHandle.of(Long.parseLong(Files.readString(pid()).strip()))
                        .orElseThrow()
                        .destroyForcibly())
                .isTrue();
    }

    @Test
    void names_of_strangers_are_read_by_no_shell() throws Exception {
        for (String name : List.of(
                "$(touch trap)",
                "`touch trap`",
                "'; touch trap; '",
                "\"; touch trap; \"",
                "a\ntouch trap\n",
                "-n touch trap",
                "* ? ~ \\ $HOME %s")) {
            Files.deleteIfExists(log());

            assertThat(run("cd '%s' && printf '%%s' \"$SEEDBANK_NAME\"".formatted(folder), LONG, name))
                    .isEmpty();

            assertThat(Files.readString(log())).isEqualTo(name);
            assertThat(folder.resolve("trap")).doesNotExist();
        }
    }

    private Optional<String> run(String command, Duration limit, String name) throws InterruptedException {
        return new Hook(command, log(), limit)
                .run(Hook.Event.FINISHED, FakeView.named(name).view());
    }

    private Path log() {
        return folder.resolve("state/hooks.log");
    }

    private Path pid() {
        return folder.resolve("pid");
    }
}
