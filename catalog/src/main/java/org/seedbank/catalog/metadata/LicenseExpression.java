package org.seedbank.catalog.metadata;

import java.util.Objects;
import java.util.Optional;

/**
 * An SPDX license expression, every license and exception of which is on SPDX's lists or is a reference to terms of
 * somebody's own ({@code LicenseRef-…}).
 *
 * @param text the expression with one blank between words and none inside parentheses
 */
public record LicenseExpression(String text) {

    /** Throws {@link IllegalArgumentException} when the text is not such an expression. */
    public LicenseExpression {
        Objects.requireNonNull(text, "text");
        if (LicenseParser.canonical(text).filter(text::equals).isEmpty()) {
            throw new IllegalArgumentException(refusal(text));
        }
    }

    /**
     * Reads an expression as a person types it, or the well-known address of one licence.
     *
     * @throws IllegalArgumentException when it is none; the message names the field, and what was probably meant
     */
    public static LicenseExpression parse(String typed) {
        return find(typed).orElseThrow(() -> new IllegalArgumentException(refusal(typed)));
    }

    /** The expression that a text is, or whose one licence is at the address that it is. */
    public static Optional<LicenseExpression> find(String typed) {
        return LicenseParser.canonical(typed).or(() -> LicenseUrl.toSpdx(typed)).map(LicenseExpression::new);
    }

    private static String refusal(String typed) {
        if (typed.length() > LicenseParser.LONGEST) {
            return "field 'license' is %d characters long, at most %d are allowed"
                    .formatted(typed.length(), LicenseParser.LONGEST);
        }
        String start = "field 'license' is '%s', not an SPDX license expression".formatted(typed);
        return LicenseSuggestion.of(typed)
                .map(near -> "%s; did you mean '%s'?".formatted(start, near))
                .orElse(start + " such as 'CC-BY-4.0', or 'LicenseRef-' and a name for terms of your own");
    }

    @Override
    public String toString() {
        return text;
    }
}
