package org.seedbank.node.internal.wire;

import java.util.Base64;
import org.seedbank.integrity.torrent.Metainfo;

/** Torrents as base64 (RFC 4648 section 4). */
final class Torrents {

    private Torrents() {}

    /** Throws what {@link Metainfo#parse} throws, which says what is wrong with the torrent. */
    static Metainfo parse(String base64) {
        return Metainfo.parse(Base64.getDecoder().decode(base64));
    }

    static String text(Metainfo torrent) {
        return Base64.getEncoder().encodeToString(torrent.bytes());
    }
}
