package org.seedbank.integrity.bencode;

/**
 * A bencoded integer.
 *
 * @param value its value; numbers beyond 64 bits are refused by the reader
 */
public record BInteger(long value) implements BValue {
    @Override
    public String kind() {
        return "an integer";
    }
}
