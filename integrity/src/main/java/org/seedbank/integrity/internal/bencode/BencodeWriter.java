package org.seedbank.integrity.internal.bencode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes values in their one canonical form (BEP 3): keys sorted by their bytes, no leading zeros. */
public final class BencodeWriter {

    private BencodeWriter() {}

    /**
     * The canonical bencode of a value.
     *
     * @throws IllegalArgumentException when a dictionary's keys are not sorted
     */
    public static byte[] write(BValue value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(value, out);
        return out.toByteArray();
    }

    private static void write(BValue value, ByteArrayOutputStream out) {
        if (value instanceof BInteger integer) {
            ascii("i" + integer.value() + "e", out);
        } else if (value instanceof BBytes bytes) {
            bytes(bytes.copy(), out);
        } else if (value instanceof BList list) {
            out.write('l');
            list.values().forEach(each -> write(each, out));
            out.write('e');
        } else if (value instanceof BDict dict) {
            dict(dict, out);
        }
    }

    private static void dict(BDict dict, ByteArrayOutputStream out) {
        if (!dict.isSorted()) {
            throw new IllegalArgumentException("keys out of order: " + dict.keys());
        }
        out.write('d');
        for (int i = 0; i < dict.keys().size(); i++) {
            bytes(dict.keys().get(i).getBytes(StandardCharsets.ISO_8859_1), out);
            write(dict.values().get(i), out);
        }
        out.write('e');
    }

    private static void bytes(byte[] bytes, ByteArrayOutputStream out) {
        ascii(bytes.length + ":", out);
        out.writeBytes(bytes);
    }

    private static void ascii(String text, ByteArrayOutputStream out) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
