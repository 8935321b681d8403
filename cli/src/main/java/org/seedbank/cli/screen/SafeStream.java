package org.seedbank.cli.screen;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Takes what libraries and the runtime write to standard error, and passes it on line by line without anything that
 * could drive a terminal. Safe for all threads.
 */
public final class SafeStream extends OutputStream {

    private final PrintWriter out;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    public SafeStream(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void write(int octet) {
        line.write(octet);
        if (octet == '\n') {
            out.print(SafeText.block(line.toString(StandardCharsets.UTF_8)));
            out.flush();
            line.reset();
        }
    }
}
