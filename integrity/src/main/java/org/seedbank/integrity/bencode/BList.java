package org.seedbank.integrity.bencode;

import java.util.List;

/**
 * A bencoded list.
 *
 * @param values the values in order
 */
public record BList(List<BValue> values) implements BValue {

    /** Copies the list, unless it is a view of what was read, which does not change. */
    public BList {
        values = values instanceof ReadValues ? values : List.copyOf(values);
    }

    @Override
    public String kind() {
        return "a list";
    }
}
