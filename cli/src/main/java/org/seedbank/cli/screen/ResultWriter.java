package org.seedbank.cli.screen;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.seedbank.integrity.IoReason;

/** Standard output, which remembers why something could not be written to it. */
public final class ResultWriter extends PrintWriter {

    private final Sink sink;
    private final BooleanSupplier isPipe;

    private ResultWriter(Sink sink, BooleanSupplier isPipe) {
        super(new OutputStreamWriter(sink, StandardCharsets.UTF_8), true);
        this.sink = sink;
        this.isPipe = isPipe;
    }

    /**
     * A writer of UTF-8 that flushes with each line.
     *
     * @param isPipe whether the stream is a pipe, which only its reader can break
     */
    public static ResultWriter to(OutputStream out, BooleanSupplier isPipe) {
        return new ResultWriter(new Sink(out), isPipe);
    }

    /**
     * Standard output for bytes that are no text, behind what was written so far. A failure is remembered as one of text is.
     *
     * @throws IllegalStateException when results go to something that takes text alone
     */
    public static OutputStream bytes(Terminal terminal) {
        if (!(terminal.out() instanceof ResultWriter results)) {
            throw new IllegalStateException("results go to where only text is taken");
        }
        results.flush();
        return results.sink;
    }

    private static final class Sink extends FilterOutputStream {

        private volatile IOException failure;

        Sink(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (failure != null) {
                // What comes behind something that is missing is of no use.
                throw failure;
            }
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }

    /**
     * Tells whether some of the results did not come to where they should, which a person is told. A reader that has seen enough,
     * as {@code head} does, lacks nothing.
     */
    public static boolean hasLost(Terminal terminal) {
        if (!(terminal.out() instanceof ResultWriter results)) {
            return false;
        }
        results.flush();
        Optional<IOException> failure =
                Optional.ofNullable(results.sink.failure).filter(e -> !results.isClosedPipe(e));
        failure.ifPresent(e -> {
            terminal.error(
                    "cannot write to standard output: " + IoReason.of(e),
                    "check the disk or the program that it goes to, and run the command again");
        });
        return failure.isPresent();
    }

    private boolean isClosedPipe(IOException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe") || isPipe.getAsBoolean();
    }
}
