package org.seedbank.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Serials of a catalog that are no fault and yet worth knowing of: those that nobody has, and those that several share. */
final class SerialFindings {

    private SerialFindings() {}

    static List<CatalogFinding> of(Listing listing) {
        List<CatalogFinding> findings = new ArrayList<>();
        int before = 0;
        for (Listed listed : listing.entries()) {
            gap(before + 1, listed.serial() - 1).ifPresent(findings::add);
            if (listed.label().place() > 1) {
                findings.add(shared(listed));
            }
            before = listed.serial();
        }
        gap(before + 1, listing.highest()).ifPresent(findings::add);
        return findings;
    }

    private static CatalogFinding shared(Listed listed) {
        return new CatalogFinding(
                CatalogFinding.Kind.SHARED,
                Optional.of(listed),
                listed.entry().digest().hex(),
                "it was published at the same time as another dataset under the serial %d".formatted(listed.serial()));
    }

    private static Optional<CatalogFinding> gap(int from, int to) {
        if (from > to) {
            return Optional.empty();
        }
        String name = from == to ? "serial %d".formatted(from) : "serials %d to %d".formatted(from, to);
        return Optional.of(new CatalogFinding(
                CatalogFinding.Kind.GAP,
                Optional.empty(),
                name,
                "nothing is listed there: what had it is lost, broken or not here yet"));
    }
}
