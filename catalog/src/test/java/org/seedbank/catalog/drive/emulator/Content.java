package org.seedbank.catalog.drive.emulator;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The bytes of a file. Digests are computed when somebody asks for them. */
final class Content {

    private static final byte[] ZEROS = new byte[1 << 16];

    private final byte[] bytes;
    private final long size;

    /** Guarded by itself. */
    private final Map<String, String> digests = new HashMap<>(4);

    private Content(byte[] bytes, long size) {
        this.bytes = bytes;
        this.size = size;
    }

    static Content of(byte[] bytes) {
        return new Content(bytes, bytes.length);
    }

    /** Zeros that take no memory; no digest is known of them. */
    static Content zeros(long size) {
        return new Content(null, size);
    }

    long size() {
        return size;
    }

    byte[] bytes() {
        if (bytes == null) {
            throw new IllegalStateException("these zeros are not in memory");
        }
        return bytes.clone();
    }

    void writeTo(OutputStream out, long from, long length) throws IOException {
        if (bytes != null) {
            out.write(bytes, (int) from, (int) length);
            return;
        }
        for (long left = length; left > 0; left -= ZEROS.length) {
            out.write(ZEROS, 0, (int) Math.min(left, ZEROS.length));
        }
    }

    /** The digest in hex, or null if it is not known. */
    String digest(String algorithm) {
        if (bytes == null) {
            return null;
        }
        synchronized (digests) {
            return digests.computeIfAbsent(algorithm, this::compute);
        }
    }

    private String compute(String algorithm) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
