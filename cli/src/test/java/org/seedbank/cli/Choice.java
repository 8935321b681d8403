package org.seedbank.cli;

import java.util.List;
import java.util.Optional;

/** Chooses by a number, and says briefly how a command ended. */
final class Choice {

    private static final int MOST = 200;

    private Choice() {}

    /** One of some; there has to be one. */
    static <T> T of(List<T> all, int number) {
        return all.get(number % all.size());
    }

    /** One of some; empty when there are none. */
    static <T> Optional<T> among(List<T> all, int number) {
        return all.isEmpty() ? Optional.empty() : Optional.of(of(all, number));
    }

    static String ending(Outcome outcome) {
        String said = (outcome.out() + outcome.err()).strip().replace("\n", " | ");
        return " → %d %s".formatted(outcome.exitCode(), said.length() > MOST ? said.substring(0, MOST) + "…" : said);
    }
}
