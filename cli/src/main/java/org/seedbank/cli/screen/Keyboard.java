package org.seedbank.cli.screen;

import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Lines that a person types, or a script sends. For one thread at a time. */
public final class Keyboard {

    /** Longer than any address or key that is asked for; the rest of a longer line is dropped. */
    private static final int MAX_LINE = 32 * 1024;

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Set<String> YES = Set.of("y", "yes");

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

    /** Tells whether a person is there who can be asked. */
    public boolean isAttended() {
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

    /** The next line, for a secret: what is typed at a terminal is not shown. */
    public Optional<String> secret() throws IOException {
        return unseen == null ? line() : Optional.ofNullable(unseen.get()).map(String::new);
    }

    /** Asks, and tells whether the answer is yes. No answer within 10 minutes, an end of the input and anything else are a no. */
    public boolean isYes(String question, Terminal terminal) throws InterruptedException {
        terminal.err().print("seedbank: " + SafeText.line(question) + " [y/N] ");
        terminal.err().flush();
        return attended && YES.contains(awaited().strip().toLowerCase(Locale.ROOT));
    }

    /** Asks, and returns the answer in lower case; empty where nobody does within 10 minutes. */
    public String answer(String question, Terminal terminal) throws InterruptedException {
        terminal.err().print("seedbank: " + SafeText.line(question) + " ");
        terminal.err().flush();
        return attended ? awaited().strip().toLowerCase(Locale.ROOT) : "";
    }

    /** A read from a terminal cannot be interrupted, so it is left to a thread that does not keep the program alive. */
    private String awaited() throws InterruptedException {
        FutureTask<Optional<String>> reading = new FutureTask<>(this::line);
        Thread thread = new Thread(reading, "answer");
        thread.setDaemon(true);
        thread.start();
        try {
            return reading.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).orElse("");
        } catch (TimeoutException e) {
            return "";
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException) {
                return "";
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
