package org.seedbank.cli.screen;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** Writes results as JSON for people and programs: over several lines, and safe to be shown on a terminal. */
public final class JsonOutput {

    private static final Gson PRETTY =
            new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

    private JsonOutput() {}

    /** Something that writes itself piece by piece. */
    @FunctionalInterface
    public interface Body {
        void writeTo(JsonWriter json) throws IOException;
    }

    /** Writes an object and a line feed, and flushes. */
    public static void write(Body body, Writer out) throws IOException {
        Writer safe = new SafeJsonWriter(out);
        JsonWriter json = PRETTY.newJsonWriter(safe);
        body.writeTo(json);
        json.flush();
        safe.write('\n');
        safe.flush();
    }

    /** A small part of a result, or a small result. */
    public static void write(JsonElement element, JsonWriter json) {
        PRETTY.toJson(element, json);
    }

    public static void print(JsonElement result, Terminal terminal) {
        print(json -> write(result, json), terminal);
    }

    public static void print(Body body, Terminal terminal) {
        try {
            write(body, terminal.out());
        } catch (IOException e) {
            // A PrintWriter keeps its failures to itself.
            throw new UncheckedIOException(e);
        }
    }

    /** A list of texts as an array. */
    public static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }

    /** A list of JSON values as an array. */
    public static JsonArray arrayOf(List<? extends JsonElement> elements) {
        JsonArray array = new JsonArray();
        elements.forEach(array::add);
        return array;
    }
}
