package org.seedbank.integrity.torrent;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.IntegrityException;

/** Reads one magnet link, as pages, chats and other programs write them. */
final class MagnetParser {

    /** Some write slashes as in other URLs. */
    private static final Pattern SCHEME = Pattern.compile("magnet:/{0,3}\\?", Pattern.CASE_INSENSITIVE);

    private static final Pattern V1 = Pattern.compile("urn:btih:([0-9a-f]{40}|[a-z2-7]{32})");
    private static final Pattern V2 = Pattern.compile("urn:btmh:" + Magnet.SHA256_MULTIHASH + "([0-9a-f]{64})");
    private static final Pattern BARE_V1 = Pattern.compile("[0-9a-f]{40}|[a-z2-7]{32}");
    private static final Pattern BARE_V2 = Pattern.compile("(?:" + Magnet.SHA256_MULTIHASH + ")?([0-9a-f]{64})");

    /** Keys may be numbered, as in {@code tr.1}. */
    private static final Pattern NUMBER = Pattern.compile("\\.[0-9]{1,9}$");

    /** In the source of a page an ampersand is written so, and copied from there. */
    private static final String ESCAPED = "amp;";

    private static final Pattern TRACKER =
            Pattern.compile("(?:https?|udp|wss?)://\\S{1,2000}", Pattern.CASE_INSENSITIVE);
    private static final Pattern WEB = Pattern.compile("https?://\\S{1,2000}", Pattern.CASE_INSENSITIVE);
    private static final int HEX_DIGITS = 40;
    private static final int MAX_SHOWN = 60;

    private final Set<String> trackers = new LinkedHashSet<>();
    private final Set<String> webSeeds = new LinkedHashSet<>();
    private final Set<String> exactSources = new LinkedHashSet<>();
    private final Set<String> otherSources = new LinkedHashSet<>();
    private final Set<HostPort> peers = new LinkedHashSet<>();
    private final List<String> unheeded = new ArrayList<>();
    private Optional<InfoHash> v1 = Optional.empty();
    private Optional<InfoHash> v2 = Optional.empty();
    private Optional<String> name = Optional.empty();
    private Optional<FileSelection> files = Optional.empty();

    static boolean isMeant(String text) {
        return text.strip().regionMatches(true, 0, "magnet:", 0, 7);
    }

    static Optional<InfoHash> infoHash(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (BARE_V1.matcher(lower).matches()) {
            return Optional.of(hash(lower));
        }
        Matcher second = BARE_V2.matcher(lower);
        return second.matches() ? Optional.of(new InfoHash(second.group(1))) : Optional.empty();
    }

    Magnet parse(String text) {
        String link = text.strip();
        if (link.length() > Magnet.MAX_LENGTH) {
            throw bad("it is longer than %d characters".formatted(Magnet.MAX_LENGTH));
        }
        Matcher scheme = SCHEME.matcher(link);
        if (!scheme.lookingAt()) {
            throw bad("it does not begin with 'magnet:?'");
        }
        for (String part : link.substring(scheme.end()).split("&", -1)) {
            String parameter = part.startsWith(ESCAPED) ? part.substring(ESCAPED.length()) : part;
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                String key = NUMBER.matcher(parameter.substring(0, equals)).replaceFirst("");
                take(key.toLowerCase(Locale.ROOT), decoded(parameter.substring(equals + 1)));
            }
        }
        if (v1.isEmpty() && v2.isEmpty()) {
            throw bad("it has no infohash");
        }
        return new Magnet(
                v1,
                v2,
                name,
                List.copyOf(trackers),
                List.copyOf(webSeeds),
                List.copyOf(peers),
                Stream.concat(exactSources.stream(), otherSources.stream())
                        .distinct()
                        .toList(),
                files,
                unheeded);
    }

    private void take(String key, String value) {
        switch (key) {
            case "xt" -> topic(value.toLowerCase(Locale.ROOT));
            case "dn" -> name = name.or(() -> Optional.of(value));
            case "tr" -> url(TRACKER, value, trackers);
            case "ws" -> url(WEB, value, webSeeds);
            case "xs" -> url(WEB, value, exactSources);
            case "as" -> url(WEB, value, otherSources);
            case "x.pe" -> peer(value);
            case "so" -> selection(value);
            default -> {
                // Other links' own keys, and what later versions of the format bring.
            }
        }
    }

    private void peer(String value) {
        try {
            HostPort peer = HostPort.parse(value.strip());
            if (peer.port() > 0) {
                peers.add(peer);
                return;
            }
        } catch (IllegalArgumentException e) {
            // Told below, without the text that is in its message already.
        }
        pass("x.pe", value);
    }

    private void selection(String value) {
        List<String> others = new ArrayList<>();
        Optional<FileSelection> chosen = FileSelection.parse(value, others::add);
        if (!others.isEmpty()) {
            pass("so", String.join(",", others));
        }
        files = files.or(() -> chosen);
    }

    private void pass(String key, String value) {
        String shown = value.length() > MAX_SHOWN ? value.substring(0, MAX_SHOWN) + "…" : value;
        unheeded.add("'%s=%s'".formatted(key, shown));
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
        String stripped = value.strip();
        if (usable.matcher(stripped).matches()) {
            urls.add(stripped);
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
