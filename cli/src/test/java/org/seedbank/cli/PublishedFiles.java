package org.seedbank.cli;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A dataset as it was when it was published.
 *
 * @param digest what names it
 * @param name its own name
 * @param source where it lies
 * @param contents the digest of each file by its path; by the empty path where the dataset is one file
 */
record PublishedFiles(String digest, String name, String source, Map<String, String> contents) {

    private static final String CHOSEN = ".csv";

    /** The path of one of its files in a copy. */
    static String in(String root, String path) {
        return path.isEmpty() ? root : root + "/" + path;
    }

    /** What should be at a path in a copy of it. */
    Optional<String> expected(String root, String path) {
        String inside = path.equals(root) ? "" : path.startsWith(root + "/") ? path.substring(root.length() + 1) : null;
        return Optional.ofNullable(inside).map(contents::get);
    }

    /** Whether the glob of this test chooses any of its files. */
    boolean hasPart() {
        return contents.keySet().stream().anyMatch(PublishedFiles::isChosen);
    }

    private static boolean isChosen(String path) {
        return path.endsWith(CHOSEN);
    }

    /** What a copy should hold, by the paths there. */
    Map<String, String> copyAt(String root, boolean part) {
        Map<String, String> copy = new TreeMap<>();
        contents.forEach((path, content) -> {
            if (!part || isChosen(path)) {
                copy.put(in(root, path), content);
            }
        });
        return copy;
    }

    /** A file that is not what was published; empty of an intact copy. */
    Optional<String> wrongIn(TreeSnapshot snapshot, String root, boolean part) {
        return copyAt(root, part).entrySet().stream()
                .filter(each -> !snapshot.at(each.getKey())
                        .map(TreeSnapshot.Item::content)
                        .equals(Optional.of(each.getValue())))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
