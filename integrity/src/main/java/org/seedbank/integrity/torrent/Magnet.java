package org.seedbank.integrity.torrent;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.IntegrityException;

/**
 * A magnet link (BEP 9, BEP 52 for v2, BEP 53 for chosen files). All but the infohashes is a stranger's text.
 *
 * @param v1 SHA-1 infohash
 * @param v2 SHA-256 infohash; at least one of the two is there
 * @param name what it calls the dataset
 * @param trackers announce URLs
 * @param webSeeds URLs of web seeds
 * @param peers addresses to try, in digits or by host name
 * @param sources URLs at which the torrent may be, {@code xs} before {@code as}
 * @param files the files that it chooses; empty for all
 * @param unheeded what it says that is not heeded, for a person
 */
public record Magnet(
        Optional<InfoHash> v1,
        Optional<InfoHash> v2,
        Optional<String> name,
        List<String> trackers,
        List<String> webSeeds,
        List<HostPort> peers,
        List<String> sources,
        Optional<FileSelection> files,
        List<String> unheeded) {

    /** Longest link that is read, in characters. */
    public static final int MAX_LENGTH = 64 << 10;

    /** The multihash prefix of a SHA-256 digest: its code and its length. */
    static final String SHA256_MULTIHASH = "1220";

    /** Copies its lists; throws {@link IllegalArgumentException} without an infohash or with one in another's place. */
    public Magnet {
        trackers = List.copyOf(trackers);
        webSeeds = List.copyOf(webSeeds);
        peers = List.copyOf(peers);
        sources = List.copyOf(sources);
        unheeded = List.copyOf(unheeded);
        if (v1.isEmpty() && v2.isEmpty()) {
            throw new IllegalArgumentException("a magnet link needs an infohash");
        }
        if (v1.filter(InfoHash::isV2).isPresent()
                || v2.filter(hash -> !hash.isV2()).isPresent()) {
            throw new IllegalArgumentException("an infohash is of another version");
        }
    }

    /** A link to all files of a torrent that peers have. */
    public Magnet(
            Optional<InfoHash> v1,
            Optional<InfoHash> v2,
            Optional<String> name,
            List<String> trackers,
            List<String> webSeeds,
            List<HostPort> peers) {
        this(v1, v2, name, trackers, webSeeds, peers, List.of(), Optional.empty(), List.of());
    }

    /**
     * Reads a link. What is not known is passed over.
     *
     * @throws IntegrityException.BadMagnet when it is no magnet link, too long, or has no infohash or several of a kind
     */
    public static Magnet parse(String link) {
        return new MagnetParser().parse(link);
    }

    /** True for a text that is meant as a magnet link. */
    public static boolean isMeant(String text) {
        return MagnetParser.isMeant(text);
    }

    /**
     * The link for an infohash alone: 40 hex digits or 32 of base32 for v1, 64 hex digits, or as a multihash 68, for v2.
     * Empty for any other text.
     */
    public static Optional<Magnet> ofInfoHash(String text) {
        return MagnetParser.infoHash(text).map(hash -> {
            Optional<InfoHash> some = Optional.of(hash);
            return new Magnet(
                    some.filter(each -> !each.isV2()),
                    some.filter(InfoHash::isV2),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of());
        });
    }

    /** This link with other peers. */
    public Magnet withPeers(List<HostPort> changed) {
        return new Magnet(v1, v2, name, trackers, webSeeds, changed, sources, files, unheeded);
    }

    /** This link with the trackers, peers and sources that another link to the same torrent names besides. */
    public Magnet joined(Magnet other) {
        return new Magnet(
                v1.or(other::v1),
                v2.or(other::v2),
                name.or(other::name),
                union(trackers, other.trackers),
                union(webSeeds, other.webSeeds),
                union(peers, other.peers),
                union(sources, other.sources),
                files,
                unheeded);
    }

    private static <T> List<T> union(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    /** True when a torrent is the one that this names. */
    public boolean names(Metainfo torrent) {
        return v1.map(hash -> torrent.infoHashV1().filter(hash::equals).isPresent())
                        .orElse(true)
                && v2.map(hash -> torrent.infoHashV2().filter(hash::equals).isPresent())
                        .orElse(true);
    }

    /** The link to pass on, so without addresses that have a personal key in them. */
    static Magnet of(Metainfo torrent) {
        return new Magnet(
                torrent.infoHashV1(),
                torrent.infoHashV2(),
                Optional.of(torrent.name()),
                withoutKeys(torrent.trackers()),
                withoutKeys(torrent.webSeeds()),
                List.of());
    }

    private static List<String> withoutKeys(List<String> urls) {
        return urls.stream().filter(url -> !AddressKeys.isIn(url)).toList();
    }

    /** The link; {@link #parse} is its inverse but for what is not heeded. */
    public String text() {
        StringBuilder link = new StringBuilder("magnet:?");
        v1.ifPresent(hash -> link.append("&xt=urn:btih:").append(hash));
        v2.ifPresent(
                hash -> link.append("&xt=urn:btmh:").append(SHA256_MULTIHASH).append(hash));
        name.ifPresent(text -> link.append("&dn=").append(encoded(text)));
        trackers.forEach(url -> link.append("&tr=").append(encoded(url)));
        webSeeds.forEach(url -> link.append("&ws=").append(encoded(url)));
        peers.forEach(peer -> link.append("&x.pe=").append(peer));
        sources.forEach(url -> link.append("&xs=").append(encoded(url)));
        files.ifPresent(chosen -> link.append("&so=").append(chosen));
        return link.toString().replace("?&", "?");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
