package org.seedbank.catalog.metadata;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    /** What stands before a DOI; libraries' proxies put their own name behind or into that of the resolver. */
    private static final Pattern PREFIX = Pattern.compile(
            "(?:(?<url>(?:https?://)?(?:www\\.|dx\\.)?(?:doi[.-]org(?:[.:][^\\s/]*)?|hdl\\.handle\\.net)/)"
                    + "|info:(?:doi|hdl)/|urn:doi:|(?:doi|hdl)\\s*[:\uff1a]|doi\\s)\\s*",
            Pattern.CASE_INSENSITIVE);

    /** What comes along when a DOI is copied out of a text: quotes, brackets, marks that nobody sees. */
    private static final Pattern BEFORE = Pattern.compile("^[\\s\\p{Z}\\p{Cf}<\\[{\"'\u201c\u201e\u2018(]+");

    private static final Pattern AFTER = Pattern.compile("[\\s\\p{Z}\\p{Cf}.,;:!\"'\u201c\u201d\u2019]+$");

    /** Throws {@link IllegalArgumentException} when the text is not a DOI without a prefix. */
    public Doi {
        Objects.requireNonNull(text, "text");
        if (text.length() > LONGEST || !BARE.matcher(text).matches()) {
            throw new IllegalArgumentException(refusal(text));
        }
    }

    /**
     * Reads a DOI with any of its prefixes: {@code doi:}, {@code https://doi.org/}, {@code http://dx.doi.org/}, a
     * library's proxy of these, {@code hdl:} and the like, in any case, and without the blanks, brackets and full stops
     * that were copied along.
     *
     * @throws IllegalArgumentException when the text is no DOI; the message names the field
     */
    public static Doi parse(String text) {
        return find(text).orElseThrow(() -> new IllegalArgumentException(refusal(text)));
    }

    /** The DOI that a text is, if it is one. */
    public static Optional<Doi> find(String text) {
        String rest = BEFORE.matcher(text).replaceFirst("");
        boolean url = false;
        Matcher prefix = PREFIX.matcher(rest);
        while (prefix.lookingAt()) {
            url |= prefix.group("url") != null;
            rest = rest.substring(prefix.end());
            prefix = PREFIX.matcher(rest);
        }
        String bare = withoutRest(url ? decoded(withoutQuery(rest)) : rest);
        return bare.length() <= LONGEST && BARE.matcher(bare).matches() ? Optional.of(new Doi(bare)) : Optional.empty();
    }

    /** Without the marks of the sentence or the brackets that it stood in; brackets of its own come in pairs. */
    private static String withoutRest(String text) {
        String rest = AFTER.matcher(text).replaceFirst("");
        for (String pair : List.of("()", "[]", "<>", "{}")) {
            boolean own = rest.chars().filter(each -> each == pair.charAt(0)).count()
                    >= rest.chars().filter(each -> each == pair.charAt(1)).count();
            if (!own && rest.endsWith(pair.substring(1))) {
                return withoutRest(rest.substring(0, rest.length() - 1));
            }
        }
        return rest;
    }

    /** What follows a question mark in an address is for the resolver, not part of the name. */
    private static String withoutQuery(String address) {
        int query = address.indexOf('?');
        return query < 0 ? address : address.substring(0, query);
    }

    /** Tells whether a text says that it is a DOI, right or wrong, and not an identifier of another kind. */
    public static boolean isMeant(String text) {
        return find(text).isPresent()
                || PREFIX.matcher(BEFORE.matcher(text).replaceFirst("")).lookingAt();
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
        return ("field 'doi' is '%s', not a DOI; one is written as '10.5281/zenodo.1234', 'doi:10.5281/zenodo.1234' or"
                        + " 'https://doi.org/10.5281/zenodo.1234'")
                .formatted(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
