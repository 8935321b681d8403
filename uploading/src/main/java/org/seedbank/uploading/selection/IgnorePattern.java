package org.seedbank.uploading.selection;

import java.util.Optional;

/**
 * One line of a file in gitignore's syntax.
 *
 * @param glob what it matches
 * @param negated whether it takes back in what an earlier line left out
 * @param foldersOnly whether it is about folders alone
 * @param anywhere whether it is held against the last name in every folder, and not against the whole path
 */
record IgnorePattern(Glob glob, boolean negated, boolean foldersOnly, boolean anywhere) {

    /** Reads a line; nothing where it is blank, a comment, or can match nothing. */
    static Optional<IgnorePattern> parse(String line) {
        String text = withoutTrailingBlanks(line);
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        boolean negated = text.startsWith("!");
        return of(negated ? text.substring(1) : text, negated, false);
    }

    /** Reads a pattern that stands by itself: without comments and negation. */
    static Optional<IgnorePattern> ofGlob(String glob) {
        return of(glob, false, true);
    }

    private static Optional<IgnorePattern> of(String text, boolean negated, boolean crossing) {
        boolean foldersOnly = text.endsWith("/");
        String pattern = foldersOnly ? text.substring(0, text.length() - 1) : text;
        boolean anywhere = pattern.indexOf('/') < 0;
        String glob = pattern.startsWith("/") ? pattern.substring(1) : pattern;
        return glob.isEmpty()
                ? Optional.empty()
                : Glob.compile(glob, crossing)
                        .map(compiled -> new IgnorePattern(compiled, negated, foldersOnly, anywhere));
    }

    /** Blanks at the end count only behind a backslash. */
    private static String withoutTrailingBlanks(String line) {
        int end = 0;
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) == '\\') {
                i++;
                end = Math.min(i + 1, line.length());
            } else if (line.charAt(i) != ' ') {
                end = i + 1;
            }
        }
        return line.substring(0, end);
    }

    /**
     * Holds it against something.
     *
     * @param path its path below the folder that the pattern is about
     */
    boolean matches(String path, boolean folder) {
        if (foldersOnly && !folder) {
            return false;
        }
        return glob.matches(anywhere ? path.substring(path.lastIndexOf('/') + 1) : path);
    }
}
