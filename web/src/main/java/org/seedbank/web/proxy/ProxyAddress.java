package org.seedbank.web.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.seedbank.integrity.HostPort;

/**
 * A proxy. Its text never shows the password.
 *
 * @param kind what it speaks
 * @param place where it is
 * @param user the user that it wants to know; without one, it has no password
 * @param password the password
 */
public record ProxyAddress(Kind kind, HostPort place, Optional<String> user, Optional<String> password) {

    private static final Map<Kind, Integer> USUAL_PORTS = Map.of(Kind.HTTP, 80, Kind.SOCKS5, 1080, Kind.SOCKS5H, 1080);

    /** As SOCKS5 counts them (RFC 1929). */
    private static final int LONGEST = 255;

    /** What a proxy speaks. */
    public enum Kind {
        /** HTTP, with {@code CONNECT} for all but plain HTTP (RFC 9110, 9.3.6). It looks names up. */
        HTTP,
        /** SOCKS5 (RFC 1928), with names looked up here. */
        SOCKS5,
        /** SOCKS5, with names looked up by the proxy. */
        SOCKS5H;

        /** Tells whether it looks names up. */
        public boolean looksUp() {
            return this != SOCKS5;
        }

        /** Tells whether datagrams can go through it. */
        public boolean carriesUdp() {
            return this != HTTP;
        }

        private String scheme() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Throws {@link IllegalArgumentException} when the port is 0, or user or password are longer than SOCKS5 can have. */
    public ProxyAddress {
        Objects.requireNonNull(kind, "kind");
        if (place.port() == 0) {
            throw new IllegalArgumentException("port 0 is no address of a proxy");
        }
        if (user.orElse("").getBytes(UTF_8).length > LONGEST
                || password.orElse("").getBytes(UTF_8).length > LONGEST) {
            throw new IllegalArgumentException(
                    "a user or a password of a proxy has at most %d bytes".formatted(LONGEST));
        }
    }

    /**
     * Reads {@code http://}, {@code socks5://} or {@code socks5h://} {@code [USER[:PASSWORD]@]HOST[:PORT]}, and {@code HOST[:PORT]} as HTTP. Throws
     * {@link IllegalArgumentException} for anything else, with a message that does not hold the text, as that may hold a password.
     */
    public static ProxyAddress parse(String text) {
        URI uri = uri(text.strip());
        Kind kind = kind(String.valueOf(uri.getScheme()));
        if (uri.getHost() == null || uri.getPort() > 65_535 || uri.getRawPath().length() > 1) {
            throw new IllegalArgumentException("it holds no address of a proxy");
        }
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        HostPort place = new HostPort(host, uri.getPort() < 0 ? USUAL_PORTS.get(kind) : uri.getPort());
        Optional<String> both = Optional.ofNullable(uri.getRawUserInfo()).filter(info -> !info.isEmpty());
        return new ProxyAddress(
                kind,
                place,
                both.map(info -> decoded(info.replaceFirst(":.*", ""))),
                both.filter(info -> info.indexOf(':') >= 0)
                        .map(info -> decoded(info.substring(info.indexOf(':') + 1))));
    }

    private static URI uri(String text) {
        try {
            return new URI(text.contains("://") ? text : "http://" + text);
        } catch (URISyntaxException e) {
            // Its message would hold the text.
            throw new IllegalArgumentException("it holds no address of a proxy");
        }
    }

    private static Kind kind(String scheme) {
        for (Kind kind : Kind.values()) {
            if (kind.scheme().equalsIgnoreCase(scheme)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "it names a proxy of the kind '%s'; 'http', 'socks5' and 'socks5h' are understood".formatted(scheme));
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the user or the password in it has a '%' that stands for nothing");
        }
    }

    /** The text with the password, which {@link #parse} reads. */
    public String withPassword() {
        return text(password.map(each -> ":" + encoded(each)).orElse(""));
    }

    /** The text, without the password. */
    @Override
    public String toString() {
        return text("");
    }

    private String text(String secret) {
        return kind.scheme() + "://"
                + user.map(each -> encoded(each) + secret + "@").orElse("") + place;
    }

    private static String encoded(String part) {
        StringBuilder text = new StringBuilder();
        for (byte each : part.getBytes(UTF_8)) {
            char letter = (char) (each & 0xff);
            boolean plain = letter < 128 && (Character.isLetterOrDigit(letter) || "-._~".indexOf(letter) >= 0);
            text.append(plain ? String.valueOf(letter) : "%%%02X".formatted(each & 0xff));
        }
        return text.toString();
    }
}
