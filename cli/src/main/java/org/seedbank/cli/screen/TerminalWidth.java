package org.seedbank.cli.screen;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.Signals;

/**
 * Columns of the terminal of this process: as the launcher has measured them, and measured anew once the window was given
 * another size. Safe for all threads.
 */
public final class TerminalWidth implements IntSupplier {

    private static final int USUAL = 80;
    private static final long MOST_MILLIS = 500;
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,4})\\s*");

    private final boolean onTerminal;

    private volatile int columns;

    /** A window was given another size; set by the thread that hears of signals. */
    private volatile boolean resized;

    private boolean watching;

    private TerminalWidth(int columns, boolean onTerminal) {
        this.columns = columns;
        this.onTerminal = onTerminal;
    }

    /**
     * That of this process.
     *
     * @param measured what the launcher has measured; anything but a number from 1 is taken for the usual width
     * @param onTerminal whether there is a terminal that can be measured again
     */
    public static TerminalWidth of(String measured, boolean onTerminal) {
        return new TerminalWidth(measured.matches("[1-9]\\d{0,3}") ? Integer.parseInt(measured) : USUAL, onTerminal);
    }

    /** Columns now, from 1. Who asks once is likely to ask again, so windows are watched from then on. */
    @Override
    public synchronized int getAsInt() {
        if (onTerminal && !watching) {
            watching = true;
            Signals.register("WINCH", () -> resized = true);
        }
        if (resized) {
            resized = false;
            columns = measured();
        }
        return columns;
    }

    private int measured() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(MOST_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return columns;
            }
            Matcher size = SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            int found = size.matches() ? Integer.parseInt(size.group(1)) : 0;
            return found > 0 ? found : columns;
        } catch (IOException e) {
            return columns;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return columns;
        }
    }
}
