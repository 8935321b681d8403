package org.seedbank.integrity.torrent;

import java.util.Optional;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Sha256;

/**
 * One file that a torrent describes.
 *
 * @param path its place in the dataset; a torrent of one file has that file's name here
 * @param length its length in bytes
 * @param offset where its first byte lies in the row of all files and their padding that pieces are cut from; with v2
 *     hashes a multiple of the piece length, unless the file is empty
 * @param piecesRoot root of its Merkle tree (BEP 52); absent without v2 hashes and for an empty file
 * @param digest SHA-256 of its bytes; absent in torrents that seedbank did not make
 */
public record TorrentFile(
        DatasetPath path, long length, long offset, Optional<Sha256> piecesRoot, Optional<Sha256> digest) {

    /** The same file under another path. */
    TorrentFile at(DatasetPath other) {
        return new TorrentFile(other, length, offset, piecesRoot, digest);
    }
}
