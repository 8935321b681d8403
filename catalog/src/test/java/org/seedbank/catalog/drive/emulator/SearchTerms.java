package org.seedbank.catalog.drive.emulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.seedbank.catalog.drive.emulator.Search.Condition;

/** What the single terms of a search mean. */
final class SearchTerms {

    private SearchTerms() {}

    static Condition isIn(String folder) {
        return (item, caller) -> item.parent != null
                && (item.parent.id.equals(folder)
                        || (folder.equals("root") && item.parent.isRoot() && item.parent.owner.equals(caller.user())));
    }

    static Condition hasRole(Access access, String mail, Role least) {
        return (item, caller) -> {
            String user = mail.equals("me") ? caller.user() : mail;
            Role role = user == null ? null : access.ownRole(user, item);
            return role != null && role.atLeast(least);
        };
    }

    /** {@code =} does not heed the case of letters, {@code contains} looks at the beginnings of words. */
    static Condition name(SearchWords words) {
        String operator = words.word();
        String value = words.value();
        return switch (operator) {
            case "=" -> (item, caller) -> item.name.equalsIgnoreCase(value);
            case "!=" -> (item, caller) -> !item.name.equalsIgnoreCase(value);
            case "contains" -> (item, caller) -> hasPrefix(item.name, value);
            default -> throw words.invalid();
        };
    }

    private static boolean hasPrefix(String name, String prefix) {
        String folded = name.toLowerCase(Locale.ROOT);
        String wanted = prefix.toLowerCase(Locale.ROOT);
        for (int at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
            if (at == 0 || !Character.isLetterOrDigit(folded.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }

    static Condition fullText(SearchWords words) {
        words.must("contains");
        String value = words.value().replace("\"", "").toLowerCase(Locale.ROOT);
        return (item, caller) ->
                (item.name + " " + item.description).toLowerCase(Locale.ROOT).contains(value);
    }

    static Condition mimeType(SearchWords words) {
        String operator = words.word();
        String value = words.value();
        return switch (operator) {
            case "=" -> (item, caller) -> item.mimeType.equals(value);
            case "!=" -> (item, caller) -> !item.mimeType.equals(value);
            case "contains" -> (item, caller) -> item.mimeType.startsWith(value);
            default -> throw words.invalid();
        };
    }

    static Condition time(SearchWords words, Function<Item, Instant> field) {
        String operator = words.word();
        Instant value = instant(words);
        return switch (operator) {
            case "<" -> (item, caller) -> field.apply(item).isBefore(value);
            case "<=" -> (item, caller) -> !field.apply(item).isAfter(value);
            case "=" -> (item, caller) -> field.apply(item).equals(value);
            case "!=" -> (item, caller) -> !field.apply(item).equals(value);
            case ">=" -> (item, caller) -> !field.apply(item).isBefore(value);
            case ">" -> (item, caller) -> field.apply(item).isAfter(value);
            default -> throw words.invalid();
        };
    }

    /** RFC 3339, where a time without a zone is in UTC and a day begins at midnight. */
    private static Instant instant(SearchWords words) {
        String text = words.value();
        try {
            TemporalAccessor time = DateTimeFormatter.ofPattern(
                            "uuuu-MM-dd['T'HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS][XXX]]")
                    .parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (time instanceof OffsetDateTime offset) {
                return offset.toInstant();
            }
            return time instanceof LocalDateTime local
                    ? local.toInstant(ZoneOffset.UTC)
                    : LocalDate.from(time).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw words.invalid();
        }
    }

    static Condition flag(SearchWords words, Condition field) {
        boolean equal = !words.skip("!=");
        if (equal) {
            words.must("=");
        }
        boolean wanted = truth(words) == equal;
        return (item, caller) -> field.test(item, caller) == wanted;
    }

    static boolean truth(SearchWords words) {
        return switch (words.word()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw words.invalid();
        };
    }

    /** Shared with the caller by name, not by link, and not because a folder of it is. */
    static boolean isSharedWithMe(Item item, Caller caller) {
        return !caller.isAnonymous()
                && !caller.user().equals(item.owner)
                && item.driveId == null
                && item.grants.containsKey(Grant.idOf(caller.user()));
    }

    static Condition property(SearchWords words, BiFunction<Item, Caller, Map<String, String>> properties) {
        words.must("has");
        words.must("{");
        words.must("key");
        words.must("=");
        String key = words.value();
        words.must("and");
        words.must("value");
        words.must("=");
        String value = words.value();
        words.must("}");
        return (item, caller) -> value.equals(properties.apply(item, caller).get(key));
    }

    static Map<String, String> ofApp(Item item, Caller caller) {
        return caller.isAnonymous() ? Map.of() : item.appProperties.getOrDefault(caller.app(), Map.of());
    }
}
