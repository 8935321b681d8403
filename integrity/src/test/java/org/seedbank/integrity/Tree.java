package org.seedbank.integrity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that a test fills with files. */
public final class Tree {

    private final Path root;

    /** The folder, which is there. */
    public Tree(Path root) {
        this.root = root;
    }

    /** The folder itself. */
    public Path root() {
        return root;
    }

    /** The place of a file. */
    public Path at(String path) {
        return root.resolve(path);
    }

    /** Writes a file of this text, and the folders above it. */
    public Tree with(String path, String text) {
        return with(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file of bytes that differ from file to file and from block to block. */
    public Tree with(String path, int length) {
        return with(path, content(path, length));
    }

    /** Writes a file of these bytes, and the folders above it. */
    public Tree with(String path, byte[] bytes) {
        try {
            Files.createDirectories(at(path).getParent());
            Files.write(at(path), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a folder. */
    public Tree withFolder(String path) {
        try {
            Files.createDirectories(at(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The SHA-256 of {@code <path>:0}, of {@code <path>:1} and so on, cut to a length. */
    public static byte[] content(String path, int length) {
        byte[] bytes = new byte[length];
        for (int block = 0; block * Sha256.BYTES < length; block++) {
            byte[] digest = Sha256.newDigest().digest((path + ":" + block).getBytes(StandardCharsets.UTF_8));
            int at = block * Sha256.BYTES;
            System.arraycopy(digest, 0, bytes, at, Math.min(Sha256.BYTES, length - at));
        }
        return bytes;
    }
}
