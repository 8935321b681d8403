package org.seedbank.integrity.bencode;

/**
 * Walks through nested dictionaries that were read, from the first entry to the last: each byte is looked at once, however deep
 * they are, and nothing is kept of what was passed. For one thread.
 */
public final class DictCursor {

    private final byte[] input;

    /** At a key, or at the end of the dictionary; behind {@link #next} at the key's value. */
    private int at;

    DictCursor(byte[] input, int dict) {
        this.input = input;
        this.at = dict + 1;
    }

    /** Tells whether the dictionary that it is in has no more entries. */
    public boolean atEnd() {
        return input[at] == 'e';
    }

    /** Goes to the next entry's value and returns its key. One of {@link #enter} and {@link #value} follows. */
    public BBytes next() {
        BBytes key = (BBytes) ReadValues.at(input, at);
        at = ReadValues.end(input, at);
        return key;
    }

    /** Tells whether the value that it is at is a dictionary. */
    public boolean isDict() {
        return input[at] == 'd';
    }

    /** Tells whether the value that it is at is a dictionary whose first key has no bytes. */
    public boolean isDictFromEmptyKey() {
        return isDict() && input[at + 1] == '0';
    }

    /** Goes into the dictionary that it is at. */
    public void enter() {
        at++;
    }

    /** Goes behind the dictionary at whose end it is. */
    public void leave() {
        at++;
    }

    /** Returns the value that it is at, and goes behind it. */
    public BValue value() {
        BValue value = ReadValues.at(input, at);
        at = ReadValues.end(input, at);
        return value;
    }
}
