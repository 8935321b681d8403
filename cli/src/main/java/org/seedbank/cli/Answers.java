package org.seedbank.cli;

import java.io.BufferedReader;
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

/** A person at a terminal who can be asked, or nobody. For one thread. */
final class Answers {

    /** Nobody is there. */
    static final Answers NONE = new Answers(Optional.empty());

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Set<String> YES = Set.of("y", "yes");

    /** Used by one reading thread at a time. */
    private final Optional<BufferedReader> in;

    private Answers(Optional<BufferedReader> in) {
        this.in = in;
    }

    /** Whoever types what can be read here. */
    static Answers from(Reader in) {
        return new Answers(Optional.of(new BufferedReader(in)));
    }

    boolean isSomebodyThere() {
        return in.isPresent();
    }

    /** Whether the answer is yes. No answer within 10 minutes, an end of the input and anything else are a no. */
    boolean isYes(String question, Terminal terminal) throws InterruptedException {
        terminal.err().print("seedbank: " + SafeText.line(question) + " [y/N] ");
        terminal.err().flush();
        return in.isPresent() && YES.contains(line(in.get()).strip().toLowerCase(Locale.ROOT));
    }

    /** A read from a terminal cannot be interrupted, so it is left to a thread that does not keep the program alive. */
    private static String line(BufferedReader in) throws InterruptedException {
        FutureTask<String> reading = new FutureTask<>(in::readLine);
        Thread thread = new Thread(reading, "answer");
        thread.setDaemon(true);
        thread.start();
        try {
            String line = reading.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return line == null ? "" : line;
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
