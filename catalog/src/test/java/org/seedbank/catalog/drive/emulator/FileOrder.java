package org.seedbank.catalog.drive.emulator;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The {@code orderBy} of a listing: keys with commas between them, each with {@code desc} or {@code asc} behind it or neither. */
final class FileOrder {

    private FileOrder() {}

    /** Null where no order is asked for. */
    static Comparator<Item> parse(List<String> keys) {
        Comparator<Item> order = null;
        for (String key : keys) {
            String[] words = key.split(" +", -1);
            Comparator<Item> next = comparator(words[0]);
            String way = words.length == 1 ? "asc" : words[1];
            if (words.length > 2 || !(way.equals("asc") || way.equals("desc"))) {
                throw invalid(key);
            }
            next = way.equals("desc") ? next.reversed() : next;
            order = order == null ? next : order.thenComparing(next);
        }
        return order;
    }

    private static Comparator<Item> comparator(String key) {
        return switch (key) {
            case "name", "name_natural" -> Comparator.comparing(item -> item.name.toLowerCase(Locale.ROOT));
            case "modifiedTime", "modifiedByMeTime", "recency" -> Comparator.comparing(item -> item.modifiedTime);
            case "createdTime" -> Comparator.comparing(item -> item.createdTime);
            case "folder" -> Comparator.comparing(item -> !item.isFolder());
            case "starred" -> Comparator.comparing(item -> !item.starred);
            case "quotaBytesUsed" -> Comparator.comparing(item -> item.content == null ? 0 : item.content.size());
            default -> throw invalid(key);
        };
    }

    private static DriveError invalid(String key) {
        return DriveError.invalidParameter("Invalid Value: orderBy " + key);
    }
}
