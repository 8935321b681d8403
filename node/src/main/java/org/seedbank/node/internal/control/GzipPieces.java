package org.seedbank.node.internal.control;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/**
 * One stream of gzip (RFC 1952) made piece by piece, each of which is unpacked as soon as it is there. Keeps some 300 kB, most of it
 * outside the heap, until {@link #end}, however much goes through it. For one thread at a time.
 */
final class GzipPieces {

    private final GZIPOutputStream gzip;

    /** Receives what is packed; another one for each piece, so that the room of a large one is not kept. */
    private ByteArrayOutputStream packed = new ByteArrayOutputStream();

    GzipPieces() {
        try {
            gzip = new GZIPOutputStream(new Receiver(), 512, true);
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    /** Returns a piece packed, to its last byte. */
    byte[] pack(byte[] piece) {
        try {
            gzip.write(piece);
            gzip.flush();
        } catch (IOException e) {
            throw inMemory(e);
        }
        return taken();
    }

    /** Returns what ends the stream, and keeps nothing any more. */
    byte[] end() {
        try {
            gzip.close();
        } catch (IOException e) {
            throw inMemory(e);
        }
        return taken();
    }

    private byte[] taken() {
        byte[] bytes = packed.toByteArray();
        packed = new ByteArrayOutputStream();
        return bytes;
    }

    private static UncheckedIOException inMemory(IOException e) {
        return new UncheckedIOException("memory can be written", e);
    }

    private final class Receiver extends OutputStream {
        @Override
        public void write(int single) {
            packed.write(single);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            packed.write(bytes, offset, length);
        }
    }
}
