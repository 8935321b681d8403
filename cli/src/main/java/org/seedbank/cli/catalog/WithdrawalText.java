package org.seedbank.cli.catalog;

import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.integrity.Sha256;

/** Words for a dataset that its publisher has taken back. */
public final class WithdrawalText {

    private static final int SHORT_DIGEST = 12;

    private final CatalogSet catalogs;

    /** Names successors as these catalogs do. */
    public WithdrawalText(CatalogSet catalogs) {
        this.catalogs = catalogs;
    }

    /** The reason and the successor, behind a colon; nothing where nothing was said. */
    public String of(CatalogSource source, Listing listing, Entry entry) {
        return text(entry, digest -> listing.byDigest(digest)
                .map(listed -> catalogs.reference(source, listed))
                .orElse(digest.hex().substring(0, SHORT_DIGEST)));
    }

    /** Words where nothing is known of a catalog. */
    public static String of(Entry entry) {
        return text(entry, Sha256::hex);
    }

    private static String text(Entry entry, Function<Sha256, String> name) {
        Stream<String> successor = entry.withdrawal().supersededBy().map(name).map("superseded by "::concat).stream();
        String said =
                Stream.concat(entry.withdrawal().reason().stream(), successor).collect(Collectors.joining("; "));
        return said.isEmpty() ? "" : ": " + said;
    }
}
