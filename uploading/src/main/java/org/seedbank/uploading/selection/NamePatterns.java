package org.seedbank.uploading.selection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Patterns of single names in any case, of which most names match none, so that many names are judged fast. */
final class NamePatterns {

    private static final String WILD = "*";

    private final Set<String> exact = new HashSet<>();
    private final List<String> beginnings = new ArrayList<>();
    private final List<String> endings = new ArrayList<>();
    private final List<Glob> others = new ArrayList<>();

    NamePatterns(List<String> patterns) {
        patterns.stream().map(each -> each.toLowerCase(Locale.ROOT)).forEach(this::add);
    }

    private void add(String pattern) {
        String literal = pattern.replace(WILD, "");
        if (literal.equals(pattern)) {
            exact.add(pattern);
        } else if (pattern.equals(literal + WILD)) {
            beginnings.add(literal);
        } else if (pattern.equals(WILD + literal)) {
            endings.add(literal);
        } else {
            others.add(Glob.compile(pattern, false).orElseThrow());
        }
    }

    boolean match(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return exact.contains(lower)
                || beginnings.stream().anyMatch(lower::startsWith)
                || endings.stream().anyMatch(lower::endsWith)
                || others.stream().anyMatch(each -> each.matches(lower));
    }
}
