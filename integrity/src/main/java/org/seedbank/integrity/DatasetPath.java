package org.seedbank.integrity;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The place of a file inside a dataset: names joined by {@code /}, relative to the dataset's root.
 *
 * <p>Torrents and catalogs are written by strangers, so a path that could lead out of the dataset cannot be built: no
 * empty name, no {@code .} or {@code ..}, no leading or trailing {@code /}, no NUL, no text that UTF-8 cannot hold.
 * Paths sort by the unsigned bytes of their UTF-8 form, which is the order of the manifest.
 *
 * @param text the names joined by {@code /}, 1 to {@value #MAX_BYTES} bytes of UTF-8
 */
public record DatasetPath(String text) implements Comparable<DatasetPath> {

    /** Longest path in bytes of UTF-8: what Linux takes in one system call. */
    public static final int MAX_BYTES = 4096;

    /** Most names in a path: libtorrent reads metainfo nested 100 deep, and a v2 file tree nests once for each name. */
    public static final int MAX_NAMES = 90;

    /** Throws {@link IllegalArgumentException} when the text is not a path that stays inside the dataset. */
    public DatasetPath {
        Objects.requireNonNull(text, "text");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a path inside a dataset cannot be empty");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException("the path '%s' is not valid Unicode".formatted(text));
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("a path inside a dataset is longer than " + MAX_BYTES + " bytes");
        }
        String[] names = text.split("/", -1);
        if (names.length > MAX_NAMES) {
            throw new IllegalArgumentException("a path inside a dataset is more than " + MAX_NAMES + " names deep");
        }
        for (String name : names) {
            checkName(name, text);
        }
    }

    /**
     * A path from its names, as torrents store it.
     *
     * @throws IllegalArgumentException when a name is empty, {@code .}, {@code ..} or holds {@code /} or NUL
     */
    public static DatasetPath ofNames(List<String> names) {
        for (String name : names) {
            if (name.indexOf('/') >= 0) {
                throw new IllegalArgumentException("the name '%s' in a path holds a '/'".formatted(name));
            }
        }
        return new DatasetPath(String.join("/", names));
    }

    private static void checkName(String name, String path) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("the path '%s' has an empty name or starts with '/'".formatted(path));
        }
        if (name.equals(".") || name.equals("..")) {
            throw new IllegalArgumentException("the path '%s' has a name '%s'".formatted(path, name));
        }
        if (name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the path '%s' holds a NUL".formatted(path));
        }
    }

    /** The names from the root down, at least one. */
    public List<String> names() {
        return List.of(text.split("/"));
    }

    /** This path and those of the folders above it, from the top down. */
    List<DatasetPath> andAbove() {
        List<DatasetPath> paths = new ArrayList<>();
        for (int end = text.indexOf('/'); end >= 0; end = text.indexOf('/', end + 1)) {
            paths.add(new DatasetPath(text.substring(0, end)));
        }
        paths.add(this);
        return paths;
    }

    /** Whether this is the other path, or lies below it. */
    boolean isIn(DatasetPath other) {
        return text.startsWith(other.text)
                && (text.length() == other.text.length() || text.charAt(other.text.length()) == '/');
    }

    /**
     * Where this file lies under a folder on this machine.
     *
     * @throws IllegalArgumentException when this system would read the names in another way (a drive letter, a
     *     backslash that separates), so that the result would not lie exactly there
     */
    public Path under(Path root) {
        List<String> names = names();
        Path result = root;
        try {
            for (String name : names) {
                result = result.resolve(name);
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("this system cannot hold the path '%s'".formatted(text), e);
        }
        if (!result.startsWith(root) || result.getNameCount() != root.getNameCount() + names.size()) {
            throw new IllegalArgumentException("the path '%s' leads elsewhere on this system".formatted(text));
        }
        return result;
    }

    @Override
    public int compareTo(DatasetPath other) {
        return Arrays.compareUnsigned(
                text.getBytes(StandardCharsets.UTF_8), other.text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return text;
    }
}
