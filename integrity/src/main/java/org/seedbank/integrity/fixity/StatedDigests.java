package org.seedbank.integrity.fixity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.binary.Hex;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.internal.hashing.HashResult;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * Digests that whoever made a torrent wrote beside its files, as the Internet Archive does. They are bound to the
 * infohash like the pieces, and nothing holds them together: where pieces prove other bytes, the torrent contradicts
 * itself.
 */
final class StatedDigests {

    private final Metainfo torrent;

    StatedDigests(Metainfo torrent) {
        this.torrent = torrent;
    }

    /** Every algorithm that some file has a digest of. */
    Set<DigestAlgorithm> algorithms() {
        Set<DigestAlgorithm> algorithms = EnumSet.noneOf(DigestAlgorithm.class);
        for (int i = 0; torrent.statesDigests() && i < torrent.files().size(); i++) {
            torrent.statedDigests(i).forEach(digest -> algorithms.add(digest.algorithm()));
        }
        return algorithms;
    }

    /** The digest of a file that is hardest to forge. */
    Optional<ContentDigest> strongest(int file) {
        return torrent.statesDigests()
                ? torrent.statedDigests(file).stream().max(Comparator.comparing(ContentDigest::algorithm))
                : Optional.empty();
    }

    /** The same digest of what was read of a file. */
    static ContentDigest found(HashResult result, DigestAlgorithm algorithm, int file) {
        return ContentDigest.of(algorithm, Hex.encodeHexString(result.fileDigest(algorithm, file)));
    }

    /** Those digests of a file that was read whole which are not those of its bytes. */
    List<ContentDigest> wrong(HashResult result, int file) {
        List<ContentDigest> wrong = new ArrayList<>();
        for (ContentDigest stated : torrent.statedDigests(file)) {
            if (!found(result, stated.algorithm(), file).equals(stated)) {
                wrong.add(stated);
            }
        }
        wrong.sort(Comparator.comparing(ContentDigest::algorithm));
        return wrong;
    }

    /** Tells whether a file was read whole and has digests that are as good as v1 pieces, and all of them agree. */
    boolean prove(HashResult result, int file) {
        return strongest(file)
                        .filter(digest -> digest.algorithm().compareTo(DigestAlgorithm.SHA1) >= 0)
                        .isPresent()
                && wrong(result, file).isEmpty();
    }
}
