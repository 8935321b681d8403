package org.seedbank.catalog.drive;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;

/**
 * An entry as the public properties of a file in Drive: each field of the entry's JSON but the description is one property
 * {@code seedbank_FIELD}, whose value is JSON; what is too long for one goes on in {@code seedbank_FIELD_2} and so on.
 *
 * @param values the properties
 * @param whole whether nothing of the entry had to be left out
 */
record EntryProperties(Map<String, String> values, boolean whole) {

    /** Drive's limit for name and value together, in bytes of UTF-8. */
    static final int MAX_BYTES = 124;

    /** Drive lets each program have 30 public properties of a file; one is kept for {@link #MORE}. */
    private static final int MAX_PROPERTIES = 29;

    /** Names the file that holds the whole entry, where this one could not. */
    static final String MORE = "seedbank_more";

    static final String PREFIX = "seedbank_";
    private static final String DIGEST = PREFIX + "digest";
    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,39}");
    private static final int LONGEST_CUT_TITLE = 200;

    /** Fields that a listing cannot do without, and that are always short. */
    private static final List<String> CORE = List.of(
            "schema",
            "digest",
            "title",
            "license",
            "published",
            "bytes",
            "files",
            "pieceLength",
            "infohashV1",
            "infohashV2",
            "serial",
            "serialLetter",
            "supersededBy",
            "withdrawn",
            "edited",
            "withdrawnAt",
            "changed");

    private static final Gson COMPACT =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    EntryProperties {
        values = Map.copyOf(values);
    }

    /** The entry as properties, cut down to what a listing needs where all of it does not fit. */
    static EntryProperties of(Entry entry) {
        JsonObject json = JsonParser.parseString(entry.toJson()).getAsJsonObject();
        json.remove("description");
        Optional<Map<String, String>> all = properties(json);
        if (all.isPresent()) {
            return new EntryProperties(all.get(), true);
        }
        JsonObject core = new JsonObject();
        CORE.stream().filter(json::has).forEach(field -> core.add(field, json.get(field)));
        core.add("title", new JsonPrimitive(cut(entry.title(), LONGEST_CUT_TITLE)));
        return new EntryProperties(
                properties(core)
                        .or(() -> {
                            core.remove("license");
                            return properties(core);
                        })
                        .orElseThrow(),
                false);
    }

    /** Tells whether a file's properties are those of an entry. */
    static boolean areIn(Map<String, String> properties) {
        return properties.containsKey(DIGEST);
    }

    /**
     * The entry that a file's properties and description tell.
     *
     * @throws CatalogException.MalformedEntry when they do not
     */
    static Entry read(Map<String, String> properties, String description) {
        StringBuilder json = new StringBuilder("{");
        new TreeMap<>(properties).forEach((name, value) -> {
            String field = name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : "";
            if (FIELD.matcher(field).matches() && !name.equals(MORE)) {
                json.append(COMPACT.toJson(field)).append(':').append(value);
                for (int part = 2; properties.containsKey(name + "_" + part); part++) {
                    json.append(properties.get(name + "_" + part));
                }
                json.append(',');
            }
        });
        json.append("\"description\":").append(COMPACT.toJson(description)).append('}');
        return Entry.parse(json.toString());
    }

    private static Optional<Map<String, String>> properties(JsonObject json) {
        Map<String, String> values = new TreeMap<>();
        for (Map.Entry<String, JsonElement> field : json.entrySet()) {
            if (!FIELD.matcher(field.getKey()).matches()) {
                return Optional.empty();
            }
            put(values, PREFIX + field.getKey(), COMPACT.toJson(field.getValue()));
            if (values.size() > MAX_PROPERTIES) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    private static void put(Map<String, String> values, String name, String value) {
        String rest = value;
        for (int part = 1; part == 1 || !rest.isEmpty(); part++) {
            String each = part == 1 ? name : name + "_" + part;
            String fits = fitting(rest, MAX_BYTES - each.length());
            values.put(each, fits);
            rest = rest.substring(fits.length());
            if (values.size() > MAX_PROPERTIES) {
                return;
            }
        }
    }

    /** The longest beginning of a text that takes no more bytes of UTF-8 than this; no character is cut in two. */
    static String fitting(String text, int bytes) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int next = text.offsetByCodePoints(end, 1);
            used += text.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
            if (used > bytes) {
                break;
            }
            end = next;
        }
        return text.substring(0, end);
    }

    /** A text of at most so many bytes, with an ellipsis in place of what was left out. */
    static String cut(String text, int bytes) {
        return text.getBytes(StandardCharsets.UTF_8).length <= bytes ? text : fitting(text, bytes - 3) + "…";
    }
}
