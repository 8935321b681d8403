package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What starts the node in the background again, with scripts in the place of the node and of {@code sleep}. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class NodeKeeperTest {

    private static final Path KEEPER = LauncherBench.TREE.resolve("src/dist/keep-node.sh");
    private static final int SECONDS = 30;

    @TempDir
    Path folder;

    private Process keeper;

    /** Ends the stand-in too, which the keeper passes the signal on to. */
    @AfterEach
    void end() {
        keeper.toHandle().destroy();
    }

    @Test
    void a_node_that_ends_by_itself_stays_ended() throws Exception {
        keep("exit 0");

        assertThat(exitCode()).isZero();
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void a_node_that_fails_is_not_started_again_and_its_code_is_passed_on() throws Exception {
        keep("exit 1");

        assertThat(exitCode()).isEqualTo(1);
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void a_node_that_was_asked_to_end_is_not_started_again() throws Exception {
        keep("kill -TERM $$");

        assertThat(exitCode()).isEqualTo(143);
        assertThat(starts()).isEqualTo(1);
    }

    @Test
    void a_node_that_was_killed_is_started_again_with_the_same_words() throws Exception {
        keep("[ \"$*\" = 'node run --port 0' ] || exit 1; [ $(wc -l <starts) -gt 1 ] || kill -9 $$");

        assertThat(said()).containsExactly("seedbank: the node was ended by signal 9: starting it again");
        assertThat(exitCode()).isZero();
        assertThat(starts()).isEqualTo(2);
    }

    @Test
    void a_node_that_ends_for_want_of_memory_is_started_again() throws Exception {
        keep("[ $(wc -l <starts) -gt 1 ] || exit 3");

        assertThat(said()).containsExactly("seedbank: the node ended for want of memory: starting it again");
        assertThat(exitCode()).isZero();
        assertThat(starts()).isEqualTo(2);
    }

    @Test
    void a_node_that_asks_to_be_started_again_is() throws Exception {
        keep("[ $(wc -l <starts) -gt 1 ] || exit 7");

        assertThat(said()).containsExactly("seedbank: the node did not answer any more and ended: starting it again");
        assertThat(exitCode()).isZero();
        assertThat(starts()).isEqualTo(2);
    }

    @Test
    void a_node_that_has_no_memory_again_and_again_is_given_up() throws Exception {
        keep("exit 3");

        assertThat(said())
                .hasSize(11)
                .endsWith("seedbank: the node ended for want of memory, for the 11th time in a row:"
                        + " it stays so until 'seedbank node start'");
        assertThat(exitCode()).isEqualTo(3);
    }

    @Test
    void a_node_that_dies_again_and_again_is_given_up() throws Exception {
        keep("kill -ABRT $$");

        List<String> said = said();
        assertThat(said)
                .hasSize(11)
                .endsWith("seedbank: the node was ended by signal 6, for the 11th time in a row:"
                        + " it stays so until 'seedbank node start'");
        assertThat(exitCode()).isEqualTo(134);
        assertThat(starts()).isEqualTo(11);
        assertThat(folder.resolve("slept"))
                .content()
                .isEqualToIgnoringNewLines(String.join(
                        "",
                        IntStream.rangeClosed(1, 10).mapToObj(Integer::toString).toList()));
    }

    @Test
    void a_signal_is_passed_on_to_the_node_and_ends_both() throws Exception {
        keep("/bin/sleep 60 >/dev/null & trap \"kill $!; echo ended; exit 0\" TERM; echo ready; wait");
        assertThat(keeper.inputReader().readLine()).isEqualTo("ready");

        keeper.toHandle().destroy();

        assertThat(said()).containsExactly("ended");
        assertThat(exitCode()).isZero();
        assertThat(starts()).isEqualTo(1);
    }

    /** Keeps a node that is a shell script, which leaves a line in a file each time that it is started. */
    private void keep(String node) throws IOException {
        script("node", "echo x >>starts; " + node);
        script("sleep", "echo $1 >>slept");
        List<String> command = new ArrayList<>(
                List.of(KEEPER.toString(), folder.resolve("node").toString()));
        command.addAll(List.of("node", "run", "--port", "0"));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().remove("LD_PRELOAD");
        builder.environment().merge("PATH", folder + ":", (path, first) -> first + path);
        keeper = builder.start();
    }

    private void script(String name, String text) throws IOException {
        Path script = folder.resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + text + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    /** What it says until it ends, without the times. */
    private List<String> said() throws IOException {
        return keeper.inputReader()
                .lines()
                .map(line -> line.replaceFirst("^[0-9-]{10}T[0-9:]{8}Z ", ""))
                .toList();
    }

    private int exitCode() throws InterruptedException {
        assertThat(keeper.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        return keeper.exitValue();
    }

    private long starts() throws IOException {
        return Files.readAllLines(folder.resolve("starts")).size();
    }
}
