package org.seedbank.catalog.metadata;

import java.nio.charset.StandardCharsets;

/** Text as part of an address. */
final class UrlText {

    /** What may stand in a path (RFC 3986, section 3.3), and the slash between its parts. */
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/";

    private UrlText() {}

    /** An address as somebody wrote it, in which every sign that no address has is escaped (RFC 3986, section 2). */
    static String address(String address) {
        return escaped(address, PLAIN + "?#[]%");
    }

    /** A path inside a dataset as an address relative to the dataset; a colon could be read as the end of a scheme. */
    static String path(String path) {
        return escaped(path).replace(":", "%3A");
    }

    /** The text as a path of an address: every byte of its UTF-8 that cannot stand there is written as {@code %2F} is. */
    static String escaped(String text) {
        return escaped(text, PLAIN);
    }

    private static String escaped(String text, String plain) {
        StringBuilder url = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (plain.indexOf((char) (octet & 0xff)) >= 0) {
                url.append((char) octet);
            } else {
                url.append("%%%02X".formatted(octet & 0xff));
            }
        }
        return url.toString();
    }
}
