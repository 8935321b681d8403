package org.seedbank.catalog;

import java.util.List;
import java.util.stream.Collectors;
import org.seedbank.catalog.serials.Serial;

/** What a reference typed by a person means in a listing. */
public sealed interface Lookup {

    /** No entry. */
    record None() implements Lookup {}

    /** Exactly one entry, which may be withdrawn. */
    record One(Listed listed) implements Lookup {}

    /**
     * More than one entry.
     *
     * @param first the first few in serial order, to choose from
     * @param count how many there are in all, 2 or more
     */
    record Ambiguous(List<Listed> first, int count) implements Lookup {

        /** Copies the list. */
        public Ambiguous {
            first = List.copyOf(first);
        }

        String describe() {
            String serials = first.stream()
                    .map(each ->
                            "%s (%.12s)".formatted(each.label(), each.entry().digest()))
                    .collect(Collectors.joining(", "));
            return count > first.size() ? serials + ", …" : serials;
        }
    }

    /**
     * A serial that meant one dataset on this machine and then another one, which was published elsewhere at the same time
     * and arrived later.
     *
     * @param candidates what it meant and means, as far as that is listed
     */
    record Contested(Serial serial, List<Listed> candidates) implements Lookup {

        /** Copies the list. */
        public Contested {
            candidates = List.copyOf(candidates);
        }
    }
}
