package org.seedbank.catalog.internal.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.seedbank.catalog.Entry;
import org.seedbank.integrity.Sha256;

/**
 * Items in the order in which they are kept.
 *
 * @param items first those whose entries count, in the order of their serials, then the others in the order of their names
 * @param ranked how many count
 */
record Ranking(List<Item> items, int ranked) {

    /** The order of serials; of several entries of one dataset the first counts, for every reader alike. */
    private static final Comparator<Item> BY_AGE = Comparator.comparing(Ranking::published)
            .thenComparing(item -> entry(item).digest())
            .thenComparing(Item::created)
            .thenComparing(Item::id);

    private static final Comparator<Item> BY_NAME =
            Comparator.comparing(Item::name).thenComparing(Item::id);

    static Ranking of(List<Item> unordered) {
        List<Item> datasets = new ArrayList<>(unordered.size());
        List<Item> others = new ArrayList<>();
        unordered.forEach(item -> (item.content() instanceof Content.Dataset ? datasets : others).add(item));
        datasets.sort(BY_AGE);
        List<Item> items = new ArrayList<>(unordered.size());
        Set<Sha256> seen = new HashSet<>(2 * datasets.size());
        for (Item item : datasets) {
            (seen.add(entry(item).digest()) ? items : others).add(item);
        }
        int ranked = items.size();
        others.sort(BY_NAME);
        items.addAll(others);
        return new Ranking(items, ranked);
    }

    private static Entry entry(Item item) {
        return ((Content.Dataset) item.content()).entry();
    }

    private static Instant published(Item item) {
        return entry(item).published().orElseThrow();
    }
}
