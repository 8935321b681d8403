package org.seedbank.integrity.fixity;

import java.util.Optional;
import org.seedbank.integrity.ContentDigest;

/** The digests of the files of a report, by their place in it. Safe to read from several threads. */
public interface FileDigests {

    /** The published digest of a file; empty when the reference has none. */
    Optional<ContentDigest> expected(int file);

    /** The digest of what is there; empty when it was not computed, or could not be. */
    Optional<ContentDigest> found(int file);
}
