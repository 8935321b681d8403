package org.seedbank.node.detail;

import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.Sha256;

/**
 * Some files of a dataset, as they are at one moment, in the order of its torrent.
 *
 * @param total how many files it has
 * @param from the number of the first that is told of here, from 0 on
 * @param files at most {@value #MOST}; none where {@code from} is behind the last
 */
public record DatasetFiles(int total, int from, List<FileView> files) {

    /** Most files that are told of at a time. */
    public static final int MOST = 1_000;

    /** Copies the list. */
    public DatasetFiles {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param path its place in the dataset, with {@code /} between its parts: a stranger's text, to be shown with care
     * @param length in bytes, as published
     * @param bytes how many bytes of it are here and are right, as far as anybody has looked; absent where nobody has
     * @param verdict what is said of it
     * @param sha256 of its bytes, as published; absent where its torrent does not tell
     */
    public record FileView(
            String path, long length, Optional<Long> bytes, FileVerdict verdict, Optional<Sha256> sha256) {}
}
