package org.seedbank.integrity.bencode;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * Writes values in their one canonical form (BEP 3): keys sorted by their bytes, no leading zeros. Values are written
 * one after the other, so that a large torrent need not be held as objects first. For one thread.
 */
public final class BencodeWriter {

    /** Stands for an open list, which has no keys. */
    private static final byte[] LIST = new byte[0];

    /** Stands for a dictionary that has no key yet. */
    private static final byte[] NO_KEY = new byte[0];

    private final Buffer out;

    /** Holds what is open, innermost first: a dictionary as its last key. */
    private final Deque<byte[]> open = new ArrayDeque<>();

    /** A writer that has nothing yet. */
    public BencodeWriter() {
        this(new Buffer());
    }

    private BencodeWriter(Buffer out) {
        this.out = out;
    }

    /**
     * What is written, in an array of just its length: a large torrent is there once, where a growing one is there up to
     * three times.
     *
     * @param content writes; it is asked twice, first only to be counted, and must write the same
     */
    public static byte[] exactly(Consumer<BencodeWriter> content) {
        Counter counter = new Counter();
        content.accept(new BencodeWriter(counter));
        Buffer out = new Buffer(Math.toIntExact(counter.length));
        content.accept(new BencodeWriter(out));
        return out.whole();
    }

    /** The canonical bencode of a value. */
    public static byte[] write(BValue value) {
        BencodeWriter writer = new BencodeWriter();
        writer.value(value);
        return writer.toByteArray();
    }

    /** Writes a value with all that is in it. */
    public BencodeWriter value(BValue value) {
        if (value instanceof BValue.BInteger integer) {
            integer(integer.value());
        } else if (value instanceof BBytes bytes) {
            bytes(bytes.copy());
        } else if (value instanceof BValue.BList list) {
            beginList();
            list.values().forEach(this::value);
            end();
        } else if (value instanceof BDict dict) {
            beginDict();
            for (int i = 0; i < dict.keys().size(); i++) {
                key(dict.keys().get(i).getBytes(StandardCharsets.ISO_8859_1));
                value(dict.values().get(i));
            }
            end();
        }
        return this;
    }

    /** Writes an integer. */
    public BencodeWriter integer(long value) {
        ascii("i" + value + "e");
        return this;
    }

    /** Writes a byte string. */
    public BencodeWriter bytes(byte[] bytes) {
        ascii(bytes.length + ":");
        out.writeBytes(bytes);
        return this;
    }

    /** Writes the UTF-8 form of a text. */
    public BencodeWriter text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a value that is bencode already. */
    public BencodeWriter encoded(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    /** Writes what stands in a buffer over an array and is bencode already. */
    public BencodeWriter encoded(ByteBuffer value) {
        out.write(value.array(), value.arrayOffset() + value.position(), value.remaining());
        return this;
    }

    /** Begins a list. */
    public BencodeWriter beginList() {
        out.write('l');
        open.push(LIST);
        return this;
    }

    /** Begins a dictionary. */
    public BencodeWriter beginDict() {
        out.write('d');
        open.push(NO_KEY);
        return this;
    }

    /** Writes a key of text. */
    public BencodeWriter key(String text) {
        return key(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes a key of the innermost dictionary; its value follows.
     *
     * @throws IllegalArgumentException when it does not sort behind the key before it
     */
    @SuppressWarnings("ReferenceEquality") // the empty key is not the same as none
    public BencodeWriter key(byte[] key) {
        byte[] before = open.pop();
        if (before != NO_KEY && Arrays.compareUnsigned(before, key) >= 0) {
            throw new IllegalArgumentException("keys out of order: '%s' behind '%s'"
                    .formatted(new String(key, StandardCharsets.UTF_8), new String(before, StandardCharsets.UTF_8)));
        }
        open.push(key);
        return bytes(key);
    }

    /** Ends the innermost list or dictionary. */
    public BencodeWriter end() {
        open.pop();
        out.write('e');
        return this;
    }

    /** Returns what has been written. */
    public byte[] toByteArray() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("a list or dictionary has not been ended");
        }
        return out.toByteArray();
    }

    private void ascii(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Bytes that were written. */
    private static class Buffer extends ByteArrayOutputStream {

        Buffer() {}

        Buffer(int length) {
            super(length);
        }

        byte[] whole() {
            return count == buf.length ? buf : toByteArray();
        }
    }

    /** Counts what is written. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // a writer is for one thread
    private static final class Counter extends Buffer {

        private long length;

        @Override
        public synchronized void write(int value) {
            length++;
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int count) {
            length += count;
        }

        @Override
        public void writeBytes(byte[] bytes) {
            length += bytes.length;
        }
    }
}
