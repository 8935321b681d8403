package org.seedbank.catalog.internal.json;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Takes fields out of a JSON object one by one, so that what is left at the end is what nobody knew. A field that is not
 * as it should be costs an {@link IllegalArgumentException} that names it. For one thread.
 */
public final class JsonFields {

    /** Eighteen digits always fit a long. */
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

    /** Twice what the longest of them, a digest, takes. */
    private static final int MAX_PARSED = 128;

    private final JsonObject rest;

    /** The fields of an object, which they are taken out of. */
    public JsonFields(JsonObject object) {
        rest = object;
    }

    /** The fields not taken, in their order. */
    public JsonObject rest() {
        return rest;
    }

    /** A text that must be there. */
    public String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** A text. */
    public Optional<String> text(String name) {
        return take(name).map(value -> asText(name, value));
    }

    /** A field whose text another type reads, throwing {@link IllegalArgumentException} when it cannot. */
    public <T> Optional<T> parsed(String name, Function<String, T> parser) {
        return text(name).map(text -> parse(name, text, parser));
    }

    private static <T> T parse(String name, String text, Function<String, T> parser) {
        // Refusals quote the text; a stranger's megabyte has no place in a message.
        if (text.length() > MAX_PARSED) {
            throw wrong(name, "is %d characters long".formatted(text.length()));
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw wrong(name, "is wrong: " + e.getMessage());
        }
    }

    /** A field that must be there, whose text another type reads. */
    public <T> T requiredParsed(String name, Function<String, T> parser) {
        return parsed(name, parser).orElseThrow(() -> missing(name));
    }

    /** A list of texts, which may be missing. */
    public List<String> texts(String name) {
        Optional<JsonElement> value = take(name);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get() instanceof JsonArray array)) {
            throw wrong(name, "must be a list of texts");
        }
        List<String> texts = new ArrayList<>(array.size());
        array.forEach(element -> texts.add(asText(name, element)));
        return texts;
    }

    /** A whole number that must be there. */
    public long requiredWhole(String name) {
        return whole(name).orElseThrow(() -> missing(name));
    }

    /** A whole number of at most 18 digits. */
    public Optional<Long> whole(String name) {
        return take(name).map(value -> asWhole(name, value));
    }

    private static long asWhole(String name, JsonElement value) {
        boolean number = value instanceof JsonPrimitive primitive && primitive.isNumber();
        if (!number || !WHOLE.matcher(value.getAsString()).matches()) {
            throw wrong(name, "must be a whole number of at most 18 digits");
        }
        return Long.parseLong(value.getAsString());
    }

    /** A truth value, false where it is missing. */
    public boolean flag(String name) {
        return take(name).map(value -> asFlag(name, value)).orElse(false);
    }

    private Optional<JsonElement> take(String name) {
        return Optional.ofNullable(rest.remove(name));
    }

    private static String asText(String name, JsonElement value) {
        if (value instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw wrong(name, "must be text");
    }

    private static boolean asFlag(String name, JsonElement value) {
        if (value instanceof JsonPrimitive primitive && primitive.isBoolean()) {
            return primitive.getAsBoolean();
        }
        throw wrong(name, "must be true or false");
    }

    /** The refusal of a field. */
    public static IllegalArgumentException wrong(String name, String what) {
        return new IllegalArgumentException("field '%s' %s".formatted(name, what));
    }

    private static IllegalArgumentException missing(String name) {
        return wrong(name, "is missing");
    }
}
