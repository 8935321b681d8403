package org.seedbank.cli.screen;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
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

    /** A stopped process is not told of another size, so it measures when it goes on. */
    private static final List<String> SIGNALS = List.of("WINCH", "CONT");

    private final boolean onTerminal;
    private final BiConsumer<String, Runnable> signals;
    private final IntSupplier measure;

    private volatile int columns;

    /** The window may have another size; set by the thread that hears of signals. */
    private volatile boolean resized;

    private boolean watching;

    /** Hears of signals by {@code signals}; {@code measure} gives 0 where it cannot tell. */
    TerminalWidth(int columns, boolean onTerminal, BiConsumer<String, Runnable> signals, IntSupplier measure) {
        this.columns = columns;
        this.onTerminal = onTerminal;
        this.signals = signals;
        this.measure = measure;
    }

    /**
     * That of this process.
     *
     * @param measured what the launcher has measured; anything but a number from 1 is taken for the usual width
     * @param onTerminal whether there is a terminal that can be measured again
     */
    public static TerminalWidth of(String measured, boolean onTerminal) {
        int columns = measured.matches("[1-9]\\d{0,3}") ? Integer.parseInt(measured) : USUAL;
        return new TerminalWidth(columns, onTerminal, Signals::register, TerminalWidth::measured);
    }

    /** Columns now, from 1. Who asks once is likely to ask again, so windows are watched from then on. */
    @Override
    public synchronized int getAsInt() {
        if (onTerminal && !watching) {
            watching = true;
            SIGNALS.forEach(signal -> signals.accept(signal, () -> resized = true));
        }
        if (resized) {
            resized = false;
            int now = measure.getAsInt();
            columns = now > 0 ? now : columns;
        }
        return columns;
    }

    private static int measured() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(MOST_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroyForcibly();
                return 0;
            }
            Matcher size = SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            return size.matches() ? Integer.parseInt(size.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
