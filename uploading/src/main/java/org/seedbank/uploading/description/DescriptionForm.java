package org.seedbank.uploading.description;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.seedbank.catalog.metadata.Description;

/** A description as a text for an editor: YAML with a comment for each field. What a form says, it says whole: an empty field says nothing. */
public final class DescriptionForm {

    /** As much as an entry can hold, and its comments. */
    public static final int MAX_BYTES = 1 << 20;

    private static final Set<String> FIELDS =
            Set.of("title", "description", "creators", "license", "doi", "keywords", "version");

    private DescriptionForm() {}

    /**
     * The form of a description.
     *
     * @param name the dataset's name, for whom the form is read by
     */
    public static String of(Description description, String name) {
        StringBuilder form = new StringBuilder();
        form.append("# What a catalog is to say of ")
                .append(quoted(name))
                .append(".\n")
                .append(
                        "# Save and close the editor to go on. Lines that begin with '#' are not read; an empty field says nothing.\n")
                .append("# Saved as it is, or emptied, it changes nothing.\n\n");
        field(form, "A short name; without one, the name of the folder or file.", "title", description.title());
        form.append("\n# What it is, in as many lines as you like, each behind two blanks.\n")
                .append("description:")
                .append(block(description.text().orElse("")));
        list(form, "Who made it, one a line; a person as 'Family, Given'.", "creators", description.creators());
        field(form, "\nAn SPDX license expression, such as CC-BY-4.0.", "license", description.license());
        field(form, "\nSuch as 10.5281/zenodo.1234.", "doi", description.doi());
        list(form, "Words to find it by, one a line.", "keywords", description.keywords());
        field(form, "\nThe dataset's own version.", "version", description.version());
        return form.toString();
    }

    /**
     * Reads a form.
     *
     * @return what it says, with licence and DOI as entries hold them; empty where it holds nothing but comments
     * @throws NotReadableException when it is not as it should be; the message says what is wrong
     */
    public static Optional<Description> parse(byte[] form) throws NotReadableException {
        if (form.length > MAX_BYTES) {
            throw new NotReadableException("it is larger than %d bytes".formatted(MAX_BYTES));
        }
        String text = new String(form, StandardCharsets.UTF_8);
        if (text.lines().allMatch(line -> line.isBlank() || line.startsWith("#"))) {
            return Optional.empty();
        }
        JsonObject json = YamlSource.parse(form);
        for (String field : json.keySet()) {
            if (!FIELDS.contains(field)) {
                throw new NotReadableException("it has a field '%.80s' that there is not".formatted(field));
            }
        }
        Description said = new Description(
                text(json, "title"),
                text(json, "description"),
                texts(json, "creators"),
                text(json, "license"),
                text(json, "doi"),
                texts(json, "keywords"),
                text(json, "version"));
        List<String> faults = new ArrayList<>();
        Consumer<String> fault = faults::add;
        Description usable = UsableParts.of(said, fault);
        if (!faults.isEmpty()) {
            throw new NotReadableException(String.join("; ", faults));
        }
        return Optional.of(usable);
    }

    private static void field(StringBuilder form, String comment, String name, Optional<String> value) {
        form.append(comment.startsWith("\n") ? "\n# " : "# ")
                .append(comment.strip())
                .append('\n')
                .append(name)
                .append(':')
                .append(value.map(text -> " " + quoted(text)).orElse(""))
                .append('\n');
    }

    private static void list(StringBuilder form, String comment, String name, List<String> values) {
        form.append("\n# ").append(comment).append('\n').append(name).append(":\n");
        values.forEach(value -> form.append("  - ").append(quoted(value)).append('\n'));
    }

    /** Lines as they are, where YAML can hold them so; their indentation is said, as the first may begin with blanks. */
    private static String block(String text) {
        if (text.isEmpty()) {
            return "\n";
        }
        boolean plain = text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isPrintable(c))
                && !text.endsWith("\n")
                && !text.startsWith("\n");
        if (!plain) {
            return " " + quoted(text) + "\n";
        }
        StringBuilder block = new StringBuilder(" |2-\n");
        text.lines()
                .forEach(line ->
                        block.append(line.isEmpty() ? "" : "  ").append(line).append('\n'));
        return block.toString();
    }

    /** In double quotes, in which YAML has the escapes of JSON. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        new JsonPrimitive(text).toString().codePoints().forEach(c -> {
            if (isPrintable(c)) {
                quoted.appendCodePoint(c);
            } else {
                quoted.append(c > 0xffff ? "\\U%08x".formatted(c) : "\\u%04x".formatted(c));
            }
        });
        return quoted.toString();
    }

    /** A person can see it, and YAML takes it as it is. */
    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private static Optional<String> text(JsonObject json, String field) throws NotReadableException {
        JsonElement value = json.get(field);
        if (value == null || value instanceof JsonNull) {
            return Optional.empty();
        }
        if (!(value instanceof JsonPrimitive)) {
            throw new NotReadableException("field '%s' is not a text".formatted(field));
        }
        return Optional.of(value.getAsString().strip()).filter(text -> !text.isEmpty());
    }

    private static List<String> texts(JsonObject json, String field) throws NotReadableException {
        JsonElement value = json.get(field);
        if (value == null || value instanceof JsonNull) {
            return List.of();
        }
        if (!(value instanceof JsonArray array)) {
            throw new NotReadableException(
                    "field '%s' is not a list, with '- ' before each of its lines".formatted(field));
        }
        List<String> texts = new ArrayList<>();
        for (JsonElement each : array) {
            if (!(each instanceof JsonPrimitive)) {
                throw new NotReadableException("field '%s' has a line that is not a text".formatted(field));
            }
            texts.add(each.getAsString().strip());
        }
        return texts;
    }
}
