package org.seedbank.catalog;

import java.net.URI;
import java.util.List;
import org.seedbank.catalog.serials.Serial;

/** The meaning of a reference that a person typed, in one listing. */
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

        /** The refusal of a reference that means all of them. */
        public CatalogException refusal(URI catalog, String reference) {
            List<String> serials = first.stream()
                    .map(each ->
                            "%s (%.12s)".formatted(each.label(), each.entry().digest()))
                    .toList();
            return new CatalogException.AmbiguousReference(catalog, reference, count, serials);
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

        /** The refusal of the serial, with the digests to use in its place. */
        public CatalogException refusal(URI catalog) {
            List<String> told = candidates.stream()
                    .map(each -> "%.12s is '%s', listed as %s"
                            .formatted(each.entry().digest(), each.entry().title(), each.label()))
                    .toList();
            return new CatalogException.ContestedSerial(catalog, serial.toString(), told);
        }
    }
}
