package org.seedbank.integrity.torrent;

import java.util.ArrayList;
import java.util.List;
import org.seedbank.integrity.bencode.BencodeException;

/**
 * The files of one half of a torrent.
 *
 * @param files without padding, in the torrent's order
 * @param singleFile whether the dataset is one file, not a folder
 * @param rowLength bytes in the row of files and padding
 */
record FileList(List<TorrentFile> files, boolean singleFile, long rowLength) {

    /** Largest sum of lengths that is believed; it keeps arithmetic on offsets far from overflow. */
    static final long LARGEST_TOTAL = 1L << 60;

    /** The v2 list of a hybrid torrent with the offsets of its v1 list, when both describe the same files. */
    FileList mergedWith(FileList v1, int pieceLength) throws BencodeException {
        if (files.size() != v1.files().size()) {
            throw new BencodeException("its v1 half has %d files and its v2 half %d"
                    .formatted(v1.files().size(), files.size()));
        }
        List<TorrentFile> merged = new ArrayList<>(files.size());
        for (int i = 0; i < files.size(); i++) {
            merged.add(merge(v1.files().get(i), files.get(i), pieceLength));
        }
        return new FileList(merged, v1.singleFile(), v1.rowLength());
    }

    private static TorrentFile merge(TorrentFile v1, TorrentFile v2, int pieceLength) throws BencodeException {
        if (!v1.path().equals(v2.path()) || v1.length() != v2.length()) {
            throw new BencodeException("its v1 half has '%s' (%d bytes) where its v2 half has '%s' (%d bytes)"
                    .formatted(v1.path(), v1.length(), v2.path(), v2.length()));
        }
        if (v1.length() > 0 && v1.offset() % pieceLength != 0) {
            throw new BencodeException("the file '%s' of a hybrid torrent does not begin a piece".formatted(v1.path()));
        }
        return new TorrentFile(v1.path(), v1.length(), v1.offset(), v2.piecesRoot(), v1.digest());
    }
}
