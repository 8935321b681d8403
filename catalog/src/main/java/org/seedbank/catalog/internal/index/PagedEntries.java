package org.seedbank.catalog.internal.index;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;
import org.seedbank.catalog.Listed;

/**
 * Entries by the numbers of their items, of which a page at a time is read: going through 100,000 needs no more memory
 * than going through a few. Safe for use by several threads.
 */
final class PagedEntries extends AbstractList<Listed> implements RandomAccess {

    private static final int PAGE = 500;

    private final long[] items;
    private final Function<long[], List<Listed>> reading;

    /** The page that was read last, and where it begins. Guarded by this. */
    private List<Listed> page = List.of();

    private int first;

    /**
     * None is read yet.
     *
     * @param items in their order; not copied
     * @param reading gives the entries of some of them, in the same order
     */
    PagedEntries(long[] items, Function<long[], List<Listed>> reading) {
        this.items = items;
        this.reading = reading;
    }

    @Override
    public synchronized Listed get(int index) {
        if (index < first || index >= first + page.size()) {
            int from = index / PAGE * PAGE;
            page = reading.apply(Arrays.copyOfRange(items, from, Math.min(from + PAGE, items.length)));
            first = from;
        }
        return page.get(index - first);
    }

    @Override
    public int size() {
        return items.length;
    }
}
