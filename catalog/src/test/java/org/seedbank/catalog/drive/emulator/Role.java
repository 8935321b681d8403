package org.seedbank.catalog.drive.emulator;

import java.util.Arrays;

/** What somebody may do with an item, from least to most. */
enum Role {
    READER("reader"),
    COMMENTER("commenter"),
    WRITER("writer"),
    FILE_ORGANIZER("fileOrganizer"),
    ORGANIZER("organizer"),
    OWNER("owner");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    static Role parse(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label.equals(label))
                .findFirst()
                .orElseThrow(() -> DriveError.invalid("The specified role is invalid: " + label));
    }

    String label() {
        return label;
    }

    boolean atLeast(Role other) {
        return compareTo(other) >= 0;
    }

    /** The greater of two, either of which may be null. */
    static Role greater(Role one, Role other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.atLeast(other) ? one : other;
    }
}
