package org.seedbank.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.frame.HomeVariables;
import org.seedbank.cli.frame.NodeReach;
import org.seedbank.cli.frame.UsageFault;
import org.seedbank.cli.node.BackgroundNode;
import org.seedbank.cli.node.NodeLog;
import org.seedbank.cli.screen.Keyboard;
import org.seedbank.cli.screen.ResultWriter;
import org.seedbank.cli.screen.SafeStream;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.cli.screen.TerminalWidth;
import org.seedbank.web.HttpCall;
import org.seedbank.web.proxy.ProxyChoice;

/** Starts the program: connects it to the process's streams, environment and signals. */
final class Main {

    /** A command that was interrupted writes down what it has; then the process ends whatever it does. */
    private static final int SECONDS_TO_END = 40;

    private Main() {}

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] args) {
        CountDownLatch ended = new CountDownLatch(1);
        AtomicInteger code = new AtomicInteger(ExitCodes.FAILED);
        Thread main = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> interruptAndWait(main, ended, code), "interrupt-on-signal"));
        NodeLog.choose(kindOfLog(List.of(args)));
        Terminal terminal = terminal();
        System.setErr(new PrintStream(new SafeStream(terminal.err()), true, StandardCharsets.UTF_8));
        try {
            Optional<UsageFault> fault = HomeVariables.fault(System.getenv());
            fault.ifPresent(each -> terminal.error(each.message(), each.remedy()));
            code.set(fault.isPresent() ? ExitCodes.USAGE : run(terminal, args));
        } catch (OutOfMemoryError e) {
            terminal.tell("error: this needs more memory than Java was given");
            terminal.tell("hint: give it more, for example with SEEDBANK_JAVA_OPTS=-Xmx1g");
        } finally {
            terminal.out().flush();
            terminal.err().flush();
            ended.countDown();
        }
        System.exit(code.get());
    }

    private static int run(Terminal terminal, String[] args) {
        Context context =
                new Context(terminal, System.getenv(), keyboard(terminal), home -> new BackgroundNode(home, terminal));
        HttpCall.useProxies(proxies(context));
        return RootCommand.commandLine(context, args).execute(args);
    }

    /** Read when the first request is made: most commands make none. */
    private static Supplier<ProxyChoice> proxies(Context context) {
        AtomicReference<ProxyChoice> read = new AtomicReference<>();
        return () -> {
            if (read.get() == null) {
                try {
                    read.set(new NodeReach(context).network().proxy());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return ProxyChoice.ENVIRONMENT;
                }
            }
            return read.get();
        };
    }

    private static Terminal terminal() {
        String log = System.getenv().getOrDefault(BackgroundNode.LOG_VARIABLE, "");
        if (!log.isEmpty()) {
            try {
                PrintWriter toLog = new PrintWriter(NodeLog.toFile(Path.of(log)), true);
                return new Terminal(toLog, toLog, false, false, false);
            } catch (IOException e) {
                // Without it the standard streams say what there is to say.
            }
        }
        boolean out = Boolean.getBoolean("seedbank.tty.out");
        boolean err = Boolean.getBoolean("seedbank.tty.err");
        boolean dumb = System.getenv().getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(
                ResultWriter.to(new FileOutputStream(FileDescriptor.out), Main::isOutAPipe),
                writer(FileDescriptor.err),
                out,
                err,
                !dumb && System.getenv().getOrDefault("NO_COLOR", "").isEmpty(),
                !dumb,
                TerminalWidth.of(System.getProperty("seedbank.columns", ""), out || err));
    }

    /** Libraries log for whoever looks for a fault; a person is told by the commands. A node and a tracker have nobody else. */
    private static NodeLog.Kind kindOfLog(List<String> words) {
        if (words.contains("--debug")) {
            return NodeLog.Kind.DEBUG;
        }
        boolean tracker = words.size() > 0 && words.get(0).equals("tracker") && !words.contains("key");
        boolean node = System.getenv().containsKey(BackgroundNode.LOG_VARIABLE)
                || (words.size() > 1 && words.subList(0, 2).equals(List.of("node", "run")));
        return node || tracker ? NodeLog.Kind.NODE : NodeLog.Kind.NONE;
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

    /**
     * A signal runs the shutdown hooks: the command ends as after any interruption, and the JVM sets 128 + signal. A
     * command that is meant to be ended so says that all is well, and then the process says so too.
     */
    private static void interruptAndWait(Thread main, CountDownLatch ended, AtomicInteger code) {
        if (ended.getCount() == 0) {
            return;
        }
        main.interrupt();
        try {
            if (!ended.await(SECONDS_TO_END, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(ExitCodes.INTERRUPTED);
            }
            if (code.get() == ExitCodes.OK) {
                Runtime.getRuntime().halt(ExitCodes.OK);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where the system does not tell, what failed has to. */
    private static boolean isOutAPipe() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
