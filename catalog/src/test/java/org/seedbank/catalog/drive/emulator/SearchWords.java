package org.seedbank.catalog.drive.emulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The words of a {@code q}, read one after the other. */
final class SearchWords {

    /** A word; {@code quoted} tells {@code 'and'} from {@code and}. */
    record Word(String text, boolean quoted) {}

    private static final Set<String> SIGNS = Set.of("<=", ">=", "!=");
    private static final String END = "";

    private final String text;
    private final List<Word> words = new ArrayList<>();
    private int at;

    SearchWords(String text) {
        this.text = text;
        int here = 0;
        while (here < text.length()) {
            here = read(here);
        }
    }

    private int read(int here) {
        char c = text.charAt(here);
        if (Character.isWhitespace(c)) {
            return here + 1;
        }
        if (c == '\'') {
            return quoted(here + 1);
        }
        if (here + 1 < text.length() && SIGNS.contains(text.substring(here, here + 2))) {
            return add(here, here + 2);
        }
        if ("(){}=<>".indexOf(c) >= 0) {
            return add(here, here + 1);
        }
        int end = here;
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        if (end == here) {
            throw invalid();
        }
        return add(here, end);
    }

    private int add(int from, int to) {
        words.add(new Word(text.substring(from, to), false));
        return to;
    }

    private int quoted(int start) {
        StringBuilder value = new StringBuilder();
        for (int here = start; here < text.length(); here++) {
            char c = text.charAt(here);
            if (c == '\'') {
                words.add(new Word(value.toString(), true));
                return here + 1;
            }
            if (c == '\\') {
                here++;
                if (here == text.length() || "\\'".indexOf(text.charAt(here)) < 0) {
                    throw invalid();
                }
            }
            value.append(text.charAt(here));
        }
        throw invalid();
    }

    boolean atEnd() {
        return at == words.size();
    }

    /** Steps over that word if it comes next. */
    boolean skip(String word) {
        boolean there =
                !atEnd() && !words.get(at).quoted() && words.get(at).text().equals(word);
        at += there ? 1 : 0;
        return there;
    }

    void must(String word) {
        if (!skip(word)) {
            throw invalid();
        }
    }

    boolean nextIsQuoted() {
        return !atEnd() && words.get(at).quoted();
    }

    /** The next word outside of quotes. */
    String word() {
        if (atEnd() || nextIsQuoted()) {
            throw invalid();
        }
        return next();
    }

    /** The next value in quotes. */
    String value() {
        if (!nextIsQuoted()) {
            throw invalid();
        }
        return next();
    }

    private String next() {
        String word = atEnd() ? END : words.get(at).text();
        at++;
        return word;
    }

    DriveError invalid() {
        return DriveError.invalid("Invalid Value: q");
    }
}
