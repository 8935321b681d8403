package org.seedbank.cli.screen;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.RecentRate;

/**
 * Shows how far one piece of work has come: a bar that is redrawn on a terminal, otherwise a line every ten seconds.
 * For the thread that does the work.
 */
public final class ProgressMeter implements AutoCloseable {

    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();

    /** Disks go fast and slow by turns; what was longer ago than a line of a log says nothing of now. */
    private static final Duration RECENT = Duration.ofSeconds(10);

    /** Before that the rate says more of what lay in memory already, or of how connections begin, than of the time that is left. */
    private static final long ESTIMATE_NANOS = Duration.ofSeconds(2).toNanos();

    private static final int BAR = 12;

    /** In fewer columns the numbers stand below the bar, and nothing else. */
    private static final int NARROW = 60;

    private final Terminal terminal;
    private final String label;
    private final LongSupplier nanos;
    private final boolean quiet;
    private final RecentRate recent = new RecentRate(RECENT);
    private long lastShown;
    private long beganAt;
    private boolean begun;
    private int drawnWidth;
    private boolean drawn;

    /** The work begins with the first update; {@code quiet} shows nothing. */
    public ProgressMeter(Terminal terminal, String label, boolean quiet) {
        this(terminal, label, quiet, System::nanoTime);
    }

    public ProgressMeter(Terminal terminal, String label, boolean quiet, LongSupplier nanos) {
        this.terminal = terminal;
        this.label = label;
        this.quiet = quiet;
        this.nanos = nanos;
    }

    /** Work goes on from a checkpoint: a person is told so, and the rate is that of what is done from here on. */
    public void resumed(long bytes) {
        recent.count(bytes, nanos.getAsLong());
        if (!quiet) {
            terminal.say(
                    "%s goes on from a checkpoint: %s need not be read again".formatted(label, Amounts.bytes(bytes)));
        }
    }

    /** Shows how work that counts files comes along. */
    public Progress hashing() {
        return Progress.counting(this::update, this::resumed);
    }

    /** Files are read one after another; the rate is that of now. The file stands on a line below. */
    public void update(Progress.Advance advance) {
        begin();
        long now = nanos.getAsLong();
        long done = advance.bytesDone();
        recent.count(done, now);
        if (!isDue(now)) {
            return;
        }
        lastShown = now;
        String numbers = numbers(done, advance.bytesTotal(), recent.perSecond(now));
        String file = SafeText.line(file(advance));
        if (terminal.errCanBeDrawn()) {
            draw(bar(done, advance.bytesTotal()), numbers, "", file);
        } else {
            terminal.say(label + " " + numbers + ", " + file);
        }
    }

    private static String file(Progress.Advance advance) {
        return advance.files() == 1
                ? advance.current().text()
                : "file %d of %d: %s".formatted(Math.max(1, advance.filesBegun()), advance.files(), advance.current());
    }

    /** Work has come to {@code done} of {@code total} bytes; the rate is that of the last seconds. */
    public void update(long done, long total, String detail) {
        begin();
        long now = nanos.getAsLong();
        recent.count(done, now);
        update(done, total, recent.perSecond(now), detail);
    }

    /**
     * Work has come to {@code done} of {@code total} bytes, at a rate in bytes per second. A person sees the first one at
     * once: it may be the last for long, when nobody sends anything.
     */
    public void update(long done, long total, long rate, String detail) {
        boolean atOnce = !begun && terminal.errCanBeDrawn() && !quiet;
        begin();
        long now = nanos.getAsLong();
        if (!isDue(now) && !atOnce) {
            return;
        }
        lastShown = now;
        if (terminal.errCanBeDrawn()) {
            draw(bar(done, total), numbers(done, total, rate), SafeText.line(detail), "");
        } else {
            terminal.say(label + " " + numbers(done, total, rate));
        }
    }

    private boolean isDue(long now) {
        return !quiet && now - lastShown >= (terminal.errCanBeDrawn() ? REDRAW_NANOS : LINE_NANOS);
    }

    private void begin() {
        if (!begun) {
            begun = true;
            lastShown = nanos.getAsLong();
            beganAt = lastShown;
        }
    }

    /** Something that goes on without an end; shown on a terminal only. */
    public void note(String text) {
        boolean first = !begun;
        begin();
        long now = nanos.getAsLong();
        if (!quiet && terminal.errCanBeDrawn() && (first || now - lastShown >= REDRAW_NANOS)) {
            lastShown = now;
            draw(label + "  " + SafeText.line(text));
        }
    }

    private String numbers(long done, long total, long rate) {
        boolean meansSomething = nanos.getAsLong() - beganAt >= ESTIMATE_NANOS;
        String eta = rate > 0 && done < total && meansSomething
                ? ", " + Amounts.duration(Duration.ofSeconds((total - done) / rate)) + " left"
                : "";
        return "%s of %s, %s%s".formatted(Amounts.bytes(done), Amounts.bytes(total), Amounts.rate(rate), eta);
    }

    private String bar(long done, long total) {
        double share = total == 0 ? 1 : Math.min(1, (double) done / total);
        int full = (int) (share * BAR);
        return String.format(
                Locale.ROOT, "%-9s %3d%% [%s%s]", label, (int) (share * 100), "#".repeat(full), ".".repeat(BAR - full));
    }

    /** In one line with a second one below it, or in two short lines where there is no room for that. */
    private void draw(String bar, String numbers, String detail, String below) {
        if (terminal.width().getAsInt() < NARROW) {
            draw(bar, numbers.strip());
        } else if (below.isEmpty()) {
            draw(bar + "  " + numbers + "  " + detail);
        } else {
            draw(bar + "  " + numbers, "          " + below);
        }
    }

    /** Draws over what was drawn before, and leaves the cursor at its beginning. */
    private void draw(String... lines) {
        int width = Math.max(1, terminal.width().getAsInt());
        // In another width the terminal has broken the old lines anew.
        String begin = drawn && width != drawnWidth ? "\r\u001b[J" : "\r";
        // The last column stays free: there some terminals go on in the next line.
        int columns = Math.max(1, width - 1);
        StringBuilder text = new StringBuilder(begin);
        for (int i = 0; i < lines.length; i++) {
            text.append(i == 0 ? "" : "\n").append("\u001b[K").append(DisplayWidth.cut(lines[i], columns));
        }
        text.append(lines.length == 1 ? "" : "\r" + "\u001b[A".repeat(lines.length - 1));
        terminal.err().print(text);
        terminal.err().flush();
        drawn = true;
        drawnWidth = width;
    }

    /** Removes the bar and what is below it, so that the next line begins where it stood. */
    @Override
    public void close() {
        if (drawn) {
            terminal.err().print("\r\u001b[J");
            terminal.err().flush();
            drawn = false;
        }
    }
}
