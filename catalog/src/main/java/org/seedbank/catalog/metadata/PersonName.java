package org.seedbank.catalog.metadata;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The name of a maker of a dataset. Only what is written as {@code Family, Given} is taken apart; of every other name nobody
 * can tell which part is which, so it stays whole.
 *
 * @param text the name as the entry has it, on one line
 * @param family the family name, where it is known
 * @param given the given names, where they are known
 */
record PersonName(String text, Optional<String> family, Optional<String> given) {

    /** Words of bodies' names, none of which is part of a person's. */
    private static final Pattern BODY = Pattern.compile(
            "(?iu)(?:^|\\P{L})(?:of|for|the|and|und|für|et|des|universit\\p{L}*|institut\\p{L}*|laborator\\p{L}*|lab|labs|academy|"
                    + "akademie|centre|center|zentrum|college|school|department|agency|ministry|museum|society|association|"
                    + "consortium|collaboration|council|foundation|survey|service|group|team|project|inc|ltd|llc|gmbh|ag|"
                    + "corp|co)(?:\\P{L}|$)");

    private static final Pattern BETWEEN_NAMES = Pattern.compile("\\s+|(?<=\\.)(?=\\p{L})");

    private static final Pattern HYPHEN = Pattern.compile("-");

    static PersonName of(String creator) {
        String text = OneLine.of(creator);
        int comma = text.indexOf(',');
        if (comma < 0 || comma != text.lastIndexOf(',') || BODY.matcher(text).find()) {
            return whole(text);
        }
        String family = text.substring(0, comma).strip();
        String given = text.substring(comma + 1).strip();
        return family.isEmpty() || given.codePoints().noneMatch(Character::isLetter)
                ? whole(text)
                : new PersonName(text, Optional.of(family), Optional.of(given));
    }

    private static PersonName whole(String text) {
        return new PersonName(text, Optional.empty(), Optional.empty());
    }

    /** Tells whether family and given names are known. */
    boolean isParted() {
        return family.isPresent();
    }

    /** Tells whether the name holds a word that only bodies have in theirs. */
    boolean isBody() {
        return BODY.matcher(text).find();
    }

    /** The given names' first letters, each with its full stop: {@code J.-P. A.}; nothing where they are not known. */
    String initials() {
        return BETWEEN_NAMES
                .splitAsStream(given.orElse(""))
                .map(PersonName::initial)
                .filter(initial -> !initial.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String initial(String name) {
        return HYPHEN.splitAsStream(name)
                .flatMap(part ->
                        part.codePoints().filter(Character::isLetter).limit(1).mapToObj(Character::toString))
                .map(letter -> letter + ".")
                .collect(Collectors.joining("-"));
    }
}
