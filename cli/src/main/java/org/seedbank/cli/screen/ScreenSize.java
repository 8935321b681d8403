package org.seedbank.cli.screen;

import java.io.IOError;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.jline.terminal.Size;
import org.jline.terminal.TerminalBuilder;

/**
 * How much a terminal shows at once.
 *
 * @param rows lines, at least 4
 * @param columns columns in a line, at least 40
 */
public record ScreenSize(int rows, int columns) {

    private static final ScreenSize USUAL = new ScreenSize(24, 80);

    public ScreenSize {
        rows = Math.max(4, rows);
        columns = Math.max(40, columns);
    }

    /** The terminal of this process, of which nothing but its size is asked; whoever opens it closes it. */
    public static org.jline.terminal.Terminal terminal() throws IOException {
        return TerminalBuilder.builder()
                .system(true)
                .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
                .dumb(true)
                .build();
    }

    /** The size now; that of an old terminal where it cannot be asked. */
    public static ScreenSize of(org.jline.terminal.Terminal terminal) throws InterruptedException {
        try {
            Size size = terminal.getSize();
            return size.getRows() == 0 ? USUAL : new ScreenSize(size.getRows(), size.getColumns());
        } catch (IOError e) {
            if (e.getCause() instanceof InterruptedIOException) {
                throw new InterruptedException();
            }
            return USUAL;
        }
    }
}
