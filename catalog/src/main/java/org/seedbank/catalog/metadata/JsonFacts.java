package org.seedbank.catalog.metadata;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Optional;
import java.util.stream.Stream;

/** Collects what is known into a JSON object: an empty text, list or object is no fact, and is left out. For one thread. */
final class JsonFacts {

    private final JsonObject json = new JsonObject();

    /** An object of a type, as JSON-LD has it. */
    static JsonFacts typed(String type) {
        JsonFacts facts = new JsonFacts();
        facts.put("@type", type);
        return facts;
    }

    /** Another object by its name in the same document, as JSON-LD has it. */
    static JsonObject reference(String id) {
        JsonObject reference = new JsonObject();
        reference.addProperty("@id", id);
        return reference;
    }

    JsonFacts put(String field, String text) {
        return put(field, new JsonPrimitive(text));
    }

    JsonFacts put(String field, long number) {
        return put(field, new JsonPrimitive(number));
    }

    /** Puts a text, a number or an object, if there is one. */
    JsonFacts put(String field, Optional<?> value) {
        value.ifPresent(present -> put(field, element(present)));
        return this;
    }

    /** Puts a list of texts or objects, unless it is empty. */
    JsonFacts put(String field, Stream<?> values) {
        JsonArray array = new JsonArray();
        values.map(JsonFacts::element).forEach(array::add);
        return put(field, array);
    }

    JsonFacts put(String field, JsonElement value) {
        boolean empty = (value instanceof JsonObject object && object.size() == 0)
                || (value instanceof JsonArray array && array.isEmpty())
                || (value instanceof JsonPrimitive primitive
                        && primitive.isString()
                        && primitive.getAsString().isBlank());
        if (!empty) {
            json.add(field, value);
        }
        return this;
    }

    private static JsonElement element(Object value) {
        return value instanceof JsonElement element ? element : new JsonPrimitive(value.toString());
    }

    JsonObject json() {
        return json;
    }
}
