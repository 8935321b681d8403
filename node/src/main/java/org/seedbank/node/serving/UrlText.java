package org.seedbank.node.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Names in URLs. */
public final class UrlText {

    private static final String PLAIN = "-._~";

    private UrlText() {}

    /** A name as it stands in a URL, RFC 3986: of it only letters, digits and four signs are left as they are. */
    public static String encoded(String name) {
        StringBuilder text = new StringBuilder();
        for (byte each : name.getBytes(UTF_8)) {
            char c = (char) (each & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            text.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return text.toString();
    }
}
