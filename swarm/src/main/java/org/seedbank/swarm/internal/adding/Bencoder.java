package org.seedbank.swarm.internal.adding;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;

/**
 * Writes bencode (BEP 3). libtorrent is given names and paths in this form because the binding's own strings go through
 * Java's modified UTF-8, which breaks every name with a character outside the basic plane.
 */
public final class Bencoder {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Bencoder() {}

    /**
     * A dictionary of byte strings, texts, integers, lists and dictionaries, and of buffers over arrays with what is
     * bencoded already. The keys are ASCII.
     */
    public static byte[] encode(SortedMap<String, ?> dictionary) {
        Bencoder encoder = new Bencoder();
        encoder.value(dictionary);
        return encoder.out.toByteArray();
    }

    private void value(Object value) {
        if (value instanceof byte[] bytes) {
            string(bytes);
        } else if (value instanceof ByteBuffer bencoded) {
            out.write(bencoded.array(), bencoded.arrayOffset() + bencoded.position(), bencoded.remaining());
        } else if (value instanceof String text) {
            string(text.getBytes(StandardCharsets.UTF_8));
        } else if (value instanceof Integer number) {
            ascii("i" + number + "e");
        } else if (value instanceof List<?> list) {
            ascii("l");
            list.forEach(this::value);
            ascii("e");
        } else if (value instanceof SortedMap<?, ?> map) {
            ascii("d");
            map.forEach((key, entry) -> {
                value(key);
                value(entry);
            });
            ascii("e");
        } else {
            throw new IllegalArgumentException("bencode has no " + value.getClass());
        }
    }

    private void string(byte[] bytes) {
        ascii(bytes.length + ":");
        out.writeBytes(bytes);
    }

    private void ascii(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
