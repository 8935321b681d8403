package org.seedbank.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of the document about {@code --json}: for each object, named by its heading, the fields it has. Notes every
 * difference between them and objects that were printed.
 */
final class JsonDocument {

    private static final Pattern LINE =
            Pattern.compile("(?m)^#+ (?<heading>.*)$|^(?:All fields of|The same as) \\[(?<base>.*?)]"
                    + "|^\\| `(?<name>\\w+)` \\| (?<type>.*?) \\| (?<always>yes)? ?\\|");

    /** A row of a table. */
    private record Field(String type, boolean always) {}

    private final Map<String, Map<String, Field>> objects = new LinkedHashMap<>();
    private final Set<String> differences = new TreeSet<>();
    private final Set<String> unseen = new TreeSet<>();

    JsonDocument(String markdown) {
        Matcher line = LINE.matcher(markdown);
        Map<String, Field> fields = Map.of();
        while (line.find()) {
            if (line.group("heading") != null) {
                fields = objects.computeIfAbsent(line.group("heading"), heading -> new LinkedHashMap<>());
            } else if (line.group("base") != null) {
                fields.putAll(objects.getOrDefault(line.group("base"), Map.of()));
            } else {
                String type = line.group("type").replaceAll("\\[(.*?)]\\(.*?\\)", "$1");
                fields.put(line.group("name"), new Field(type, line.group("always") != null));
            }
        }
        objects.forEach((object, its) -> its.keySet().forEach(field -> unseen.add(object + "." + field)));
    }

    /** Compares an object that was printed with what the document says of objects under this heading. */
    void compare(String heading, JsonObject printed) {
        Map<String, Field> fields = objects.get(heading);
        if (fields == null) {
            differences.add("'%s' is not described".formatted(heading));
            return;
        }
        fields.forEach((name, field) -> {
            if (field.always() && !printed.has(name)) {
                differences.add("%s.%s is not always there".formatted(heading, name));
            }
        });
        printed.entrySet().forEach(each -> {
            String place = heading + "." + each.getKey();
            unseen.remove(place);
            if (fields.containsKey(each.getKey())) {
                compare(place, fields.get(each.getKey()).type(), each.getValue());
            } else {
                differences.add(place + " is printed and not documented");
            }
        });
    }

    private void compare(String place, String type, JsonElement value) {
        if (type.startsWith("list of ") && value.isJsonArray()) {
            value.getAsJsonArray().forEach(item -> compare(place, type.substring("list of ".length()), item));
        } else if (value.isJsonObject()) {
            compare(type, value.getAsJsonObject());
        } else if (!value.isJsonPrimitive() || !isPrimitive(type, value)) {
            differences.add("%s is documented as %s and printed as %s".formatted(place, type, value));
        }
    }

    private static boolean isPrimitive(String type, JsonElement value) {
        return switch (type) {
            case "text" -> value.getAsJsonPrimitive().isString();
            // A bench writes NUMBER for what differs from run to run.
            case "number" ->
                value.getAsJsonPrimitive().isNumber() || value.getAsString().equals("NUMBER");
            case "flag" -> value.getAsJsonPrimitive().isBoolean();
            default -> false;
        };
    }

    /** What was printed otherwise than documented. */
    Set<String> differences() {
        return differences;
    }

    /** Documented fields that nothing compared so far had. */
    Set<String> unseen() {
        return unseen;
    }
}
