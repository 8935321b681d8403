package org.seedbank.swarm.internal.sources;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.seedbank.swarm.Source;

/**
 * The sources of one transfer: those that its torrent names, and what those who ask them tell. Safe for all threads.
 */
public final class SourceBoard {

    private final List<Supplier<List<Source>>> givers = new CopyOnWriteArrayList<>();
    private volatile List<Source> named = List.of();

    /** Notes what the torrent names, in the place of what was noted before. */
    public void name(List<Source> sources) {
        named = List.copyOf(sources);
    }

    /**
     * Adds somebody who knows more of sources. What is given takes the place of what is known of the same kind and address, and
     * what nobody has named is added.
     *
     * @param giver asked on any thread, whenever somebody looks; must not block. Addresses are without personal keys
     *     ({@link org.seedbank.integrity.torrent.AddressKeys#hidden})
     */
    public void add(Supplier<List<Source>> giver) {
        givers.add(giver);
    }

    /** Returns all of them, in the order of kinds, and within that as they were named and given. */
    public List<Source> sources() {
        List<Source> all = new ArrayList<>(named);
        for (Supplier<List<Source>> giver : givers) {
            giver.get().stream().limit(Source.MOST).forEach(given -> put(all, given));
        }
        return all.stream()
                .sorted(Comparator.comparing(Source::kind))
                .limit(Source.MOST)
                .toList();
    }

    private static void put(List<Source> all, Source given) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).isSameAs(given)) {
                all.set(i, given);
                return;
            }
        }
        all.add(given);
    }
}
