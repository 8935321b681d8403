package org.seedbank.integrity.interchange;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.fixity.FileFinding;

/** The files that one or several lists tell of, in the order in which they were first named. For one thread. */
final class ListedFiles {

    /** Most files in all lists together. */
    static final int MAX_FILES = 5_000_000;

    private final Map<DatasetPath, ListedFile> files = new LinkedHashMap<>();
    private final Set<DigestAlgorithm> algorithms = EnumSet.noneOf(DigestAlgorithm.class);

    /**
     * Adds what a line says.
     *
     * @throws IllegalArgumentException when an earlier line says otherwise, or there are too many
     */
    void add(ListedFile file) {
        algorithms.addAll(file.digests().keySet());
        ListedFile before = files.putIfAbsent(file.path(), file);
        if (before != null && !before.equals(file)) {
            files.put(file.path(), joined(before, file));
        }
        if (files.size() > MAX_FILES) {
            throw new IllegalArgumentException("there are more than %d files".formatted(MAX_FILES));
        }
    }

    private static ListedFile joined(ListedFile before, ListedFile now) {
        Map<DigestAlgorithm, ContentDigest> digests = new EnumMap<>(before.digests());
        now.digests().forEach((algorithm, digest) -> {
            ContentDigest other = digests.putIfAbsent(algorithm, digest);
            if (other != null && !other.equals(digest)) {
                throw new IllegalArgumentException("an earlier line has another digest for '%s'".formatted(now.path()));
            }
        });
        boolean known = before.length() != FileFinding.UNKNOWN_LENGTH;
        if (known && now.length() != FileFinding.UNKNOWN_LENGTH && before.length() != now.length()) {
            throw new IllegalArgumentException("an earlier line has another length for '%s'".formatted(now.path()));
        }
        return new ListedFile(now.path(), known ? before.length() : now.length(), digests);
    }

    boolean contains(DatasetPath path) {
        return files.containsKey(path);
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    List<ListedFile> all() {
        return List.copyOf(files.values());
    }

    /** Every algorithm that some file has a digest of. */
    Set<DigestAlgorithm> algorithms() {
        return EnumSet.copyOf(algorithms);
    }
}
