package org.seedbank.catalog.metadata;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bare DOI such as {@code 10.5281/zenodo.1234}, read from every spelling in which people and programs write one.
 *
 * @param text the DOI without any prefix
 */
public record Doi(String text) {

    /** As long as an entry can hold. */
    private static final int LONGEST = 500;

    private static final Pattern BARE = Pattern.compile("10\\.[0-9]{4,9}(\\.[0-9]+)*/[^\\s\\p{Cntrl}]+");

    private static final Pattern PREFIX = Pattern.compile(
            "(?:(?<url>(?:https?://)?(?:www\\.|dx\\.)?doi\\.org/)|info:doi/|urn:doi:|doi\\s*:|doi\\s)\\s*",
            Pattern.CASE_INSENSITIVE);

    /** Throws {@link IllegalArgumentException} when the text is not a DOI without a prefix. */
    public Doi {
        Objects.requireNonNull(text, "text");
        if (text.length() > LONGEST || !BARE.matcher(text).matches()) {
            throw new IllegalArgumentException(refusal(text));
        }
    }

    /**
     * Reads a DOI with any of its prefixes: {@code doi:}, {@code https://doi.org/}, {@code http://dx.doi.org/} and the
     * like, in any case, with blanks around them.
     *
     * @throws IllegalArgumentException when the text is no DOI; the message names the field
     */
    public static Doi parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException(refusal(text)));
    }

    /** The DOI that a text is, if it is one. */
    public static Optional<Doi> find(String text) {
        String rest = text.strip();
        boolean url = false;
        Matcher prefix = PREFIX.matcher(rest);
        while (prefix.lookingAt()) {
            url |= prefix.group("url") != null;
            rest = rest.substring(prefix.end());
            prefix = PREFIX.matcher(rest);
        }
        String bare = url ? decoded(rest) : rest;
        return bare.length() <= LONGEST && BARE.matcher(bare).matches() ? Optional.of(new Doi(bare)) : Optional.empty();
    }

    /** Tells whether a text says that it is a DOI, right or wrong, and not an identifier of another kind. */
    public static boolean isMeant(String text) {
        return find(text).isPresent() || PREFIX.matcher(text.strip()).lookingAt();
    }

    /** Addresses write some characters of a DOI as {@code %2F}. */
    private static String decoded(String address) {
        try {
            return URLDecoder.decode(address.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return address; // A bare percent sign: it is meant as it stands.
        }
    }

    private static String refusal(String text) {
        if (text.length() > LONGEST) {
            return "field 'doi' is %d characters long, at most %d are allowed".formatted(text.length(), LONGEST);
        }
        return "field 'doi' is '%s', not a bare DOI such as '10.5281/zenodo.1234'".formatted(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
