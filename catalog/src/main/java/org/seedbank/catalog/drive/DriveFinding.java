package org.seedbank.catalog.drive;

import java.util.Objects;
import java.util.Optional;

/**
 * One thing that {@link DriveCheckup} looked at. Its texts hold no secrets; names in them are strangers'.
 *
 * @param subject what was looked at, in a word or two
 * @param health whether it is as it should be
 * @param said what was found
 * @param remedy what to do about it, when something can be done
 */
public record DriveFinding(String subject, Health health, String said, Optional<String> remedy) {

    /** Tells whether something is as it should be. */
    public enum Health {
        /** It is. */
        GOOD,
        /** It is missing, which matters only to those who need it. */
        NOTE,
        /** It is not. */
        BAD
    }

    /** Throws {@link NullPointerException} when a part is null. */
    public DriveFinding {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(said, "said");
        Objects.requireNonNull(remedy, "remedy");
    }

    static DriveFinding good(String subject, String said) {
        return new DriveFinding(subject, Health.GOOD, said, Optional.empty());
    }

    static DriveFinding note(String subject, String said, String remedy) {
        return new DriveFinding(subject, Health.NOTE, said, Optional.of(remedy));
    }

    static DriveFinding bad(String subject, String said, String remedy) {
        return new DriveFinding(subject, Health.BAD, said, Optional.of(remedy));
    }
}
