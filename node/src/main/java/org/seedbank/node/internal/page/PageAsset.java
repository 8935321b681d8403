package org.seedbank.node.internal.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.seedbank.integrity.Sha256;

/** One document of the page, as it is and compressed. Its arrays are its own; who gets them leaves them as they are. */
public final class PageAsset {

    private final String type;
    private final byte[] bytes;
    private final byte[] compressed;
    private final String tag;

    PageAsset(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
        this.compressed = gzip(bytes);
        this.tag = "W/\"%.32s\""
                .formatted(Sha256.of(Sha256.newDigest().digest(bytes)).hex());
    }

    /** Its media type. */
    public String type() {
        return type;
    }

    /** As it is. */
    public byte[] bytes() {
        return bytes;
    }

    /** By gzip (RFC 1952). */
    public byte[] compressed() {
        return compressed;
    }

    /** A tag that changes with the content (RFC 9110, {@code ETag}), weak because it is that of both forms. */
    public String tag() {
        return tag;
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written", e);
        }
        return out.toByteArray();
    }
}
