package org.seedbank.catalog.internal.index;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Listing;
import org.seedbank.integrity.Sha256;

/** What people are shown of a snapshot. */
final class SnapshotView {

    /** Of several entries of one dataset the first in this order counts, for every reader alike. */
    private static final Comparator<Item> OLDEST = Comparator.comparing(SnapshotView::publishedOf)
            .thenComparing(Item::created)
            .thenComparing(Item::id);

    private SnapshotView() {}

    /** The items in the order of the serials of their entries, or nearly so. */
    static List<Item> byAge(Snapshot snapshot) {
        return snapshot.items().stream().sorted(OLDEST).toList();
    }

    /** Entries, foreign torrents, and a warning for each broken item behind {@code notes}. */
    static Listing listing(URI catalog, Snapshot snapshot, List<CatalogWarning> notes) {
        List<Entry> entries = new ArrayList<>(snapshot.items().size());
        List<CatalogWarning> warnings = new ArrayList<>();
        List<ForeignTorrent> foreign = new ArrayList<>();
        for (Item item : snapshot.items()) {
            if (item.content() instanceof Content.Dataset dataset) {
                entries.add(dataset.entry());
            } else if (item.content() instanceof Content.Broken broken) {
                warnings.add(new CatalogWarning(item.name(), broken.reason()));
            } else if (item.content() instanceof Content.Foreign torrent) {
                foreign.add(new ForeignTorrent(item.id(), item.name(), item.created(), torrent.facts()));
            }
        }
        warnings.sort(Comparator.comparing(CatalogWarning::name));
        foreign.sort(Comparator.comparing(ForeignTorrent::name).thenComparing(ForeignTorrent::id));
        warnings.addAll(0, notes);
        return Listing.of(catalog, entries, warnings).withForeign(foreign);
    }

    /** The item whose entry counts for a dataset. */
    static Optional<Item> find(Snapshot snapshot, Sha256 digest) {
        return snapshot.items().stream()
                .filter(item -> item.content() instanceof Content.Dataset dataset
                        && dataset.entry().digest().equals(digest))
                .min(OLDEST);
    }

    /** The item that the catalog calls so. */
    static Optional<Item> find(Snapshot snapshot, String id) {
        return snapshot.items().stream().filter(item -> item.id().equals(id)).findFirst();
    }

    private static Instant publishedOf(Item item) {
        return item.content() instanceof Content.Dataset dataset
                ? dataset.entry().published().orElseThrow()
                : item.created();
    }
}
