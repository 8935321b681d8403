package org.seedbank.integrity.json;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.function.Function;

/** A value that is a JSON object with a form of its own. */
final class ObjectForm<T> extends TypeAdapter<T> {

    private static final TypeAdapter<JsonElement> ELEMENTS = new Gson().getAdapter(JsonElement.class);

    private final Function<String, T> parse;
    private final Function<T, String> print;

    ObjectForm(Function<String, T> parse, Function<T, String> print) {
        this.parse = parse;
        this.print = print;
    }

    @Override
    public void write(JsonWriter out, T value) throws IOException {
        ELEMENTS.write(out, JsonParser.parseString(print.apply(value)));
    }

    @Override
    public T read(JsonReader in) throws IOException {
        Malformed.require(in, JsonToken.BEGIN_OBJECT, "must be an object");
        return parse.apply(JsonParser.parseReader(in).toString());
    }
}
