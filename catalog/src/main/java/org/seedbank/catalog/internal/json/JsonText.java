package org.seedbank.catalog.internal.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON by RFC 8259 to the letter: no comments, no text after the document, no name twice in an object, no broken
 * Unicode, bounded depth. Numbers keep their digits, so that reading and writing changes no value.
 */
public final class JsonText {

    /** An entry needs 2; the rest is room for fields to come. */
    static final int MAX_DEPTH = 32;

    private static final Gson PRETTY = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private static final Pattern PLACE = Pattern.compile("at line \\d+ column \\d+");

    private final JsonReader reader;

    private JsonText(String text) {
        reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(MAX_DEPTH);
    }

    /** Two-space indented, fields in the object's order, ending with a newline; text outside ASCII stays readable. */
    public static String write(JsonObject object) {
        return PRETTY.toJson(object) + "\n";
    }

    /** The text of bytes. Throws {@link IllegalArgumentException} when they are not UTF-8. */
    public static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not UTF-8", e);
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

    /**
     * The one object in a text.
     *
     * @throws IllegalArgumentException when it is anything else; the message holds no value of the text
     */
    public static JsonObject parse(String text) {
        JsonText json = new JsonText(text);
        try {
            JsonElement root = json.value();
            if (json.reader.peek() != JsonToken.END_DOCUMENT) {
                throw new IllegalArgumentException("text follows the JSON");
            }
            if (root instanceof JsonObject object) {
                return object;
            }
            throw new IllegalArgumentException("it is not a JSON object");
        } catch (IOException e) {
            throw new IllegalArgumentException(reason(e));
        }
    }

    private JsonElement value() throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object();
            case BEGIN_ARRAY -> array();
            case STRING -> new JsonPrimitive(unicode(reader.nextString()));
            case NUMBER -> new JsonPrimitive(ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(reader));
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            default -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
        };
    }

    private JsonObject object() throws IOException {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = unicode(reader.nextName());
            if (object.has(name)) {
                throw new IllegalArgumentException("it has the field '%.80s' twice".formatted(name));
            }
            object.add(name, value());
        }
        reader.endObject();
        return object;
    }

    private JsonArray array() throws IOException {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(value());
        }
        reader.endArray();
        return array;
    }

    /** Half a surrogate pair can be escaped in JSON but not written as UTF-8. */
    private static String unicode(String text) {
        if (!Unicode.isText(text)) {
            throw new IllegalArgumentException("it holds text that is not valid Unicode");
        }
        return text;
    }

    /** Gson's messages advise programmers; a person needs only the place. */
    private static String reason(IOException e) {
        Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
        String where = place.find() ? " " + place.group() : "";
        if (e instanceof EOFException) {
            return "its JSON ends too early" + where;
        }
        if (e instanceof MalformedJsonException && e.getMessage().startsWith("Nesting limit")) {
            return "its JSON is nested more than %d deep".formatted(MAX_DEPTH) + where;
        }
        return "it is not strict JSON" + where;
    }
}
