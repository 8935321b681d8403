package org.seedbank.downloading.repair;

import java.nio.file.Path;
import java.util.function.Predicate;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.repair.KeptFiles;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * A request to repair a copy.
 *
 * @param torrent the dataset's torrent, already held against its catalog entry where it has one
 * @param path the copy: the dataset's folder or file, or the folder that holds it under its own name
 * @param chosen which files to verify and repair; the others are not touched
 * @param jobs hashing threads for the verifications, at least 1
 * @param kept files of which the old form is kept when they are mended
 */
public record RepairRequest(Metainfo torrent, Path path, Predicate<DatasetPath> chosen, int jobs, KeptFiles kept) {

    /** All of a copy, hashed by every processor; nothing of what is replaced is kept. */
    public static RepairRequest of(Metainfo torrent, Path path) {
        return new RepairRequest(
                torrent, path, each -> true, Runtime.getRuntime().availableProcessors(), KeptFiles.NONE);
    }

    /** This request for these files only. */
    public RepairRequest withChosen(Predicate<DatasetPath> changed) {
        return new RepairRequest(torrent, path, changed, jobs, kept);
    }

    /** This request with so many hashing threads, at least 1. */
    public RepairRequest withJobs(int changed) {
        return new RepairRequest(torrent, path, chosen, changed, kept);
    }

    /** This request where the old form of these files is kept. */
    public RepairRequest withKept(KeptFiles changed) {
        return new RepairRequest(torrent, path, chosen, jobs, changed);
    }
}
