package org.seedbank.uploading.description;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.catalog.metadata.Doi;

/**
 * The fields of a description, as people write them: what can be meant in one way only is taken. A field that cannot be used costs
 * one warning that names it. For one thread.
 */
final class SourceFields {

    /** Stands for bytes that are not UTF-8. */
    private static final String REPLACEMENT = "\ufffd";

    private static final Pattern BETWEEN_KEYWORDS = Pattern.compile("[,;]");

    private final JsonObject json;
    private final Consumer<String> warnings;
    private final Set<String> told;

    SourceFields(JsonObject json, Consumer<String> warnings) {
        this(json, warnings, new HashSet<>());
    }

    private SourceFields(JsonObject json, Consumer<String> warnings, Set<String> told) {
        this.json = json;
        this.warnings = warnings;
        this.told = told;
    }

    /** Fields of another object of the same description. */
    SourceFields in(JsonObject other) {
        return new SourceFields(other, warnings, told);
    }

    JsonObject json() {
        return json;
    }

    /** A text; a number is what it looks like. */
    Optional<String> text(String field) {
        JsonElement element = json.get(field);
        if (element != null && !element.isJsonNull() && !isText(element)) {
            unusable(field, "is not a text");
        }
        return text(element).filter(text -> readable(text, field));
    }

    /** The first of several texts: the one in the first language, where a standard has one for each. */
    Optional<String> first(String field) {
        List<JsonElement> elements = elements(field);
        Optional<String> text = elements.stream()
                .flatMap(each -> text(each).stream())
                .findFirst()
                .filter(each -> readable(each, field));
        if (text.isEmpty() && !elements.isEmpty()) {
            unusable(field, "is not a text");
        }
        return text;
    }

    /** Names in several fields, each once. */
    List<String> names(List<String> fields, Function<JsonElement, Optional<String>> name) {
        Set<String> names = new LinkedHashSet<>();
        for (String field : fields) {
            for (JsonElement person : elements(field)) {
                name.apply(person)
                        .filter(text -> readable(text, field))
                        .ifPresentOrElse(names::add, () -> unusable(field, "names nobody in a part"));
            }
        }
        return List.copyOf(names);
    }

    /** Words of a list, or of one text with commas or semicolons between them. */
    List<String> keywords(String field) {
        List<String> keywords = new ArrayList<>();
        for (JsonElement element : elements(field)) {
            String text = text(element).orElse("");
            Stream<String> parts =
                    json.get(field).isJsonArray() ? Stream.of(text) : BETWEEN_KEYWORDS.splitAsStream(text);
            parts.map(String::strip)
                    .filter(part -> !part.isEmpty() && readable(part, field))
                    .forEach(keywords::add);
            if (!isText(element)) {
                unusable(field, "has a part that is not a text");
            }
        }
        return keywords;
    }

    /**
     * Licences as one SPDX expression; all are used or none.
     *
     * @param operator what holds between several: {@code AND} or {@code OR}
     * @param names the names and addresses that a part has for one licence
     */
    Optional<String> license(String field, String operator, Function<JsonElement, List<String>> names) {
        List<JsonElement> parts = elements(field);
        List<String> licenses = new ArrayList<>();
        for (JsonElement part : parts) {
            license(names.apply(part))
                    .ifPresentOrElse(licenses::add, () -> unusable(field, "has a part that names no licence"));
        }
        if (licenses.size() < parts.size() || licenses.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(licenses.stream()
                .distinct()
                .map(each -> licenses.size() > 1 && each.contains(" OR ") ? "(" + each + ")" : each)
                .collect(Collectors.joining(" " + operator + " ")));
    }

    /** As SPDX calls it, where one of the ways to name it is known; else the first of these, which will be refused. */
    private static Optional<String> license(List<String> names) {
        return names.stream()
                .map(KnownLicense::toSpdx)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> names.stream().findFirst());
    }

    /** A DOI that says that it is one; other identifiers are none of ours. */
    static Optional<String> doi(Stream<String> identifiers) {
        return identifiers.filter(Doi::isMeant).findFirst();
    }

    boolean readable(String text, String field) {
        boolean readable = !text.contains(REPLACEMENT);
        if (!readable) {
            unusable(field, "is not in UTF-8; save the file in UTF-8");
        }
        return readable;
    }

    /** Warns of a field once. */
    void unusable(String field, String reason) {
        if (told.add(field)) {
            warnings.accept("field '%s' %s".formatted(field, reason));
        }
    }

    List<JsonElement> elements(String field) {
        return elements(json.get(field));
    }

    /** The elements of an array; of one that somebody wrote without brackets, that one. */
    static List<JsonElement> elements(JsonElement value) {
        if (value == null || value.isJsonNull()) {
            return List.of();
        }
        return value instanceof JsonArray array ? array.asList() : List.of(value);
    }

    static Optional<String> text(JsonElement element) {
        return isText(element)
                ? Optional.of(element.getAsString().strip()).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    /** A number is nobody's name. */
    static Optional<String> word(JsonElement element) {
        return element instanceof JsonPrimitive primitive && primitive.isString() ? text(element) : Optional.empty();
    }

    /** The texts that an object has under these names, or the text itself. */
    static List<String> texts(JsonElement element, String... names) {
        return element instanceof JsonObject object
                ? Stream.of(names)
                        .flatMap(name -> text(object.get(name)).stream())
                        .toList()
                : text(element).stream().toList();
    }

    /** A name as {@code Family, Given}, so that nobody has to guess later which part is which; of one part, that part. */
    static Optional<String> name(Optional<String> family, Optional<String> given) {
        return family.flatMap(last -> given.map(first -> last + ", " + first))
                .or(() -> family)
                .or(() -> given);
    }

    private static boolean isText(JsonElement element) {
        return element instanceof JsonPrimitive primitive && !primitive.isBoolean();
    }
}
