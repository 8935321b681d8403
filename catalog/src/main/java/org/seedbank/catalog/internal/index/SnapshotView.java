package org.seedbank.catalog.internal.index;

import java.net.URI;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.stream.IntStream;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.serials.Claim;
import org.seedbank.catalog.serials.Numbering;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.catalog.serials.SerialMemory;
import org.seedbank.integrity.Sha256;

/** What people are shown of a snapshot. */
final class SnapshotView {

    private SnapshotView() {}

    /** Entries, foreign torrents, and a warning for each item that is broken or is there twice, behind {@code notes}. */
    static Listing listing(URI catalog, PackedItems items, List<CatalogWarning> notes, SerialMemory memory) {
        List<CatalogWarning> warnings = new ArrayList<>(notes);
        List<ForeignTorrent> foreign = new ArrayList<>();
        for (Item item : items.subList(items.ranked(), items.size())) {
            if (item.content() instanceof Content.Foreign torrent) {
                foreign.add(new ForeignTorrent(item.id(), item.name(), item.created(), torrent.facts()));
            } else if (item.content() instanceof Content.Broken broken) {
                warnings.add(new CatalogWarning(item.name(), broken.reason()));
            } else if (item.content() instanceof Content.Dataset dataset) {
                warnings.add(CatalogWarning.twice(dataset.entry().digest()));
            }
        }
        List<Claim> claims =
                IntStream.range(0, items.ranked()).mapToObj(items::claim).toList();
        Numbering numbering = Numbering.of(claims, List.of(), memory);
        return Listing.ranked(catalog, new Entries(items, claims, numbering), numbering.history(), warnings)
                .withForeign(foreign);
    }

    /** The item whose entry counts for a dataset. */
    static Optional<Item> find(PackedItems items, Sha256 digest) {
        for (int i = 0; i < items.ranked(); i++) {
            if (items.digest(i).equals(digest)) {
                return Optional.of(items.get(i));
            }
        }
        return Optional.empty();
    }

    /** The item that the catalog calls so. */
    static Optional<Item> find(PackedItems items, String id) {
        return IntStream.range(0, items.size())
                .filter(i -> items.id(i).equals(id))
                .mapToObj(items::get)
                .findFirst();
    }

    /** The entries that count, in the order of their serials. */
    private static final class Entries extends AbstractList<Listed> implements RandomAccess {

        private final PackedItems items;
        private final int[] order;
        private final Serial[] serials;

        Entries(PackedItems items, List<Claim> claims, Numbering numbering) {
            this.items = items;
            Serial[] each = claims.stream()
                    .map(claim -> numbering.serial(claim.digest()))
                    .toArray(Serial[]::new);
            order = IntStream.range(0, each.length)
                    .boxed()
                    .sorted(Comparator.comparing(i -> each[i]))
                    .mapToInt(i -> i)
                    .toArray();
            serials = Arrays.stream(order).mapToObj(i -> each[i]).toArray(Serial[]::new);
        }

        @Override
        public Listed get(int index) {
            return new Listed(serials[index], items.entry(order[index]));
        }

        @Override
        public int size() {
            return order.length;
        }
    }
}
