package org.seedbank.catalog.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Addresses in pages, and words in commands that are copied from them. */
final class WebText {

    private static final String PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private WebText() {}

    /** A name as it stands in an address, RFC 3986: of it only letters, digits and four signs are left as they are. */
    static String encoded(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (byte each : name.getBytes(UTF_8)) {
            int octet = each & 0xff;
            text.append(PLAIN.indexOf(octet) >= 0 ? String.valueOf((char) octet) : "%%%02X".formatted(octet));
        }
        return text.toString();
    }

    /** The same, but for slashes, which stay. */
    static String path(String text) {
        return Arrays.stream(text.split("/", -1)).map(WebText::encoded).collect(Collectors.joining("/"));
    }

    /** Tells whether a browser may be led to an address: by http or https, on a named host, nobody's name and password in it. */
    static boolean isPublic(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.toASCIIString().equals(url);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** A word as a POSIX shell reads it back. */
    static String quoted(String word) {
        boolean plain =
                !word.isEmpty() && word.chars().allMatch(c -> PLAIN.indexOf(c) >= 0 || "/:@%+=,".indexOf(c) >= 0);
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
