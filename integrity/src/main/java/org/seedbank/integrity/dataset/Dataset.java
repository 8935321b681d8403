package org.seedbank.integrity.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * A file or folder on this machine that is to be published, as a scan found it.
 *
 * @param root the folder or the file, absolute and without links
 * @param name its own name, which becomes the torrent's
 * @param singleFile whether it is one file, not a folder
 * @param files its regular files in the order of torrents (by the bytes of each name on the way down), at least one after a scan
 * @param warnings what a person should know before publishing it; text may hold names from disk
 */
public record Dataset(Path root, String name, boolean singleFile, List<SourceFile> files, List<String> warnings) {

    /** Copies the lists. */
    public Dataset {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /** This dataset with only some of its files. */
    public Dataset only(Predicate<SourceFile> wanted) {
        return new Dataset(root, name, singleFile, files.stream().filter(wanted).toList(), warnings);
    }

    /** The sum of the files' lengths in bytes. */
    public long totalLength() {
        return files.stream().mapToLong(SourceFile::length).sum();
    }
}
