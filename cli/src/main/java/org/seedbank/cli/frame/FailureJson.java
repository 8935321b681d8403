package org.seedbank.cli.frame;

import java.util.Locale;
import java.util.Optional;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.SeedbankException;

/**
 * The document that a failed command prints in the place of its result.
 *
 * @param error what failed
 */
public record FailureJson(Problem error) {

    /**
     * Something that failed, for programs.
     *
     * @param kind in lower-case words; never renamed
     * @param message what failed and why, as a person is told it
     * @param remedy what to do next, as a person is told it
     * @param exitCode the code of a command that fails for this alone
     */
    public record Problem(String kind, String message, Optional<String> remedy, int exitCode) {

        /** A failure that is known by its class. */
        public static Problem of(SeedbankException failure) {
            String kind = failure.getClass()
                    .getSimpleName()
                    .replaceAll("(?<=.)(?=[A-Z])", " ")
                    .toLowerCase(Locale.ROOT);
            return new Problem(
                    kind,
                    failure.getMessage(),
                    Optional.of(RemedyWords.of(failure.advice())),
                    ExitCodes.of(failure.getClass()));
        }
    }

    static void print(String kind, String message, Optional<String> remedy, int exitCode, Terminal terminal) {
        print(new Problem(kind, message, remedy, exitCode), terminal);
    }

    static void print(Problem problem, Terminal terminal) {
        JsonOutput.print(new FailureJson(problem), terminal);
    }
}
