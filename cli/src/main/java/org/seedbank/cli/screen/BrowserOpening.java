package org.seedbank.cli.screen;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Opens an address in the person's browser, where there is a screen for one. */
public final class BrowserOpening {

    private final Optional<String> program;

    public BrowserOpening(Map<String, String> environment) {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        boolean screen = environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
        this.program = mac ? Optional.of("open") : screen ? Optional.of("xdg-open") : Optional.empty();
    }

    /** Tells whether a browser was started. It is none of our business whether it shows the address. */
    public boolean open(URI address) {
        if (program.isEmpty()) {
            return false;
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(program.get(), address.toString()))
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD);
            OtherPrograms.prepare(builder.environment());
            builder.start();
            return true;
        } catch (IOException e) {
            // The address is shown, so the person can open it.
            return false;
        }
    }
}
