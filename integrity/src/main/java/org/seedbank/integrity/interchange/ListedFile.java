package org.seedbank.integrity.interchange;

import java.util.Comparator;
import java.util.Map;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.fixity.FileFinding;

/**
 * A file with digests of its bytes, as it was read or as a list tells of it.
 *
 * @param path its place in the folder that the list is about
 * @param length its length in bytes, or {@link FileFinding#UNKNOWN_LENGTH} where a list does not tell
 * @param digests at least one
 */
record ListedFile(DatasetPath path, long length, Map<DigestAlgorithm, ContentDigest> digests) {

    /** Copies the digests. */
    ListedFile {
        digests = Map.copyOf(digests);
        if (digests.isEmpty()) {
            throw new IllegalArgumentException("the file '%s' has no digest".formatted(path));
        }
    }

    /** The digest that is hardest to forge. */
    ContentDigest strongest() {
        return digests.values().stream()
                .max(Comparator.comparing(ContentDigest::algorithm))
                .orElseThrow();
    }
}
