package org.seedbank.integrity;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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

    /** The order of a torrent's tree: each name sorts by itself, as if the separator were below every other byte. */
    public static final Comparator<DatasetPath> TREE_ORDER = (a, b) -> compare(a.text, b.text, -1);

    /** Throws {@link IllegalArgumentException} when the text is not a path that stays inside the dataset. */
    public DatasetPath {
        Objects.requireNonNull(text, "text");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a path inside a dataset cannot be empty");
        }
        if (utf8Length(text) > MAX_BYTES) {
            throw new IllegalArgumentException("a path inside a dataset is longer than " + MAX_BYTES + " bytes");
        }
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("the path '%s' holds a NUL".formatted(text));
        }
        int names = 0;
        for (int start = 0; start <= text.length(); names++) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            checkName(text, start, end);
            start = end + 1;
        }
        if (names > MAX_NAMES) {
            throw new IllegalArgumentException("a path inside a dataset is more than " + MAX_NAMES + " names deep");
        }
    }

    /** Bytes of the text in UTF-8; a surrogate without its other half has none. */
    private static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new IllegalArgumentException("the path '%s' is not valid Unicode".formatted(text));
            } else {
                bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
            }
        }
        return bytes;
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

    /** Looks at the name between two places of a path without making a text of it: torrents have millions of names. */
    private static void checkName(String path, int start, int end) {
        if (start == end) {
            throw new IllegalArgumentException("the path '%s' has an empty name or starts with '/'".formatted(path));
        }
        if (path.charAt(start) == '.' && (end - start == 1 || (end - start == 2 && path.charAt(start + 1) == '.'))) {
            throw new IllegalArgumentException(
                    "the path '%s' has a name '%s'".formatted(path, path.substring(start, end)));
        }
    }

    /** The names from the root down, at least one. */
    public List<String> names() {
        return List.of(text.split("/"));
    }

    /** This path and those of the folders above it, from the top down. */
    public List<DatasetPath> andAbove() {
        List<DatasetPath> paths = new ArrayList<>();
        for (int end = text.indexOf('/'); end >= 0; end = text.indexOf('/', end + 1)) {
            paths.add(new DatasetPath(text.substring(0, end)));
        }
        paths.add(this);
        return paths;
    }

    /** Tells whether this is the other path, or lies below it. */
    public boolean isIn(DatasetPath other) {
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
        Path result;
        try {
            result = root.resolve(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("this system cannot hold the path '%s'".formatted(text), e);
        }
        long names = 1 + text.chars().filter(c -> c == '/').count();
        if (!result.startsWith(root) || result.getNameCount() != root.getNameCount() + names) {
            throw new IllegalArgumentException("the path '%s' leads elsewhere on this system".formatted(text));
        }
        return result;
    }

    @Override
    public int compareTo(DatasetPath other) {
        return compare(text, other.text, '/');
    }

    private static int compare(String a, String b, int separatorRank) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return Integer.compare(rank(a.charAt(i), separatorRank), rank(b.charAt(i), separatorRank));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    /** UTF-8 sorts as code points do, and those that UTF-16 writes with surrogates are the greatest. */
    private static int rank(char c, int separatorRank) {
        if (c == '/') {
            return separatorRank;
        }
        return Character.isSurrogate(c) ? c + (1 << Character.SIZE) : c;
    }

    @Override
    public String toString() {
        return text;
    }
}
