package org.seedbank.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A terminal as people have one: a window of tmux, with a shell that can stop what runs in it. */
final class Pane implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    /** tmux tells nobody when a screen changes. */
    private static final long LOOK_MILLIS = 50;

    /** A server that ends still has its socket for a moment. */
    private static final AtomicInteger SOCKETS = new AtomicInteger();

    private final Path folder;
    private final Path socket;

    /** Opens one in this folder, in which {@code seedbank} is the launcher of the tree. */
    Pane(Path folder, Map<String, String> variables, int columns, int rows) throws IOException, InterruptedException {
        this.folder = folder;
        this.socket = folder.resolve("tmux" + SOCKETS.incrementAndGet());
        List<String> shell = new ArrayList<>(List.of("env", "-i", "PS1=$ ", "LC_ALL=C.UTF-8", "HISTFILE="));
        shell.add("PATH=%s:%s".formatted(LauncherBench.TREE, System.getenv("PATH")));
        shell.add("SEEDBANK_HOME=" + folder.resolve("home"));
        shell.add("SEEDBANK_JAVA_HOME=" + System.getProperty("java.home"));
        shell.add("TERM=screen");
        variables.forEach((name, value) -> shell.add(name + "=" + value));
        shell.addAll(List.of("bash", "--norc", "--noprofile", "-i"));
        String command = shell.stream().map(each -> "'" + each + "'").collect(Collectors.joining(" "));
        tmux("new-session", "-d", "-x", Integer.toString(columns), "-y", Integer.toString(rows), command);
        boolean ready = false;
        try {
            await("$");
            ready = true;
        } finally {
            if (!ready) {
                close();
            }
        }
    }

    private String tmux(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-f", "/dev/null", "-S", socket.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        // A library for Java that these tests may run with speaks where it finds anything else.
        builder.environment().remove("LD_PRELOAD");
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s: %s", command, printed).isZero();
        return printed;
    }

    /** Types a command and Enter. */
    void run(String command) throws IOException, InterruptedException {
        tmux("send-keys", "-l", "--", command);
        press("Enter");
    }

    /** Presses keys, as {@code q}, {@code Down} or {@code C-z}. */
    void press(String... keys) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("send-keys"));
        all.addAll(List.of(keys));
        tmux(all.toArray(String[]::new));
    }

    void resize(int columns, int rows) throws IOException, InterruptedException {
        tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    }

    /** From now on, what is sent to the terminal goes to this file too. */
    void record(String file) throws IOException, InterruptedException {
        tmux("pipe-pane", "cat >" + folder.resolve(file));
    }

    /** Its lines, without spaces at their ends. */
    String screen() throws IOException, InterruptedException {
        return tmux("capture-pane", "-p");
    }

    /** Waits until this stands on the screen, and returns all of it. */
    String await(String text) throws IOException, InterruptedException {
        return await(screen -> screen.contains(text), "'" + text + "'");
    }

    /** Waits until the screen is so at two looks in a row: at the first one, half of it may not have been drawn yet. */
    String await(Predicate<String> wanted, String what) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        String before = "";
        String screen = screen();
        while (!wanted.test(screen) || !screen.equals(before)) {
            assertThat(System.nanoTime()).as("%s appears in:%n%s", what, screen).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            before = screen;
            screen = screen();
        }
        return screen;
    }

    /** Tells how a program has set the terminal: whether the other screen, the cursor, and keys for programs are on. */
    String modes() throws IOException, InterruptedException {
        return tmux("display-message", "-p", "screen #{alternate_on} cursor #{cursor_flag} keys #{keypad_flag}")
                .strip();
    }

    /** Sends a signal to the program that the shell runs. */
    void signal(String name) throws IOException, InterruptedException {
        long shell = Long.parseLong(tmux("display-message", "-p", "#{pane_pid}").strip());
        ProcessHandle program =
                ProcessHandle.of(shell).orElseThrow().children().findFirst().orElseThrow();
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(program.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        tmux("kill-server");
    }
}
