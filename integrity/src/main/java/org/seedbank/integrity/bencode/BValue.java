package org.seedbank.integrity.bencode;

import java.util.List;

/** A bencoded value. */
public sealed interface BValue permits BValue.BInteger, BBytes, BValue.BList, BDict {

    /** The word for this kind of value in a message. */
    String kind();

    /**
     * A bencoded integer.
     *
     * @param value its value; numbers beyond 64 bits are refused by the reader
     */
    record BInteger(long value) implements BValue {
        @Override
        public String kind() {
            return "an integer";
        }
    }

    /**
     * A bencoded list.
     *
     * @param values the values in order
     */
    record BList(List<BValue> values) implements BValue {

        /** Copies the list, unless it is a view of what was read, which does not change. */
        public BList {
            values = values instanceof ReadValues ? values : List.copyOf(values);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }
}
