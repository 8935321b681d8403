package org.seedbank.catalog;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Some of a list, by reference: where entries are made when they are asked for, most are needed only once. */
final class EntrySelection extends AbstractList<Listed> implements RandomAccess {

    private final List<Listed> all;
    private final int[] chosen;

    /** Those with these indexes, in this order; neither is copied, and neither may change. */
    EntrySelection(List<Listed> all, int[] chosen) {
        this.all = all;
        this.chosen = chosen;
    }

    @Override
    public Listed get(int index) {
        return all.get(chosen[index]);
    }

    @Override
    public int size() {
        return chosen.length;
    }
}
