package org.seedbank.node.internal.wire;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.Writer;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.api.NodeException;

/**
 * The JSON form of all that a node is told and answers: an object for each record, with a field for each component. An
 * empty {@code Optional} is {@code null}, and may be absent when it is read; nothing else may be.
 */
public final class Wire {

    /** Nothing that is sent is deeper than half of this. */
    static final int MAX_DEPTH = 16;

    /** A field that nobody knows is a mistake in what is asked for: a limit misspelt would be no limit. */
    private static final Gson REQUESTS = gson(true);

    /** A later node may answer more than is known here. */
    private static final Gson ANSWERS = gson(false);

    private Wire() {}

    private static Gson gson(boolean strict) {
        GsonBuilder builder = new GsonBuilder()
                .serializeNulls()
                .disableHtmlEscaping()
                .registerTypeAdapterFactory(new RecordForm(strict))
                .registerTypeAdapterFactory(new OptionalForm())
                .registerTypeAdapterFactory(new ElementsForm())
                .registerTypeAdapterFactory(new OrderForm());
        Scalars.register(builder);
        return builder.create();
    }

    /**
     * What somebody asks for.
     *
     * @throws NodeException.BadRequest when it is not that, with what is wrong with it
     * @throws IOException when it cannot be read to its end
     */
    public static <T> T request(Reader json, Class<T> type) throws IOException {
        return read(REQUESTS, json, type);
    }

    /** The same for an answer, whose fields need not all be known here. */
    public static <T> T answer(Reader json, Class<T> type) throws IOException {
        return read(ANSWERS, json, type);
    }

    /** The same for a text in memory. */
    public static <T> T request(String json, Class<T> type) {
        try {
            return request(new StringReader(json), type);
        } catch (IOException e) {
            throw new AssertionError("memory can be read", e);
        }
    }

    private static <T> T read(Gson gson, Reader json, Class<T> type) throws IOException {
        JsonReader in = new JsonReader(json);
        in.setStrictness(Strictness.STRICT);
        in.setNestingLimit(MAX_DEPTH);
        try {
            T value = gson.getAdapter(type).read(in);
            if (in.peek() != JsonToken.END_DOCUMENT) {
                throw new Malformed("$", "has something after its end");
            }
            return value;
        } catch (EOFException e) {
            throw new NodeException.BadRequest("the JSON ends before it is complete");
        } catch (Malformed | SeedbankException e) {
            throw new NodeException.BadRequest(e.getMessage());
        } catch (MalformedJsonException | JsonParseException e) {
            // Gson's own words speak to programmers.
            throw new NodeException.BadRequest(
                    "it is not valid JSON, or too deep, at " + Malformed.place(in.getPath()));
        }
    }

    /** Writes a value as one line. */
    public static void write(Object value, Writer out) throws IOException {
        write(value, value.getClass(), out);
    }

    private static <T> void write(Object value, Class<T> type, Writer out) throws IOException {
        JsonWriter json = ANSWERS.newJsonWriter(out);
        ANSWERS.getAdapter(type).write(json, type.cast(value));
        json.flush();
    }

    /** A value as one line. */
    public static String text(Object value) {
        StringWriter out = new StringWriter();
        try {
            write(value, out);
        } catch (IOException e) {
            throw new AssertionError("memory can be written", e);
        }
        return out.toString();
    }
}
