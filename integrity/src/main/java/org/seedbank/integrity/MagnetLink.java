package org.seedbank.integrity;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes magnet links (BEP 9, and BEP 52 for v2). */
final class MagnetLink {

    /** The multihash prefix of a SHA-256 digest: its code and its length. */
    private static final String SHA256_MULTIHASH = "1220";

    private MagnetLink() {}

    static String of(Metainfo torrent) {
        StringBuilder link = new StringBuilder("magnet:?");
        torrent.infoHashV1()
                .ifPresent(hash -> link.append("xt=urn:btih:").append(hash).append('&'));
        torrent.infoHashV2().ifPresent(hash -> link.append("xt=urn:btmh:")
                .append(SHA256_MULTIHASH)
                .append(hash)
                .append('&'));
        link.append("dn=").append(encoded(torrent.name()));
        torrent.trackers().forEach(url -> link.append("&tr=").append(encoded(url)));
        torrent.webSeeds().forEach(url -> link.append("&ws=").append(encoded(url)));
        return link.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
