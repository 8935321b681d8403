package org.seedbank.integrity.interchange;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
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

    /** Memory that a file takes until it is verified, beside its path, with room for what else is needed. */
    private static final int BYTES_EACH = 520;

    /** Memory that a character of a path takes: in the path, in its place on the disk, and as both are looked up. */
    private static final int BYTES_PER_CHARACTER = 4;

    /** Memory of this process that is left for files. */
    private long room;

    private final Map<DatasetPath, ListedFile> files = new LinkedHashMap<>();
    private final Set<DatasetPath> backslashed = new HashSet<>();
    private final Set<DigestAlgorithm> algorithms = EnumSet.noneOf(DigestAlgorithm.class);

    /** No files yet, and as many to come as memory holds. */
    ListedFiles() {
        this(Runtime.getRuntime().maxMemory() / 10 * 9);
    }

    /** No files yet, and as many to come as so many bytes of memory hold. */
    ListedFiles(long room) {
        this.room = room;
    }

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
        if (before == null) {
            room -= BYTES_EACH + (long) BYTES_PER_CHARACTER * file.path().text().length();
        }
        if (files.size() > MAX_FILES || room < 0) {
            throw new TooMany(files.size());
        }
    }

    /** More files than are read, or than the memory of this process holds. */
    static final class TooMany extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        TooMany(int files) {
            super("these are more files than the memory that Java was given holds, or more than %d: it holds %d of them"
                    .formatted(MAX_FILES, files - 1));
        }
    }

    /** Adds what a line says in whose name a backslash may separate folders, as on Windows. */
    void addUnescaped(ListedFile file) {
        add(file);
        if (file.path().text().indexOf('\\') >= 0) {
            backslashed.add(file.path());
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

    /** Paths with a backslash that nothing says to be part of a name. */
    Set<DatasetPath> backslashed() {
        return Set.copyOf(backslashed);
    }

    int count() {
        return files.size();
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    List<ListedFile> all() {
        return List.copyOf(files.values());
    }

    /** Every algorithm that some file has a digest of. */
    Set<DigestAlgorithm> algorithms() {
        Set<DigestAlgorithm> copy = EnumSet.noneOf(DigestAlgorithm.class);
        copy.addAll(algorithms);
        return copy;
    }
}
