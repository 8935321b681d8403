package org.seedbank.integrity.torrent;

import java.util.Optional;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BencodeException;

/** The {@code attr} of a file in a torrent (BEP 47), which v1 and v2 write alike. */
final class FileAttributes {

    private FileAttributes() {}

    static boolean isPadding(BDict file) throws BencodeException {
        return has(file, 'p');
    }

    /** A link has an attribute and a target; one of them is enough for a client to make it. */
    static boolean isLink(BDict file) throws BencodeException {
        return has(file, 'l') || file.get("symlink path").isPresent();
    }

    static BencodeException refusedLink(String path) {
        return new BencodeException("'%s' is a symbolic link, which could lead out of the dataset".formatted(path));
    }

    private static boolean has(BDict file, char attribute) throws BencodeException {
        Optional<BBytes> attributes = file.get("attr", BBytes.class);
        return attributes.isPresent() && attributes.get().text().indexOf(attribute) >= 0;
    }
}
