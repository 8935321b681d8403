package org.seedbank.catalog.internal.calls;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;

/**
 * The meaning of a failed try.
 *
 * @param again whether another try may help
 * @param tries after how many tries in all it helps no more, whatever patience there is
 * @param notBefore how long the server asked to be left alone
 * @param reason what happened, in a few words without secrets, for people who watch the tries
 * @param failure what is thrown when nothing is tried any more
 */
public record Judgement(
        boolean again, int tries, Optional<Duration> notBefore, String reason, CatalogException failure) {

    /** Judges failures of one kind of server. */
    @FunctionalInterface
    public interface Judge {
        /** Judges this failure of a try. */
        Judgement of(IOException failure);
    }

    /** Trying again cannot help. */
    public static Judgement isFinal(String reason, CatalogException failure) {
        return new Judgement(false, 1, Optional.empty(), reason, failure);
    }

    /** Trying again may help. */
    public static Judgement mayPass(String reason, CatalogException failure) {
        return new Judgement(true, Integer.MAX_VALUE, Optional.empty(), reason, failure);
    }

    /** Trying again may help, but not before the server says. */
    public Judgement notBefore(Optional<Duration> wait) {
        return new Judgement(again, tries, wait, reason, failure);
    }

    /** Trying again may help, but not for long. */
    public Judgement atMost(int most) {
        return new Judgement(again, most, notBefore, reason, failure);
    }
}
