package org.seedbank.integrity.torrent;

import java.util.ArrayList;
import java.util.List;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.bencode.BencodeException;

/**
 * The files of one half of a torrent.
 *
 * @param files without padding, in the torrent's order
 * @param links symbolic links as they are written
 * @param singleFile whether the dataset is one file, not a folder
 * @param rowLength bytes in the row of files and padding
 * @param facts what is said of files beside their length
 */
record FileList(
        List<TorrentFile> files, List<Links.Written> links, boolean singleFile, long rowLength, StatedFacts facts) {

    /** Largest sum of lengths that is believed; it keeps arithmetic on offsets far from overflow. */
    static final long LARGEST_TOTAL = 1L << 60;

    /** Counts the path of the file that is read behind these. */
    static DatasetPath counted(DatasetPath path, PathMemory memory, List<TorrentFile> before) throws BencodeException {
        if (before.size() == Metainfo.MAX_FILES) {
            throw new BencodeException("it has more than %d files".formatted(Metainfo.MAX_FILES));
        }
        if (!memory.take(path)) {
            throw new BencodeException("its paths have more than %d characters".formatted(PathMemory.MAX));
        }
        return path;
    }

    /** The v2 list of a hybrid torrent with the offsets of its v1 list, when both describe the same files. */
    FileList mergedWith(FileList v1, int pieceLength) throws BencodeException {
        if (files.size() != v1.files().size()) {
            throw new BencodeException("its v1 half has %d files and its v2 half %d"
                    .formatted(v1.files().size(), files.size()));
        }
        if (!links.equals(v1.links())) {
            throw new BencodeException("its v1 half and its v2 half have different symbolic links");
        }
        List<TorrentFile> merged = new ArrayList<>(files.size());
        for (int i = 0; i < files.size(); i++) {
            merged.add(merge(v1.files().get(i), files.get(i), pieceLength));
        }
        return new FileList(merged, links, v1.singleFile(), v1.rowLength(), v1.facts());
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
