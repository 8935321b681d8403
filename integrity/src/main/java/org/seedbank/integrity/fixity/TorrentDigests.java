package org.seedbank.integrity.fixity;

import java.util.BitSet;
import java.util.Optional;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.internal.hashing.HashResult;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * The SHA-256 digests of a torrent's files beside those of a copy; where a torrent has none, the strongest of those that
 * it states.
 *
 * @param whole the files whose every byte was hashed, and no other; not changed any more
 */
record TorrentDigests(Metainfo torrent, HashResult result, BitSet whole) implements FileDigests {

    @Override
    public Optional<ContentDigest> expected(int file) {
        return torrent.files()
                .get(file)
                .digest()
                .<ContentDigest>map(digest -> digest)
                .or(() -> new StatedDigests(torrent).strongest(file));
    }

    @Override
    public Optional<ContentDigest> found(int file) {
        return whole.get(file)
                ? expected(file).map(digest -> StatedDigests.found(result, digest.algorithm(), file))
                : Optional.empty();
    }
}
