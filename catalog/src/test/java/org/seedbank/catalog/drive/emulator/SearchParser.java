package org.seedbank.catalog.drive.emulator;

import java.util.HashSet;
import java.util.Set;
import org.seedbank.catalog.drive.emulator.Search.Condition;

/**
 * Reads the {@code q} of {@code files.list}.
 *
 * <pre>
 * search    = operand { ("and" | "or") operand }          evaluated from left to right
 * operand   = "not" operand | "(" search ")" | term
 * term      = 'value' "in" field | field operator 'value' | field "=" ("true" | "false")
 *           | field "has" "{" "key" "=" 'key' "and" "value" "=" 'value' "}" | "sharedWithMe"
 * </pre>
 */
final class SearchParser {

    private static final int DEEPEST = 50;

    private final SearchWords words;
    private final Access access;
    private final Set<String> fields = new HashSet<>();
    private int depth;

    /** A condition and the only folder that can hold a match of it, or null. */
    private record Part(Condition condition, String parent) {

        static Part of(Condition condition) {
            return new Part(condition, null);
        }

        Part and(Part other) {
            Condition both = (item, caller) -> condition.test(item, caller) && other.condition.test(item, caller);
            return new Part(both, parent == null ? other.parent : parent);
        }

        Part or(Part other) {
            return of((item, caller) -> condition.test(item, caller) || other.condition.test(item, caller));
        }

        Part not() {
            return of((item, caller) -> !condition.test(item, caller));
        }
    }

    private SearchParser(String q, Access access) {
        this.words = new SearchWords(q);
        this.access = access;
    }

    /** Refuses what is not understood with 400; no {@code q} at all finds everything. */
    static Search parse(String q, Access access) {
        if (q == null || q.isBlank()) {
            return Search.everything();
        }
        SearchParser parser = new SearchParser(q, access);
        Part whole = parser.search();
        if (!parser.words.atEnd()) {
            throw parser.words.invalid();
        }
        return new Search(whole.condition(), whole.parent(), parser.fields);
    }

    private Part search() {
        Part left = operand();
        while (true) {
            if (words.skip("and")) {
                left = left.and(operand());
            } else if (words.skip("or")) {
                left = left.or(operand());
            } else {
                return left;
            }
        }
    }

    private Part operand() {
        if (++depth > DEEPEST) {
            throw words.invalid();
        }
        Part operand;
        if (words.skip("not")) {
            operand = operand().not();
        } else if (words.skip("(")) {
            operand = search();
            words.must(")");
        } else {
            operand = words.nextIsQuoted() ? membership() : comparison();
        }
        depth--;
        return operand;
    }

    private Part membership() {
        String value = words.value();
        words.must("in");
        String field = words.word();
        fields.add(field);
        return switch (field) {
            case "parents" -> new Part(SearchTerms.isIn(value), value);
            case "owners" -> Part.of(SearchTerms.hasRole(access, value, Role.OWNER));
            case "writers" -> Part.of(SearchTerms.hasRole(access, value, Role.WRITER));
            case "readers" -> Part.of(SearchTerms.hasRole(access, value, Role.READER));
            default -> throw words.invalid();
        };
    }

    private Part comparison() {
        String field = words.word();
        fields.add(field);
        return Part.of(
                switch (field) {
                    case "name" -> SearchTerms.name(words);
                    case "fullText" -> SearchTerms.fullText(words);
                    case "mimeType" -> SearchTerms.mimeType(words);
                    case "modifiedTime" -> SearchTerms.time(words, item -> item.modifiedTime);
                    case "createdTime" -> SearchTerms.time(words, item -> item.createdTime);
                    case "trashed" -> SearchTerms.flag(words, (item, caller) -> item.isInTrash());
                    case "starred" -> SearchTerms.flag(words, (item, caller) -> item.starred);
                    case "sharedWithMe" -> sharedWithMe();
                    case "properties" -> SearchTerms.property(words, (item, caller) -> item.properties);
                    case "appProperties" -> SearchTerms.property(words, SearchTerms::ofApp);
                    default -> throw words.invalid();
                });
    }

    private Condition sharedWithMe() {
        if (words.skip("=")) {
            boolean wanted = SearchTerms.truth(words);
            return (item, caller) -> SearchTerms.isSharedWithMe(item, caller) == wanted;
        }
        return SearchTerms::isSharedWithMe;
    }
}
