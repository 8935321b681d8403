package org.seedbank.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.Nodes;
import org.seedbank.cli.screen.Keyboard;
import org.seedbank.cli.screen.ResultWriter;
import org.seedbank.cli.screen.Terminal;

/** A command on a thread of its own. Interrupting it stands for Ctrl-C. */
public final class Running {

    private final Printed out = new Printed();
    private final Printed err = new Printed();
    private final UnaryOperator<String> steady;
    private final Thread thread;
    private volatile int exitCode = Integer.MIN_VALUE;

    /** Where a command runs. */
    record Setting(Map<String, String> environment, boolean onTerminal, Keyboard keyboard, Nodes nodes) {}

    Running(Setting setting, String[] arguments, UnaryOperator<String> steady) {
        this.steady = steady;
        PrintWriter toOut = ResultWriter.to(out.bytes(), () -> true);
        PrintWriter toErr = new PrintWriter(err);
        Terminal terminal = new Terminal(toOut, toErr, setting.onTerminal(), setting.onTerminal(), false);
        Context context = new Context(terminal, setting.environment(), setting.keyboard(), home -> setting.nodes());
        thread = new Thread(
                () -> {
                    exitCode = RootCommand.commandLine(context, arguments).execute(arguments);
                    toOut.flush();
                    toErr.flush();
                    out.end();
                    err.end();
                },
                "seedbank " + String.join(" ", arguments));
        thread.start();
    }

    /** Waits until the command has written this to its standard output. */
    void awaitOut(String text) throws InterruptedException {
        await(out, text);
    }

    /** Waits until the command has written this to its standard error. */
    void awaitErr(String text) throws InterruptedException {
        await(err, text);
    }

    private void await(Printed stream, String text) throws InterruptedException {
        if (!stream.await(text, Bench.DEADLINE)) {
            throw new AssertionError("%s did not print '%s'; it printed:%n%s%s"
                    .formatted(thread.getName(), text, out.text(), err.text()));
        }
    }

    /** What it has written to its standard error so far. */
    String err() {
        return steady.apply(err.text());
    }

    /** The port that it said it listens on. */
    String port() {
        return err.text().replaceAll("(?s).* port ([0-9]+) .*", "$1");
    }

    /** Presses Ctrl-C and waits for the end. */
    public Outcome interrupt() throws InterruptedException {
        thread.interrupt();
        return end();
    }

    /** Waits for the end. */
    Outcome end() throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(Bench.DEADLINE.toSeconds()));
        if (thread.isAlive()) {
            AssertionError hangs = new AssertionError(thread.getName() + " did not end; it printed:\n" + err.text());
            hangs.setStackTrace(thread.getStackTrace());
            throw hangs;
        }
        return new Outcome(exitCode, steady.apply(out.text()), steady.apply(err.text()));
    }
}
