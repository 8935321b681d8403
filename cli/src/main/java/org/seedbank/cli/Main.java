package org.seedbank.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts the program: connects it to the process's streams, environment and signals. */
final class Main {

    /** A command that was interrupted writes down what it has; then the process ends whatever it does. */
    private static final int SECONDS_TO_END = 40;

    private Main() {}

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] args) {
        CountDownLatch ended = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruptAndWait(main, ended), "interrupt-on-signal"));
        Terminal terminal = new Terminal(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                Boolean.getBoolean("seedbank.tty.out"),
                Boolean.getBoolean("seedbank.tty.err"),
                System.getenv().getOrDefault("NO_COLOR", "").isEmpty());
        quieten(terminal, args);
        int code = ExitCodes.FAILED;
        try {
            code = Seedbank.commandLine(new Context(terminal, System.getenv(), keyboard(terminal)))
                    .execute(args);
        } catch (OutOfMemoryError e) {
            terminal.say("error: this needs more memory than Java was given");
            terminal.say("hint: give it more, for example with SEEDBANK_JAVA_OPTS=-Xmx1g");
        } finally {
            terminal.out().flush();
            terminal.err().flush();
            ended.countDown();
        }
        System.exit(code);
    }

    /** What libraries log is for whoever looks for a fault; a person is told by the commands. */
    private static void quieten(Terminal terminal, String[] args) {
        boolean debug = List.of(args).contains("--debug");
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", debug ? "debug" : "off");
        System.setErr(new PrintStream(new SafeStream(terminal.err()), true, StandardCharsets.UTF_8));
    }

    /** Whoever sees the questions can answer them; a secret that is typed at a terminal is not shown there. */
    private static Keyboard keyboard(Terminal terminal) {
        boolean typed = Boolean.getBoolean("seedbank.tty.in");
        Console console = typed ? System.console() : null;
        return new Keyboard(
                new InputStreamReader(System.in, Charset.defaultCharset()),
                console == null ? null : () -> console.readPassword("API key: "),
                typed && terminal.errIsTerminal());
    }

    /** A signal runs the shutdown hooks: the command ends as after any interruption, and the JVM sets 128 + signal. */
    private static void interruptAndWait(Thread main, CountDownLatch ended) {
        if (ended.getCount() == 0) {
            return;
        }
        main.interrupt();
        try {
            if (!ended.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCodes.INTERRUPTED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
