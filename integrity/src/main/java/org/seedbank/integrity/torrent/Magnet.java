package org.seedbank.integrity.torrent;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;
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
        return new Parser().parse(link);
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

    /** Reads one magnet link. */
    private static final class Parser {

        private static final String SCHEME = "magnet:?";
        private static final Pattern V1 = Pattern.compile("urn:btih:([0-9a-f]{40}|[a-z2-7]{32})");
        private static final Pattern V2 = Pattern.compile("urn:btmh:" + Magnet.SHA256_MULTIHASH + "([0-9a-f]{64})");

        /** Keys may be numbered, as in {@code tr.1}. */
        private static final Pattern NUMBER = Pattern.compile("\\.[0-9]{1,9}$");

        private static final Pattern TRACKER =
                Pattern.compile("(?:https?|udp)://\\S{1,2000}", Pattern.CASE_INSENSITIVE);
        private static final Pattern WEB_SEED = Pattern.compile("https?://\\S{1,2000}", Pattern.CASE_INSENSITIVE);
        private static final int HEX_DIGITS = 40;

        private final Set<String> trackers = new LinkedHashSet<>();
        private final Set<String> webSeeds = new LinkedHashSet<>();
        private final Set<HostPort> peers = new LinkedHashSet<>();
        private Optional<InfoHash> v1 = Optional.empty();
        private Optional<InfoHash> v2 = Optional.empty();
        private Optional<String> name = Optional.empty();

        Magnet parse(String link) {
            if (link.length() > Magnet.MAX_LENGTH) {
                throw bad("it is longer than %d characters".formatted(Magnet.MAX_LENGTH));
            }
            if (!link.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
                throw bad("it does not begin with '%s'".formatted(SCHEME));
            }
            for (String parameter : link.substring(SCHEME.length()).split("&", -1)) {
                int equals = parameter.indexOf('=');
                if (equals > 0) {
                    String key = NUMBER.matcher(parameter.substring(0, equals)).replaceFirst("");
                    take(key.toLowerCase(Locale.ROOT), decoded(parameter.substring(equals + 1)));
                }
            }
            if (v1.isEmpty() && v2.isEmpty()) {
                throw bad("it has no infohash");
            }
            return new Magnet(v1, v2, name, List.copyOf(trackers), List.copyOf(webSeeds), List.copyOf(peers));
        }

        private void take(String key, String value) {
            switch (key) {
                case "xt" -> topic(value.toLowerCase(Locale.ROOT));
                case "dn" -> name = name.or(() -> Optional.of(value));
                case "tr" -> url(TRACKER, value, trackers);
                case "ws" -> url(WEB_SEED, value, webSeeds);
                case "x.pe" ->
                    HostPort.address(value).filter(peer -> peer.port() > 0).ifPresent(peers::add);
                default -> {
                    // Other links' own keys, and what later versions of the format bring.
                }
            }
        }

        /** Another network's name of the same thing is none of ours. */
        private void topic(String urn) {
            Matcher first = V1.matcher(urn);
            if (first.matches()) {
                v1 = Optional.of(only(v1, hash(first.group(1))));
            }
            Matcher second = V2.matcher(urn);
            if (second.matches()) {
                v2 = Optional.of(only(v2, new InfoHash(second.group(1))));
            }
        }

        private static InfoHash hash(String digits) {
            return digits.length() == HEX_DIGITS
                    ? new InfoHash(digits)
                    : InfoHash.of(new Base32().decode(digits.toUpperCase(Locale.ROOT)));
        }

        private static InfoHash only(Optional<InfoHash> before, InfoHash next) {
            if (before.isPresent() && !before.get().equals(next)) {
                throw bad("it has two infohashes of a kind");
            }
            return next;
        }

        private static void url(Pattern usable, String value, Set<String> urls) {
            if (usable.matcher(value).matches()) {
                urls.add(value);
            }
        }

        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw bad("it has a broken '%' in it");
            }
        }

        private static IntegrityException.BadMagnet bad(String reason) {
            return new IntegrityException.BadMagnet(reason);
        }
    }
}
