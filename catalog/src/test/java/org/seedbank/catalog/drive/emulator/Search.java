package org.seedbank.catalog.drive.emulator;

import java.util.Set;

/** A {@code q} that was understood. */
final class Search {

    /** The fields whose index lags behind. */
    private static final Set<String> LAGGING = Set.of("name", "fullText", "properties", "appProperties");

    private final Condition condition;
    private final String parent;
    private final boolean lags;

    Search(Condition condition, String parent, Set<String> fields) {
        this.condition = condition;
        this.parent = parent;
        this.lags = fields.stream().anyMatch(LAGGING::contains);
    }

    static Search everything() {
        return new Search((item, caller) -> true, null, Set.of());
    }

    /** The only folder that can hold a match, or null if that can't be said. */
    String parent() {
        return parent;
    }

    /** Whether the search goes by an index that new files reach late. */
    boolean lags() {
        return lags;
    }

    boolean matches(Item item, Caller caller) {
        return condition.test(item, caller);
    }

    /** One condition of a search. */
    @FunctionalInterface
    interface Condition {
        boolean test(Item item, Caller caller);
    }
}
