package org.seedbank.uploading.selection;

import java.util.ArrayList;
import java.util.List;

/** One pattern by which a person leaves files or folders out of this publication. */
final class Exclusion {

    /** Enough for anything a person types. */
    private static final int MOST_ALTERNATIVES = 1000;

    private final String glob;
    private final List<IgnorePattern> alternatives;
    private boolean used;

    /**
     * Reads a pattern as a line of {@code .seedbankignore} is read, and alternatives in braces too.
     *
     * @throws IllegalArgumentException when it can match nothing
     */
    Exclusion(String glob) {
        this.glob = glob;
        alternatives = alternatives(glob.startsWith("./") ? glob.substring(1) : glob).stream()
                .map(each -> IgnorePattern.ofGlob(each)
                        .orElseThrow(() -> new IllegalArgumentException("'%s' is not a pattern".formatted(glob))))
                .toList();
    }

    /** Spells out the innermost braces until there are none. */
    private static List<String> alternatives(String glob) {
        List<String> open = new ArrayList<>(List.of(glob));
        List<String> plain = new ArrayList<>();
        while (!open.isEmpty()) {
            String each = open.remove(open.size() - 1);
            int close = each.indexOf('}');
            int start = close < 0 ? -1 : each.lastIndexOf('{', close);
            if (start < 0) {
                plain.add(each);
            } else {
                for (String choice : each.substring(start + 1, close).split(",", -1)) {
                    open.add(each.substring(0, start) + choice + each.substring(close + 1));
                }
            }
            if (open.size() + plain.size() > MOST_ALTERNATIVES) {
                throw new IllegalArgumentException("'%s' has too many alternatives".formatted(glob));
            }
        }
        return plain;
    }

    boolean matches(String path, boolean folder) {
        boolean matches = alternatives.stream().anyMatch(each -> each.matches(path, folder));
        used |= matches;
        return matches;
    }

    String glob() {
        return glob;
    }

    /** True when it has left anything out. */
    boolean isUsed() {
        return used;
    }
}
