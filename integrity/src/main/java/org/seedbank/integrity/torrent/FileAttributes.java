package org.seedbank.integrity.torrent;

import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeException;

/** The {@code attr} of a file in a torrent (BEP 47), which v1 and v2 write alike. */
final class FileAttributes {

    private FileAttributes() {}

    static boolean isPadding(BDict file) throws BencodeException {
        return has(file, 'p');
    }

    /** A file with a target and without the attribute is a file to libtorrent. */
    static boolean isLink(BDict file) throws BencodeException {
        return has(file, 'l');
    }

    /** The link that a file is. */
    static Links.Written link(DatasetPath path, BDict file, TorrentNames names) throws BencodeException {
        Optional<BValue.BList> target = file.get("symlink path", BValue.BList.class);
        return target.isPresent()
                ? Links.Written.of(path, names.texts(target.get()))
                : Links.Written.of(path, List.of());
    }

    private static boolean has(BDict file, char attribute) throws BencodeException {
        Optional<BBytes> attributes = file.get("attr", BBytes.class);
        return attributes.isPresent() && attributes.get().has((byte) attribute);
    }
}
