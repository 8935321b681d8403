package org.seedbank.uploading.description;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.seedbank.catalog.metadata.LicenseExpression;

/**
 * Identifiers of licences that are others than those of SPDX: of the Open Definition, which data packages have, and of BIDS. Those
 * that leave out which of several versions is meant are not among them.
 */
final class KnownLicense {

    /** In small letters, as they have been written in both over the years. */
    private static final Map<String, String> SPDX = Map.of(
            "cc-zero", "CC0-1.0",
            "odc-pddl", "PDDL-1.0",
            "odc-pddl-1.0", "PDDL-1.0",
            "odc-by", "ODC-By-1.0",
            "odc-by-1.0", "ODC-By-1.0",
            "odc-odbl", "ODbL-1.0",
            "odc-odbl-1.0", "ODbL-1.0",
            "other-pd", "LicenseRef-public-domain",
            "cc0", "CC0-1.0",
            "pddl", "PDDL-1.0");

    private KnownLicense() {}

    /** SPDX's expression for a licence that is named so or has this address; nothing where that is not known. */
    static Optional<String> toSpdx(String name) {
        Optional<String> known = Optional.ofNullable(SPDX.get(name.toLowerCase(Locale.ROOT)));
        return known.or(() -> LicenseExpression.find(name).map(LicenseExpression::text));
    }
}
