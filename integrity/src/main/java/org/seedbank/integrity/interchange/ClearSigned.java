package org.seedbank.integrity.interchange;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Takes the text out of a message that is signed in clear (RFC 9580, 7), line by line; a text that is not is passed on as
 * it is. What stands outside the signed part is refused, as nobody signed it. For one thread.
 */
final class ClearSigned {

    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";
    private static final String END = "-----END PGP SIGNATURE-----";
    private static final Pattern HASH = Pattern.compile("Hash: [A-Za-z0-9-]+(, ?[A-Za-z0-9-]+)*");
    private static final Pattern ARMOUR = Pattern.compile("[A-Za-z0-9+/]*=*|=[A-Za-z0-9+/]{4}|[A-Za-z]+: .*");

    /** GnuPG cuts off what is longer, so that nothing would be proven of it. */
    private static final int MAX_SIGNED_LINE = 16 << 10;

    private enum Part {
        START,
        UNSIGNED,
        HEADERS,
        TEXT,
        SIGNATURE,
        BEHIND
    }

    private Part part = Part.START;

    /** Tells whether the text is signed. */
    boolean isSigned() {
        return part != Part.START && part != Part.UNSIGNED;
    }

    /**
     * The text in the next line; empty for a line that belongs to the armour.
     *
     * @throws IllegalArgumentException when the line has no place there
     */
    Optional<String> text(String line) {
        return switch (part) {
            case START -> start(line);
            case UNSIGNED -> Optional.of(line);
            case HEADERS -> header(line);
            case TEXT -> signed(line);
            case SIGNATURE -> signature(line);
            case BEHIND -> behind(line);
        };
    }

    private Optional<String> start(String line) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        if (line.equals(BEGIN)) {
            part = Part.HEADERS;
            return Optional.empty();
        }
        if (line.startsWith("-----BEGIN PGP ")) {
            throw new IllegalArgumentException("it is not signed in clear; take the list out of it with gpg");
        }
        part = Part.UNSIGNED;
        return Optional.of(line);
    }

    private Optional<String> header(String line) {
        if (line.isEmpty()) {
            part = Part.TEXT;
        } else if (!HASH.matcher(line).matches()) {
            throw new IllegalArgumentException("above the signed text it is neither 'Hash:' nor empty");
        }
        return Optional.empty();
    }

    /** A signature says nothing of blanks at the end of a line. */
    private Optional<String> signed(String line) {
        if (line.equals(SIGNATURE)) {
            part = Part.SIGNATURE;
            return Optional.empty();
        }
        if (line.length() > MAX_SIGNED_LINE) {
            throw new IllegalArgumentException(
                    "it is signed and has more than %d characters".formatted(MAX_SIGNED_LINE));
        }
        if (line.startsWith("-") && !line.startsWith("- ")) {
            throw new IllegalArgumentException("it begins with a dash, which signed text escapes");
        }
        return Optional.of((line.startsWith("- ") ? line.substring(2) : line).replaceFirst("[ \\t\\r]++$", ""));
    }

    private Optional<String> signature(String line) {
        if (line.equals(END)) {
            part = Part.BEHIND;
        } else if (!ARMOUR.matcher(line).matches()) {
            throw new IllegalArgumentException("it is no part of a signature");
        }
        return Optional.empty();
    }

    private static Optional<String> behind(String line) {
        if (!line.isBlank()) {
            throw new IllegalArgumentException("it stands behind the signature, so nobody signed it");
        }
        return Optional.empty();
    }

    /** Throws {@link IllegalArgumentException} when the signature is not there to its end. */
    void end() {
        if (isSigned() && part != Part.BEHIND) {
            throw new IllegalArgumentException(
                    part == Part.SIGNATURE
                            ? "the end of its signature is missing, '%s'".formatted(END)
                            : "it ends before its signature does");
        }
    }
}
