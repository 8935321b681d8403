package org.seedbank.catalog.internal.oauth;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.util.Optional;

/** Small JSON objects of strangers, without what they hold in any message. */
public final class StrictJson {

    private static final Gson GSON = new GsonBuilder()
            .setStrictness(Strictness.STRICT)
            .disableHtmlEscaping()
            .setPrettyPrinting()
            .create();

    private StrictJson() {}

    /** The object in the text; empty when it is anything but one whole JSON object. */
    public static Optional<JsonObject> object(String text) {
        try {
            JsonElement element = GSON.fromJson(text, JsonElement.class);
            return element instanceof JsonObject object ? Optional.of(object) : Optional.empty();
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    /** The field's text; empty when it is missing, empty or no text. */
    public static Optional<String> text(JsonObject object, String field) {
        return object.get(field) instanceof JsonPrimitive value
                        && value.isString()
                        && !value.getAsString().isEmpty()
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }

    /** The object as text, ending with a newline. */
    public static String write(JsonObject object) {
        return GSON.toJson(object) + "\n";
    }
}
