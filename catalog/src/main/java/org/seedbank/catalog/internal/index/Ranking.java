package org.seedbank.catalog.internal.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.Sha256;

/** The order in which items are kept: places of packed items, without unpacking more of them than must be. */
final class Ranking {

    private final List<Age> datasets = new ArrayList<>();
    private final List<Name> others = new ArrayList<>();
    private final Frames frames;

    /**
     * An entry's place in the order of serials.
     *
     * @param place where its item is
     */
    private record Age(Instant published, Sha256 digest, long place) {}

    private record Name(String name, String id, long place) {}

    private Ranking(Frames frames, long[] places) {
        this.frames = frames;
        for (long place : places) {
            Optional<EntryCodec.Head> head = frames.read(place, ItemCodec::unpackHead);
            if (head.isPresent()) {
                datasets.add(new Age(head.get().published(), head.get().digest(), place));
            } else {
                others.add(name(place));
            }
        }
    }

    /**
     * Items in their order: first those whose entries count, in the order of their serials, then the others in the order
     * of their names. Of several entries of one dataset the first counts, for every reader alike.
     */
    static PackedItems of(Frames frames, long[] places) {
        return new Ranking(frames, places).ranked();
    }

    private PackedItems ranked() {
        datasets.sort(Comparator.comparing(Age::published)
                .thenComparing(Age::digest)
                .thenComparing(age -> frames.item(age.place()).created())
                .thenComparing(age -> frames.id(age.place())));
        long[] order = new long[datasets.size() + others.size()];
        int ranked = 0;
        Set<Sha256> seen = new HashSet<>(2 * datasets.size());
        for (Age age : datasets) {
            if (seen.add(age.digest())) {
                order[ranked++] = age.place();
            } else {
                others.add(name(age.place()));
            }
        }
        others.sort(Comparator.comparing(Name::name).thenComparing(Name::id));
        int next = ranked;
        for (Name other : others) {
            order[next++] = other.place();
        }
        return new PackedItems(frames, order, ranked);
    }

    private Name name(long place) {
        Item item = frames.item(place);
        return new Name(item.name(), item.id(), place);
    }
}
