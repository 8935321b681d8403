package org.seedbank.integrity.torrent;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Personal keys in addresses of trackers and web seeds, by which a server knows its members: a user with a password, a parameter with the
 * name of a key, or a long row of letters and digits in the path or a parameter. A dataset's digest behind {@code /d/}, where
 * a node serves it over HTTP, is none.
 */
public final class AddressKeys {

    /** Stands for a key that is not shown. */
    private static final String HIDDEN = "…";

    private static final String NAME =
            "(?:pass_?key|auth_?key|api_?key|torrent_pass|key|token|auth|secret|password|pass|pid|uk|sig|signature)";

    /** Hex digits, or letters mixed with digits, so many that nobody chose them to be read. */
    private static final String ROW =
            "(?:[0-9A-Fa-f]{16,}|(?=[0-9A-Za-z_-]*[0-9])(?=[0-9A-Za-z_-]*[A-Za-z])[0-9A-Za-z_-]{20,})";

    private static final Pattern KEYS = Pattern.compile(
            "(?<=://)[^/?#@]*(?=@)"
                    + "|(?<=[?&;])(" + NAME + "=)[^&;#]+"
                    + "|(?<=/" + "(?:passkey|key|token)/)[^/?#]+"
                    + "|(?<=[^/]/|=)(?!(?<=/d/)[0-9a-f]{64}(?:/|$))" + ROW + "(?=[/?#&;.]|$)",
            Pattern.CASE_INSENSITIVE);

    private AddressKeys() {}

    /** Tells whether an address has what looks like a key. */
    public static boolean isIn(String url) {
        return KEYS.matcher(url).find();
    }

    /**
     * What a person has to know before these addresses go into a torrent: a sentence without a period for each that has
     * what looks like a key, which it does not show.
     */
    public static List<String> warnings(Collection<String> trackers, Collection<String> webSeeds) {
        return Stream.concat(warnings("tracker", trackers), warnings("web seed", webSeeds))
                .toList();
    }

    private static Stream<String> warnings(String kind, Collection<String> urls) {
        return urls.stream()
                .filter(AddressKeys::isIn)
                .map(url ->
                        "the address of the %s '%s' holds what looks like a personal key, which everybody gets with the torrent"
                                .formatted(kind, hidden(url)));
    }

    /** The address with a mark in place of what looks like a key, for everybody who is not to have it. */
    public static String hidden(String url) {
        return KEYS.matcher(url)
                .replaceAll(found -> Matcher.quoteReplacement((found.group(1) == null ? "" : found.group(1)) + HIDDEN));
    }
}
