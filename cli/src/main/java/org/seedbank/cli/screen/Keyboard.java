package org.seedbank.cli.screen;

import java.io.IOException;
import java.io.Reader;
import java.util.Optional;
import java.util.function.Supplier;

/** What a person types, or a script sends. For one thread at a time. */
public final class Keyboard {

    /** Longer than any address or key that is asked for; the rest of a longer line is dropped. */
    private static final int MAX_LINE = 32 * 1024;

    private final Reader in;
    private final Supplier<char[]> unseen;
    private final boolean attended;

    /**
     * The two ways to read a line.
     *
     * @param unseen reads one that does not appear on the terminal, null at the end; null itself where there is no
     *     terminal
     * @param attended whether a person is there who sees questions
     */
    public Keyboard(Reader in, Supplier<char[]> unseen, boolean attended) {
        this.in = in;
        this.unseen = unseen;
        this.attended = attended;
    }

    /** One on which nobody types. */
    public static Keyboard none() {
        return new Keyboard(Reader.nullReader(), null, false);
    }

    boolean isAttended() {
        return attended;
    }

    /** The next line without its end, when it has come; empty when there are no more. */
    public Optional<String> line() throws IOException {
        StringBuilder line = new StringBuilder();
        int character = in.read();
        if (character < 0) {
            return Optional.empty();
        }
        while (character >= 0 && character != '\n') {
            if (line.length() < MAX_LINE) {
                line.append((char) character);
            }
            character = in.read();
        }
        return Optional.of(line.toString());
    }

    /** The same for a secret: what is typed at a terminal is not shown. */
    public Optional<String> secret() throws IOException {
        return unseen == null ? line() : Optional.ofNullable(unseen.get()).map(String::new);
    }
}
