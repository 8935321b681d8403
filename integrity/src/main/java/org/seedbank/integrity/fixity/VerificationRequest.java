package org.seedbank.integrity.fixity;

import java.nio.file.Path;
import java.util.Objects;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * Describes what is to be verified, and how thoroughly.
 *
 * @param torrent what the copy is held against
 * @param target the copy: the dataset's folder or file, the folder that holds it under its own name, or a file or
 *     folder of the dataset by itself
 * @param selection which files to verify; the others are not read
 * @param depth what of the torrent is compared
 * @param jobs hashing threads, at least 1
 */
public record VerificationRequest(
        Metainfo torrent, Path target, FileSelection selection, FixityReference.Depth depth, int jobs) {

    /** Throws {@link IllegalArgumentException} when there is no thread to hash with. */
    public VerificationRequest {
        Objects.requireNonNull(torrent, "torrent");
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(selection, "selection");
        Objects.requireNonNull(depth, "depth");
        if (jobs < 1) {
            throw new IllegalArgumentException("hashing needs at least one thread, not " + jobs);
        }
    }

    /** All of a copy in full, hashed by every processor. */
    public static VerificationRequest of(Metainfo torrent, Path target) {
        return new VerificationRequest(
                torrent,
                target,
                FileSelection.ALL,
                FixityReference.Depth.FULL,
                Runtime.getRuntime().availableProcessors());
    }

    /** This request for these files only. */
    public VerificationRequest withSelection(FileSelection changed) {
        return new VerificationRequest(torrent, target, changed, depth, jobs);
    }

    /** This request with more or less of the torrent compared. */
    public VerificationRequest withDepth(FixityReference.Depth changed) {
        return new VerificationRequest(torrent, target, selection, changed, jobs);
    }

    /** This request with so many hashing threads, at least 1. */
    public VerificationRequest withJobs(int changed) {
        return new VerificationRequest(torrent, target, selection, depth, changed);
    }
}
