package org.seedbank.node.api;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Describes what became of a dataset's files when a node forgot it.
 *
 * @param files how many were deleted
 * @param bytes how long these were together
 * @param left how many files were left in its folder: those that are not as they were when they were verified, and others
 * @param arriving the folder in which what had arrived waited for the rest, which was deleted or left as the files were to be; empty
 *     where nothing waited
 * @param named some of the files that were left, with the reason, at most {@value #MAX_NAMED}; for a person
 */
public record Removed(int files, long bytes, int left, Optional<String> arriving, List<String> named) {

    /** Most files that are named. */
    public static final int MAX_NAMED = 100;

    /** Nothing was to be deleted. */
    public static final Removed NOTHING = new Removed(0, 0, 0, Optional.empty(), List.of());

    /** Copies the list. */
    public Removed {
        Objects.requireNonNull(arriving, "arriving");
        named = List.copyOf(named);
    }

    /** The same, with the folder in which what had arrived waited. */
    public Removed arriving(Optional<String> folder) {
        return new Removed(files, bytes, left, folder, named);
    }
}
