package org.seedbank.integrity.internal.bencode;

import java.util.List;

/**
 * A bencoded list.
 *
 * @param values the values in order
 */
public record BList(List<BValue> values) implements BValue {

    /** Copies the list. */
    public BList {
        values = List.copyOf(values);
    }

    @Override
    public String kind() {
        return "a list";
    }
}
