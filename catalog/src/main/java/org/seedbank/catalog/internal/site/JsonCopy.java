package org.seedbank.catalog.internal.site;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;

/**
 * Copies a JSON value as it stands, on one line: fields in their order, also one that is there twice, and numbers digit
 * by digit. Whether the value makes sense is for its reader to say.
 */
final class JsonCopy {

    private JsonCopy() {}

    /** A value on one line. */
    static String onOneLine(String json) throws IOException {
        return next(new JsonReader(new StringReader(json)));
    }

    /** The reader's next value, on one line. */
    static String next(JsonReader from) throws IOException {
        StringWriter text = new StringWriter();
        JsonWriter to = new JsonWriter(text);
        to.setSerializeNulls(true);
        int depth = 0;
        do {
            depth += copyToken(from, to);
        } while (depth > 0);
        return text.toString();
    }

    /** Copies one token, and returns by how much it leads deeper. */
    private static int copyToken(JsonReader from, JsonWriter to) throws IOException {
        switch (from.peek()) {
            case BEGIN_OBJECT -> {
                from.beginObject();
                to.beginObject();
                return 1;
            }
            case BEGIN_ARRAY -> {
                from.beginArray();
                to.beginArray();
                return 1;
            }
            case END_OBJECT -> {
                from.endObject();
                to.endObject();
                return -1;
            }
            case END_ARRAY -> {
                from.endArray();
                to.endArray();
                return -1;
            }
            case NAME -> to.name(from.nextName());
            case STRING -> to.value(from.nextString());
            case NUMBER -> to.jsonValue(from.nextString());
            case BOOLEAN -> to.value(from.nextBoolean());
            default -> {
                from.nextNull();
                to.nullValue();
            }
        }
        return 0;
    }
}
