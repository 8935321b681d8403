package org.seedbank.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address of {@code http} or {@code https} as people write them, in the form that can be asked: hosts with letters of all
 * languages are in ASCII (IDNA, RFC 3490), what no URI may hold is percent-encoded (RFC 3987, 3.1), and what follows a
 * {@code #} is left out.
 *
 * @param uri what is asked, without a user
 * @param user the user and the password before the host, as they stand there; empty when there are none
 */
public record WebAddress(URI uri, Optional<String> user) {

    /** Scheme, user, host, port and the rest; programs agree on the host of what this takes. */
    private static final Pattern PARTS = Pattern.compile(
            "([a-z][a-z0-9+.-]*)://(?:([^/?#@\\s\\\\]*)@)?(\\[[^\\[\\]/?#@\\s]*]|[^\\[\\]/?#@:\\s\\\\]+)(:[0-9]{0,5})?"
                    + "(?:([/?][^#]*)(?:#.*)?)?",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Parts that may be secret in a URL that need not be valid. */
    private static final Pattern SECRETS = Pattern.compile("(?<=//)[^/]*@|[?#].*", Pattern.DOTALL);

    private static final Pattern HTTP = Pattern.compile("https?", Pattern.CASE_INSENSITIVE);

    /** What may stand in a path or a query as it is (RFC 3986). */
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?";

    private static final String HEX = "0123456789ABCDEF";

    /** The address that a text is; blanks around it are no part of it. Empty when it is none of {@code http} or {@code https}. */
    public static Optional<WebAddress> parse(String text) {
        Matcher parts = PARTS.matcher(text.strip());
        if (!parts.matches() || !HTTP.matcher(parts.group(1)).matches()) {
            return Optional.empty();
        }
        String port = parts.group(4) == null || parts.group(4).length() < 2 ? "" : parts.group(4);
        String rest = parts.group(5) == null ? "/" : parts.group(5);
        try {
            URI uri = new URI(parts.group(1) + "://" + ascii(parts.group(3)) + port
                    + encoded(rest.startsWith("?") ? "/" + rest : rest));
            boolean usable = uri.getHost() != null && uri.getPort() <= 65_535 && uri.getPort() != 0;
            return usable ? Optional.of(new WebAddress(uri, Optional.ofNullable(parts.group(2)))) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A URL, or what is meant as one, without what may be secret: the user, the password, the query and what is behind it. */
    public static String shown(String url) {
        return SECRETS.matcher(url).replaceAll("");
    }

    /** A URL of any scheme with its host in ASCII; as it is when it has none that could be put so. */
    public static String withAsciiHost(String url) {
        Matcher parts = PARTS.matcher(url.strip());
        if (!parts.matches()) {
            return url;
        }
        try {
            return url.strip().substring(0, parts.start(3))
                    + ascii(parts.group(3))
                    + url.strip().substring(parts.end(3));
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    private static String ascii(String host) {
        return host.startsWith("[") ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    }

    /** Each byte of UTF-8 that no URI may hold becomes a percent sign and two digits; what is encoded already stays. */
    public static String encoded(String text) {
        StringBuilder encoded = new StringBuilder();
        byte[] bytes = text.getBytes(UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            boolean isEscape = bytes[i] == '%' && isHex(bytes, i + 1) && isHex(bytes, i + 2);
            if (isEscape || (bytes[i] > 0 && PLAIN.indexOf(bytes[i]) >= 0)) {
                encoded.append((char) bytes[i]);
            } else {
                encoded.append('%').append(HEX.charAt(bytes[i] >> 4 & 0xf)).append(HEX.charAt(bytes[i] & 0xf));
            }
        }
        return encoded.toString();
    }

    private static boolean isHex(byte[] bytes, int at) {
        return at < bytes.length && Character.digit(bytes[at], 16) >= 0;
    }

    /** The value of the header {@code Authorization} by which the user is told to the server (RFC 7617). */
    public Optional<String> authorization() {
        return user.map(WebAddress::decoded)
                .map(plain -> "Basic " + Base64.getEncoder().encodeToString(plain));
    }

    private static byte[] decoded(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        byte[] plain = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && isHex(bytes, i + 1) && isHex(bytes, i + 2)) {
                plain[length++] = (byte) (Character.digit(bytes[i + 1], 16) << 4 | Character.digit(bytes[i + 2], 16));
                i += 2;
            } else {
                plain[length++] = bytes[i];
            }
        }
        return Arrays.copyOf(plain, length);
    }
}
