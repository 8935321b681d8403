package org.seedbank.node.internal.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of a request. It is only ever compared with names that are served, and never becomes a path of this machine.
 *
 * @param names its parts, decoded; none of them is empty
 * @param folder whether it ends with a slash
 */
record SitePath(List<String> names, boolean folder) {

    /** As a dataset's path has, three times as long in percents, and the digest in front. */
    private static final int MOST_CHARACTERS = 3 * 4096 + 200;

    private static final int MOST_NAMES = 100;

    SitePath {
        names = List.copyOf(names);
    }

    /** Reads a path as it was sent. Throws {@link Refused} for one that nothing can have. */
    static SitePath parse(String raw) {
        if (raw == null || !raw.startsWith("/") || raw.length() > MOST_CHARACTERS) {
            throw Refused.nothing();
        }
        List<String> names = new ArrayList<>();
        String[] parts = raw.substring(1).split("/", MOST_NAMES);
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                names.add(decoded(parts[i]));
            } else if (i < parts.length - 1) {
                throw Refused.nothing();
            }
        }
        return new SitePath(names, raw.endsWith("/"));
    }

    /** A name has no slash, nor has one that was sent in percents. */
    private static String decoded(String part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c != '%') {
                bytes.writeBytes(String.valueOf(c).getBytes(UTF_8));
                continue;
            }
            boolean whole = i + 2 < part.length();
            int high = whole ? Character.digit(part.charAt(i + 1), 16) : -1;
            int low = whole ? Character.digit(part.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw Refused.malformed("a percent sign in the path is followed by no two hexadecimal digits");
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        try {
            String name = UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
                throw Refused.nothing();
            }
            return name;
        } catch (CharacterCodingException e) {
            throw Refused.malformed("the path is not UTF-8");
        }
    }
}
