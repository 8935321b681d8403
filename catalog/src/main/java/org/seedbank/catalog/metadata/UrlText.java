package org.seedbank.catalog.metadata;

import java.nio.charset.StandardCharsets;

/** Text as part of an address. */
final class UrlText {

    /** What may stand in a path (RFC 3986, section 3.3), and the slash between its parts. */
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";

    private UrlText() {}

    /** The text as a path of an address: every byte of its UTF-8 that cannot stand there is written as {@code %2F} is. */
    static String escaped(String text) {
        StringBuilder url = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (PLAIN.indexOf((char) (octet & 0xff)) >= 0) {
                url.append((char) octet);
            } else {
                url.append("%%%02X".formatted(octet & 0xff));
            }
        }
        return url.toString();
    }
}
