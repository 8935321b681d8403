package org.seedbank.catalog.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses SPDX license expressions (SPDX 2.3, annex D). For one text. */
final class LicenseParser {

    /** As long as an entry can hold; so parentheses are bounded too. */
    static final int LONGEST = 500;

    static final Set<String> OPERATORS = Set.of("AND", "OR", "WITH");

    private static final String ID = "[A-Za-z0-9.-]+";

    private static final Pattern REFERENCE = Pattern.compile("(DocumentRef-" + ID + ":)?LicenseRef-" + ID);

    private static final Pattern OWN_EXCEPTION = Pattern.compile("(DocumentRef-" + ID + ":)?AdditionRef-" + ID);

    private static final Pattern WORD = Pattern.compile("[()]|[^\\s()]+");

    private final SpdxList list = SpdxList.instance();
    private final List<String> words;
    private int at;

    private LicenseParser(List<String> words) {
        this.words = words;
    }

    /** The expression with its blanks in order; nothing when the text is none. */
    static Optional<String> canonical(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> words = words(text);
        LicenseParser parser = new LicenseParser(words);
        boolean whole = parser.alternatives() && parser.at == words.size();
        return whole ? Optional.of(joined(words)) : Optional.empty();
    }

    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    static String joined(List<String> words) {
        return String.join(" ", words).replace("( ", "(").replace(" )", ")");
    }

    private boolean alternatives() {
        boolean fits = allOf();
        while (fits && skip("OR")) {
            fits = allOf();
        }
        return fits;
    }

    private boolean allOf() {
        boolean fits = term();
        while (fits && skip("AND")) {
            fits = term();
        }
        return fits;
    }

    private boolean term() {
        if (skip("(")) {
            return alternatives() && skip(")");
        }
        return take(this::license) && (!skip("WITH") || take(this::exception));
    }

    /** Identifiers may be written in any case (SPDX 2.3, annex D.2); terms of somebody's own are as they are. */
    private Optional<String> license(String word) {
        boolean later = word.endsWith("+");
        String id = later ? word.substring(0, word.length() - 1) : word;
        return list.license(word)
                .or(() -> list.license(id).map(listed -> listed + (later ? "+" : "")))
                .or(() -> Optional.of(word).filter(own -> REFERENCE.matcher(own).matches()));
    }

    private Optional<String> exception(String word) {
        return list.exception(word).or(() -> Optional.of(word)
                .filter(own -> OWN_EXCEPTION.matcher(own).matches()));
    }

    /** Takes the next word, as it is rightly written, where it is of this kind. */
    private boolean take(Function<String, Optional<String>> kind) {
        Optional<String> word = at < words.size() ? kind.apply(words.get(at)) : Optional.empty();
        word.ifPresent(written -> words.set(at++, written));
        return word.isPresent();
    }

    private boolean skip(String word) {
        return take(next -> Optional.of(next).filter(word::equals));
    }
}
