package org.seedbank.integrity.fixity;

import java.util.Optional;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;

/** Reference that a copy was held against. */
public sealed interface FixityReference {

    /** Tells whether the digest of each file was compared, alone or beside the pieces. */
    boolean checkedFileDigests();

    /** How much of the reference was compared. */
    enum Depth {
        /** Pieces or Merkle trees, and the digest of each file where the reference has them. */
        FULL,
        /** Pieces or Merkle trees alone: every byte once. */
        PIECES
    }

    /**
     * A torrent.
     *
     * @param depth what of it was compared
     */
    record OfTorrent(Metainfo torrent, Depth depth) implements FixityReference {

        @Override
        public boolean checkedFileDigests() {
            return depth == Depth.FULL && torrent.datasetDigest().isPresent();
        }
    }

    /**
     * A list of digests.
     *
     * @param name what the list is called, such as {@code SHA256SUMS}
     * @param format what it is written in, such as {@code sha256sum} or {@code BagIt 1.0}
     * @param digest the digest of the list's own bytes
     * @param signature what is known of its signature; empty when it has none
     */
    record OfList(String name, String format, Sha256 digest, Optional<Signature> signature) implements FixityReference {

        /** A list without a signature. */
        public OfList(String name, String format, Sha256 digest) {
            this(name, format, digest, Optional.empty());
        }

        @Override
        public boolean checkedFileDigests() {
            return true;
        }
    }

    /**
     * Describes what is known of a list's signature. One that is bad is none of these: such a list is refused.
     *
     * @param isGood whether it was checked and found good
     * @param key the fingerprint or the id of the key that made it, if that is known
     * @param signer the first name on the key, if the key is known; a stranger's text
     */
    record Signature(boolean isGood, Optional<String> key, Optional<String> signer) {}
}
