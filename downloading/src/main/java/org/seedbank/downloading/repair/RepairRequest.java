package org.seedbank.downloading.repair;

import java.nio.file.Path;
import java.util.function.Predicate;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.repair.KeptFiles;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * What to repair.
 *
 * @param torrent the dataset's torrent, already held against its catalog entry where it has one
 * @param path the copy: the dataset's folder or file, or the folder that holds it under its own name
 * @param chosen which files to verify and repair; the others are not touched
 * @param jobs hashing threads for the verifications, at least 1
 * @param kept files of which the old form is kept when they are mended
 */
public record RepairRequest(Metainfo torrent, Path path, Predicate<DatasetPath> chosen, int jobs, KeptFiles kept) {

    /** A request that keeps nothing of what is replaced. */
    public RepairRequest(Metainfo torrent, Path path, Predicate<DatasetPath> chosen, int jobs) {
        this(torrent, path, chosen, jobs, KeptFiles.NONE);
    }
}
