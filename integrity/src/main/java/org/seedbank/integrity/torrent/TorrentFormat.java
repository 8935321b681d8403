package org.seedbank.integrity.torrent;

/** Which hashes a torrent carries. */
public enum TorrentFormat {
    /** SHA-1 pieces over all files in a row (BEP 3). */
    V1,
    /** A SHA-256 Merkle tree for each file (BEP 52). */
    V2,
    /** Both, over the same files, each padded to a whole piece (BEP 47, BEP 52). */
    HYBRID;

    /** Tells whether there are SHA-1 pieces. */
    public boolean hasV1() {
        return this != V2;
    }

    /** Tells whether there are Merkle trees. */
    public boolean hasV2() {
        return this != V1;
    }
}
