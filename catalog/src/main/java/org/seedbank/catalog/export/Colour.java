package org.seedbank.catalog.export;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A colour of a page.
 *
 * @param hex red, green and blue as {@code #} and six lower-case hex digits
 */
public record Colour(String hex) {

    /** The least contrast of text that everybody can read (WCAG 2.2, 1.4.3). */
    static final double READABLE = 4.5;

    private static final Pattern HEX = Pattern.compile("#[0-9a-f]{6}");

    /** Throws {@link IllegalArgumentException} when it is written otherwise. */
    public Colour {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("'%s' is no colour such as '#0b5aa8'".formatted(hex));
        }
    }

    /** The contrast between this and another, from 1 for the same to 21 for black and white, as WCAG 2.2 defines it. */
    double contrast(Colour other) {
        double one = luminance();
        double two = other.luminance();
        return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    }

    private double luminance() {
        return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
    }

    private double linear(int at) {
        double part = Integer.parseInt(hex, at, at + 2, 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }

    @Override
    public String toString() {
        return hex;
    }
}
