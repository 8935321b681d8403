package org.seedbank.catalog.internal.oauth;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Addresses that secrets may be sent to: https anywhere, http on this machine only. */
public final class TrustedUri {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final int MAX_LENGTH = 2_000;

    private TrustedUri() {}

    /**
     * The address in the text.
     *
     * @throws IllegalArgumentException when secrets must not go there; the message says why, after "it"
     */
    public static URI parse(String text) {
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new IllegalArgumentException("is not a plain address");
        }
        boolean own = scheme.equals("http") && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
        if (!scheme.equals("https") && !own) {
            throw new IllegalArgumentException("is not https");
        }
        return uri;
    }

    private static URI uri(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("is longer than %d characters".formatted(MAX_LENGTH));
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not an address", e);
        }
    }
}
