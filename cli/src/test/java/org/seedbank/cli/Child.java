package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** One run of the launcher in a process of its own. Its output is read as it comes, so that it never blocks. */
final class Child {

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private final Process process;
    private final UnaryOperator<String> steady;
    private final Printed out = new Printed();
    private final Printed err = new Printed();
    private final Thread outReader;
    private final Thread errReader;

    Child(Process process, UnaryOperator<String> steady) {
        this.process = process;
        this.steady = steady;
        this.outReader = read(process.getInputStream(), out);
        this.errReader = read(process.getErrorStream(), err);
    }

    private static Thread read(InputStream stream, Printed into) {
        Thread reader = new Thread(
                () -> {
                    try (Reader text = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
                        text.transferTo(into);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        into.end();
                    }
                },
                "output of a seedbank");
        reader.setDaemon(true);
        reader.start();
        return reader;
    }

    /** Waits until it has written this to its standard error. */
    void awaitErr(String text) throws InterruptedException {
        assertThat(err.await(text, DEADLINE))
                .as("'%s' appears in: %s", text, err.text())
                .isTrue();
    }

    /** What it has written to its standard error so far, to the letter. */
    String err() {
        return err.text();
    }

    /** What it has written to its standard output so far, to the letter. */
    String out() {
        return out.text();
    }

    /** The port that it said it listens on. */
    String port() {
        return err.text().replaceAll("(?s).* port ([0-9]+) .*", "$1");
    }

    /** Types this on its standard input, and then nothing more. */
    void type(String text) throws IOException {
        try (Writer keys = process.outputWriter(StandardCharsets.UTF_8)) {
            keys.write(text);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends a signal, such as {@code INT} for Ctrl-C. */
    void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    /** Waits for the end. */
    Outcome end() throws InterruptedException {
        assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS))
                .as("ends in time; it printed: %s", err.text())
                .isTrue();
        outReader.join();
        errReader.join();
        return new Outcome(process.exitValue(), steady.apply(out.text()), steady.apply(err.text()));
    }

    /** Ends it, whatever it does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}
