package org.seedbank.node.desk;

import java.util.List;

/**
 * Some files of a dataset that a catalog lists, in the order of its torrent.
 *
 * @param total how many files it has
 * @param from the number of the first that is told of here, from 0 on
 * @param files at most {@value #MOST}; none where {@code from} is behind the last
 */
public record ListedFiles(int total, int from, List<ListedFile> files) {

    /** Most files that are told of at a time. */
    public static final int MOST = 1_000;

    /** Copies the list. */
    public ListedFiles {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param path its place in the dataset, with {@code /} between its parts: a stranger's text, to be shown with care
     * @param length in bytes
     */
    public record ListedFile(String path, long length) {}
}
