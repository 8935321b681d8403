package org.seedbank.catalog.metadata;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
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
        return take(this::isLicense) && (!skip("WITH") || take(this::isException));
    }

    private boolean isLicense(String word) {
        String id = word.endsWith("+") ? word.substring(0, word.length() - 1) : word;
        return list.hasLicense(word)
                || list.hasLicense(id)
                || REFERENCE.matcher(word).matches();
    }

    private boolean isException(String word) {
        return list.hasException(word) || OWN_EXCEPTION.matcher(word).matches();
    }

    private boolean take(Predicate<String> kind) {
        boolean fits = at < words.size() && kind.test(words.get(at));
        at += fits ? 1 : 0;
        return fits;
    }

    private boolean skip(String word) {
        return take(word::equals);
    }
}
