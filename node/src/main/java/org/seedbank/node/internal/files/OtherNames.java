package org.seedbank.node.internal.files;

import java.nio.file.Path;
import java.util.BitSet;
import org.seedbank.integrity.files.FileStamp;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * Files of a copy that have other names (hard links), as {@code link} makes them: a program that writes to one there
 * changes the copy, and no watch of its folders tells.
 */
public final class OtherNames {

    private OtherNames() {}

    /** Those of these files, by index; asks the disk. */
    public static BitSet of(Metainfo torrent, Path root, BitSet files) {
        BitSet linked = new BitSet();
        files.stream()
                .filter(index -> FileStamp.hasOtherNames(
                        place(torrent, root, torrent.files().get(index))))
                .forEach(linked::set);
        return linked;
    }

    private static Path place(Metainfo torrent, Path root, TorrentFile file) {
        return torrent.isSingleFile() ? root : file.path().under(root);
    }
}
