package org.seedbank.integrity.torrent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.IntegrityException;

/**
 * A magnet link (BEP 9, and BEP 52 for v2). All but the infohashes is a stranger's text.
 *
 * @param v1 SHA-1 infohash
 * @param v2 SHA-256 infohash; at least one of the two is there
 * @param name what it calls the dataset
 * @param trackers announce URLs
 * @param webSeeds URLs of web seeds
 * @param peers addresses to try; host names are left out
 */
public record Magnet(
        Optional<InfoHash> v1,
        Optional<InfoHash> v2,
        Optional<String> name,
        List<String> trackers,
        List<String> webSeeds,
        List<HostPort> peers) {

    /** Longest link that is read, in characters. */
    public static final int MAX_LENGTH = 64 << 10;

    /** The multihash prefix of a SHA-256 digest: its code and its length. */
    static final String SHA256_MULTIHASH = "1220";

    /** Copies its lists; throws {@link IllegalArgumentException} without an infohash or with one in another's place. */
    public Magnet {
        trackers = List.copyOf(trackers);
        webSeeds = List.copyOf(webSeeds);
        peers = List.copyOf(peers);
        if (v1.isEmpty() && v2.isEmpty()) {
            throw new IllegalArgumentException("a magnet link needs an infohash");
        }
        if (v1.filter(InfoHash::isV2).isPresent()
                || v2.filter(hash -> !hash.isV2()).isPresent()) {
            throw new IllegalArgumentException("an infohash is of another version");
        }
    }

    /**
     * Reads a link. What is not known, such as {@code so} (BEP 53), is passed over.
     *
     * @throws IntegrityException.BadMagnet when it is no magnet link, too long, or has no infohash or several of a kind
     */
    public static Magnet parse(String link) {
        return new MagnetParser().parse(link);
    }

    static Magnet of(Metainfo torrent) {
        return new Magnet(
                torrent.infoHashV1(),
                torrent.infoHashV2(),
                Optional.of(torrent.name()),
                torrent.trackers(),
                torrent.webSeeds(),
                List.of());
    }

    /** The link; {@link #parse} is its inverse. */
    public String text() {
        StringBuilder link = new StringBuilder("magnet:?");
        v1.ifPresent(hash -> link.append("&xt=urn:btih:").append(hash));
        v2.ifPresent(
                hash -> link.append("&xt=urn:btmh:").append(SHA256_MULTIHASH).append(hash));
        name.ifPresent(text -> link.append("&dn=").append(encoded(text)));
        trackers.forEach(url -> link.append("&tr=").append(encoded(url)));
        webSeeds.forEach(url -> link.append("&ws=").append(encoded(url)));
        peers.forEach(peer -> link.append("&x.pe=").append(peer));
        return link.toString().replace("?&", "?");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
