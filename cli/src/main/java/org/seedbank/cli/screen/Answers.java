package org.seedbank.cli.screen;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A person at a terminal who can be asked, or nobody. For one thread. */
public final class Answers {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Set<String> YES = Set.of("y", "yes");

    /** Used by one reading thread at a time. */
    private final Keyboard keyboard;

    public Answers(Keyboard keyboard) {
        this.keyboard = keyboard;
    }

    public boolean isSomebodyThere() {
        return keyboard.isAttended();
    }

    /** Whether the answer is yes. No answer within 10 minutes, an end of the input and anything else are a no. */
    public boolean isYes(String question, Terminal terminal) throws InterruptedException {
        terminal.err().print("seedbank: " + SafeText.line(question) + " [y/N] ");
        terminal.err().flush();
        return isSomebodyThere() && YES.contains(line().strip().toLowerCase(Locale.ROOT));
    }

    /** What a person answers, in lower case; empty where nobody does within 10 minutes. */
    public String answer(String question, Terminal terminal) throws InterruptedException {
        terminal.err().print("seedbank: " + SafeText.line(question) + " ");
        terminal.err().flush();
        return isSomebodyThere() ? line().strip().toLowerCase(Locale.ROOT) : "";
    }

    /** A read from a terminal cannot be interrupted, so it is left to a thread that does not keep the program alive. */
    private String line() throws InterruptedException {
        FutureTask<Optional<String>> reading = new FutureTask<>(keyboard::line);
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
