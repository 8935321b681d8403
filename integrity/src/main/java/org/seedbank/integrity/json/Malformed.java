package org.seedbank.integrity.json;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;

/** JSON that is not what was asked for, on its way out of Gson. The message says where and what was expected. */
final class Malformed extends JsonParseException {

    private static final long serialVersionUID = 1L;

    /** Something is wrong with the value that was just read. */
    Malformed(JsonReader in, String expected) {
        this(in.getPreviousPath(), expected);
    }

    /** Something is wrong at this path. */
    Malformed(String path, String expected) {
        super("%s %s".formatted(place(path), expected));
    }

    /** A path such as {@code $.limits.up} as people read it. */
    static String place(String path) {
        return path.equals("$") || path.equals("$.")
                ? "the JSON"
                : "'%s'".formatted(path.startsWith("$.") ? path.substring(2) : path);
    }

    static void require(JsonReader in, JsonToken token, String complaint) throws IOException {
        if (in.peek() != token) {
            throw new Malformed(in.getPath(), complaint);
        }
    }
}
