package org.seedbank.integrity.bencode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A bencoded dictionary in the order in which it was written.
 *
 * <p>A key is a {@link String} with one character, 0 to 255, for each byte: keys are bytes, not text, and such strings
 * sort as bencode wants it and take one byte a character.
 */
public final class BDict implements BValue {

    private final List<String> keys;
    private final List<BValue> values;

    /** Where it begins in the input that it was read from, or a negative number. */
    private final int position;

    private BDict(List<String> keys, List<BValue> values) {
        this.keys = List.copyOf(keys);
        this.values = List.copyOf(values);
        this.position = -1;
    }

    BDict(ReadKeys keys, ReadValues values, int position) {
        this.keys = keys;
        this.values = values;
        this.position = position;
    }

    /** A dictionary of these values, its keys sorted as the writer wants them. */
    public static BDict of(Map<String, BValue> values) {
        TreeMap<String, BValue> sorted = new TreeMap<>(values);
        return new BDict(new ArrayList<>(sorted.keySet()), new ArrayList<>(sorted.values()));
    }

    /** The key whose bytes are the UTF-8 form of a text. */
    public static String key(String text) {
        return key(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The key with these bytes. */
    public static String key(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The bytes of a key. */
    public static BBytes bytes(String key) {
        return BBytes.of(key.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The keys in the order in which they were written. */
    public List<String> keys() {
        return keys;
    }

    /** The values, in the order of the keys. */
    public List<BValue> values() {
        return values;
    }

    /** Tells whether every key is greater than the one before it, as BEP 3 asks. */
    public boolean isSorted() {
        return !(keys instanceof ReadKeys read) || read.isSorted();
    }

    /** The value of a key, if there is one; of several the first. */
    public Optional<BValue> get(String key) {
        int at = keys instanceof ReadKeys read
                ? read.find(key.getBytes(StandardCharsets.ISO_8859_1))
                : Collections.binarySearch(keys, key);
        return at < 0 ? Optional.empty() : Optional.of(values.get(at));
    }

    /**
     * A walk through this dictionary, which was read.
     *
     * @throws IllegalStateException when it was not read but made
     */
    public DictCursor cursor() {
        if (!(values instanceof ReadValues read)) {
            throw new IllegalStateException("this dictionary was not read");
        }
        return new DictCursor(read.input(), position);
    }

    /** The value of a key where it is there. Another kind of value there is an error. */
    public <T extends BValue> Optional<T> get(String key, Class<T> kind) throws BencodeException {
        Optional<BValue> value = get(key);
        if (value.isPresent() && !kind.isInstance(value.get())) {
            throw new BencodeException("'%s' is %s".formatted(key, value.get().kind()));
        }
        return value.map(kind::cast);
    }

    /** The value of a key that must be there. */
    public <T extends BValue> T require(String key, Class<T> kind) throws BencodeException {
        return get(key, kind).orElseThrow(() -> new BencodeException("'%s' is missing".formatted(key)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BDict that && keys.equals(that.keys) && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(keys, values);
    }

    @Override
    public String kind() {
        return "a dictionary";
    }

    @Override
    public String toString() {
        return "dictionary of " + keys;
    }
}
