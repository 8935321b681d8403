package org.seedbank.cli.screen;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a terminal shows at once.
 *
 * @param rows lines, at least 4
 * @param columns characters in a line, at least 40
 */
public record ScreenSize(int rows, int columns) {

    private static final ScreenSize USUAL = new ScreenSize(24, 80);
    private static final Pattern STTY = Pattern.compile("(\\d{1,5}) (\\d{1,5})\\s*");
    private static final int SECONDS = 2;

    public ScreenSize {
        rows = Math.max(4, rows);
        columns = Math.max(40, columns);
    }

    /** The size now, of which only the terminal itself knows; that of an old one where it cannot be asked. */
    public static ScreenSize now() throws InterruptedException {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(SECONDS, TimeUnit.SECONDS)) {
                stty.destroyForcibly();
                return USUAL;
            }
            return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return USUAL;
        }
    }

    /** What {@code stty size} prints; 0 for what it does not know. */
    public static ScreenSize parse(String printed) {
        Matcher size = STTY.matcher(printed);
        if (!size.matches() || printed.startsWith("0 ")) {
            return USUAL;
        }
        return new ScreenSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
    }
}
