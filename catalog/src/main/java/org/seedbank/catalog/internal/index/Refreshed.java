package org.seedbank.catalog.internal.index;

import java.util.Map;
import java.util.Set;

/** Describes what a remote catalog answered when it was asked what it holds. */
public sealed interface Refreshed {

    /** From where to go on asking, in the words of the kind of catalog. */
    Map<String, String> cursors();

    /** All that it holds has been gathered. */
    record Whole(Map<String, String> cursors) implements Refreshed {

        /** Copies the cursors. */
        public Whole {
            cursors = Map.copyOf(cursors);
        }
    }

    /**
     * Says that all that is new or was changed has been gathered. What is as it was does no harm in it.
     *
     * @param removed the ids of what is gone; one that was gathered too is not
     */
    record Changed(Map<String, String> cursors, Set<String> removed) implements Refreshed {

        /** Copies cursors and ids. */
        public Changed {
            cursors = Map.copyOf(cursors);
            removed = Set.copyOf(removed);
        }
    }
}
