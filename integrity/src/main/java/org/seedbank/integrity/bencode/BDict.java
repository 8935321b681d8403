package org.seedbank.integrity.bencode;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
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

    /** Dictionaries below this size are searched from the front; torrents have many tiny ones and few large. */
    private static final int INDEX_FROM = 16;

    private final List<String> keys;
    private final List<BValue> values;

    /** Made when it is first needed, perhaps by several threads, all of them alike. */
    private Map<String, Integer> index;

    BDict(List<String> keys, List<BValue> values) {
        this.keys = List.copyOf(keys);
        this.values = values instanceof ReadValues ? values : List.copyOf(values);
    }

    private Map<String, Integer> index() {
        Map<String, Integer> made = index;
        if (made == null) {
            Map<String, Integer> places = new HashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                places.put(keys.get(i), i);
            }
            made = Collections.unmodifiableMap(places);
            index = made;
        }
        return made;
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

    /** The text whose UTF-8 form is a key. */
    public static String text(String key) throws BencodeException {
        try {
            return BBytes.of(key.getBytes(StandardCharsets.ISO_8859_1)).text();
        } catch (BencodeException e) {
            throw new BencodeException("the name '%s' in it is not valid UTF-8".formatted(key), e);
        }
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
        for (int i = 1; i < keys.size(); i++) {
            if (keys.get(i - 1).compareTo(keys.get(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** The value of a key, if there is one. */
    public Optional<BValue> get(String key) {
        int at = keys.size() < INDEX_FROM ? keys.indexOf(key) : index().getOrDefault(key, -1);
        return at < 0 ? Optional.empty() : Optional.of(values.get(at));
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
