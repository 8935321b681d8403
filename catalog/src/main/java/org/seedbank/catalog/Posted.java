package org.seedbank.catalog;

import java.util.Objects;

/**
 * The outcome of a post.
 *
 * @param listed the entry as the catalog holds it, and its serial
 * @param alreadyThere whether the catalog held the dataset before, so that nothing was changed
 */
public record Posted(Listed listed, boolean alreadyThere) {

    /** Throws {@link NullPointerException} without an entry. */
    public Posted {
        Objects.requireNonNull(listed, "listed");
    }
}
