package org.seedbank.catalog.serials;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Describes what an entry is called in its catalog: a number, and behind it a letter where several publishers took one
 * number at once: {@code 12}, {@code 12b}, {@code 12c} … {@code 12z}, {@code 12aa}. Ordered as people count.
 *
 * @param number 1 to {@value #MAX_NUMBER}
 * @param place among those who took this number: the first, who has no letter, has 1, {@code b} is 2
 */
public record Serial(int number, int place) implements Comparable<Serial> {

    /** Nine digits: a number that is longer is never a serial. */
    public static final int MAX_NUMBER = 999_999_999;

    /** Place of {@code zzz}. */
    static final int MAX_PLACE = 18_278;

    private static final int LETTERS = 26;
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})([A-Za-z]{0,3})");
    private static final Comparator<Serial> ORDER =
            Comparator.comparingInt(Serial::number).thenComparingInt(Serial::place);

    /** Throws {@link IllegalArgumentException} when it is out of range. */
    public Serial {
        if (number < 1 || number > MAX_NUMBER || place < 1 || place > MAX_PLACE) {
            throw new IllegalArgumentException("a serial is a number from 1 to %d and a letter, not %d at place %d"
                    .formatted(MAX_NUMBER, number, place));
        }
    }

    /** A number without a letter. */
    public static Serial of(int number) {
        return new Serial(number, 1);
    }

    /** A number with the letter of {@link #letter()}, which may be empty. */
    public static Serial of(int number, String letter) {
        return new Serial(number, letter.isEmpty() ? 1 : place(letter));
    }

    /**
     * Returns what {@link #toString()} gives, in upper or lower case; {@code 12a} is {@code 12}. Empty for anything
     * else.
     */
    public static Optional<Serial> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Integer.parseInt(form.group(1)) < 1) {
            return Optional.empty();
        }
        return Optional.of(of(Integer.parseInt(form.group(1)), form.group(2)));
    }

    /** The letter, lower case; empty for the first. */
    public String letter() {
        StringBuilder letters = new StringBuilder();
        for (int rest = place == 1 ? 0 : place; rest > 0; rest = (rest - 1) / LETTERS) {
            letters.insert(0, (char) ('a' + (rest - 1) % LETTERS));
        }
        return letters.toString();
    }

    private static int place(String letters) {
        int place = 0;
        for (int i = 0; i < letters.length(); i++) {
            int letter = Character.toLowerCase(letters.charAt(i)) - 'a' + 1;
            if (letter < 1 || letter > LETTERS) {
                throw new IllegalArgumentException("'%s' is no letter of a serial".formatted(letters));
            }
            place = place * LETTERS + letter;
        }
        return place;
    }

    @Override
    public int compareTo(Serial other) {
        return ORDER.compare(this, other);
    }

    /** As people write it. */
    @Override
    public String toString() {
        return number + letter();
    }
}
