package org.seedbank.uploading.description;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Reads JSON of strangers. */
final class JsonSource {

    /** The deepest of the formats, a table's schema in a data package, needs ten. */
    private static final int MAX_DEPTH = 100;

    private JsonSource() {}

    static JsonObject parse(byte[] bytes) throws NotReadableException {
        JsonReader reader = new JsonReader(new StringReader(new String(bytes, charset(bytes))));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(MAX_DEPTH);
        try {
            JsonElement json = JsonParser.parseReader(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw new NotReadableException("it is not JSON");
            }
            if (json instanceof JsonObject object) {
                return object;
            }
            throw new NotReadableException("it is not a JSON object");
        } catch (JsonParseException | IOException e) {
            throw new NotReadableException("it is not JSON", e);
        }
    }

    /** UTF-8, which JSON has to be in, or one of those that its first versions allowed (RFC 4627, section 3). */
    private static Charset charset(byte[] bytes) {
        if (bytes.length < 2) {
            return StandardCharsets.UTF_8;
        }
        boolean marked = (bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff)
                || (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe);
        if (marked || bytes[0] == 0) {
            return StandardCharsets.UTF_16;
        }
        return bytes[1] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    }
}
