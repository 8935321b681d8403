package org.seedbank.catalog;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A search for entries that hold every word of a text. A word is found where it begins a word of the entry; case and
 * accents do not matter, and what is neither a letter nor a digit only ends a word. Scripts that are written without
 * spaces are found anywhere.
 */
public final class TextSearch implements Predicate<Entry> {

    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    /** More words of a search are not looked at. */
    private static final int MAX_WORDS = 100;

    private static final char MAX_ASCII = 0x7f;

    private static final Set<Character.UnicodeScript> WITHOUT_SPACES = Set.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.THAI,
            Character.UnicodeScript.LAO,
            Character.UnicodeScript.KHMER,
            Character.UnicodeScript.MYANMAR);

    private final List<String> words;

    /** A search for what a person typed. */
    public TextSearch(String text) {
        words = SPACE.splitAsStream(text.strip())
                .map(TextSearch::words)
                .filter(word -> !word.isEmpty())
                .limit(MAX_WORDS)
                .toList();
    }

    /**
     * Returns what the words of an entry must hold, each at the beginning of a word; empty when there is nothing to
     * look for.
     */
    public List<String> words() {
        return words;
    }

    /** The words of an entry that are searched: of title, creators, keywords and description, and its digest. */
    public static String words(Entry entry) {
        List<String> texts = new ArrayList<>();
        texts.add(entry.title());
        texts.addAll(entry.creators());
        texts.addAll(entry.keywords());
        texts.add(entry.description());
        texts.add(entry.digest().hex());
        return words(texts);
    }

    private static String words(List<String> texts) {
        return words(String.join("\n", texts));
    }

    /** The words of a text, each behind a space but for the first. */
    public static String words(String text) {
        StringBuilder words = new StringBuilder(text.length() + 8);
        String plain = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
        boolean apart = false;
        for (int i = 0; i < plain.length(); ) {
            int letter = plain.codePointAt(i);
            i += Character.charCount(letter);
            if (Character.isLetterOrDigit(letter)) {
                boolean alone = letter > MAX_ASCII && WITHOUT_SPACES.contains(Character.UnicodeScript.of(letter));
                if ((apart || alone) && words.length() > 0) {
                    words.append(' ');
                }
                // Through the upper case, which makes the two small sigmas one.
                words.appendCodePoint(Character.toLowerCase(Character.toUpperCase(letter)));
                apart = alone;
            } else if (Character.getType(letter) != Character.NON_SPACING_MARK) {
                apart = true;
            }
        }
        return words.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > MAX_ASCII) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean test(Entry entry) {
        return isIn(words(entry));
    }

    /** Tells whether the names of a torrent that is no entry, or its infohashes, hold every word. */
    public boolean test(ForeignTorrent torrent) {
        List<String> texts = new ArrayList<>(List.of(torrent.name()));
        torrent.facts().ifPresent(facts -> {
            texts.add(facts.name());
            facts.infohashV1().ifPresent(hash -> texts.add(hash.hex()));
            facts.infohashV2().ifPresent(hash -> texts.add(hash.hex()));
        });
        return isIn(words(texts));
    }

    private boolean isIn(String text) {
        String spaced = " " + text;
        return !words.isEmpty() && words.stream().allMatch(word -> spaced.contains(" " + word));
    }
}
