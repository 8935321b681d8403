package org.seedbank.cli.top;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.jline.terminal.impl.PosixSysTerminal;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.ShutdownHooks;

/**
 * The terminal of this process. Its owner alone gives it back, also when the process is to end: JLine's hook would do that
 * while the owner still draws.
 */
final class SystemTerminal extends PosixSysTerminal {

    private final Counter counter = new Counter(super.writer());
    private final PrintWriter counted = new PrintWriter(counter);

    /** Throws when there is none, or when {@code stty} cannot tell how it is set. */
    SystemTerminal(String type) throws IOException {
        super(
                "terminal",
                type,
                new ExecTerminalProvider().current(SystemStream.Output),
                UTF_8,
                false,
                SignalHandler.SIG_IGN);
        ShutdownHooks.remove(closer);
    }

    @Override
    public PrintWriter writer() {
        return counted;
    }

    /** How many characters were written to it. */
    long written() {
        return counter.characters;
    }

    private static final class Counter extends FilterWriter {

        private long characters;

        Counter(Writer out) {
            super(out);
        }

        @Override
        public void write(int c) throws IOException {
            characters++;
            out.write(c);
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            characters += length;
            out.write(text, offset, length);
        }

        @Override
        public void write(String text, int offset, int length) throws IOException {
            characters += length;
            out.write(text, offset, length);
        }
    }
}
