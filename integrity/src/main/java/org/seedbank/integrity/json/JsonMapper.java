package org.seedbank.integrity.json;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.ReflectionAccessFilter.FilterResult;
import com.google.gson.Strictness;
import com.google.gson.TypeAdapter;
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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.seedbank.integrity.SeedbankException;

/**
 * Writes records as JSON objects, with a field for each component and each {@link Derived} method, and reads them again.
 * An empty optional has no field; every other component must be there when a record is read, once, and in the form in
 * which it is written. The record's own rules are kept: its {@link IllegalArgumentException} becomes a complaint.
 *
 * <p>A component whose name cannot be that of its field has Gson's {@code SerializedName}; the fields of one that is
 * {@link Inline} stand beside its own.
 *
 * <p>Components are records, lists, sets, optionals, texts, numbers, booleans, enums (as words such as {@code not-there}),
 * absolute paths, times (RFC 3339, UTC, milliseconds), times of day, durations (ISO 8601), SHA-256 digests, maps from
 * texts, and whatever {@link Builder} is told. Nothing else is taken: no class is ever read or written field by field.
 *
 * <p>Memory: as much as what is read takes, so its reader should end after a length that the caller can bear. Depth is
 * bounded here. Safe for all threads.
 */
public final class JsonMapper {

    private static final int USUAL_DEPTH = 16;

    private final int maxDepth;

    /** Refuses fields that it does not know; the other passes over them. */
    private final Gson strict;

    private final Gson tolerant;

    private JsonMapper(Builder builder) {
        maxDepth = builder.maxDepth;
        strict = builder.gson(true);
        tolerant = builder.gson(false);
    }

    /** A mapper that knows the values of the class comment. */
    public static Builder builder() {
        return new Builder();
    }

    /** Says what a mapper knows. Used by one thread. */
    public static final class Builder {

        private final List<Consumer<GsonBuilder>> forms = new ArrayList<>();
        private int maxDepth = USUAL_DEPTH;

        private Builder() {}

        /**
         * A value that is a JSON text.
         *
         * @param parse makes the value of a text; throws {@link IllegalArgumentException} for one that is none
         * @param print makes a text that {@code parse} understands
         * @param expected what a text must be, as it is said to a person: {@code 64 lower-case hex digits}
         */
        public <T> Builder text(Class<T> type, Function<String, T> parse, Function<T, String> print, String expected) {
            return with(gson -> gson.registerTypeAdapter(type, Scalars.text(parse, print, expected)));
        }

        /**
         * A value that is a JSON object with a form of its own.
         *
         * @param parse makes the value of an object; throws {@link SeedbankException} for one that is none
         * @param print makes an object that {@code parse} understands
         */
        public <T> Builder object(Class<T> type, Function<String, T> parse, Function<T, String> print) {
            return with(gson -> gson.registerTypeAdapter(type, new ObjectForm<>(parse, print)));
        }

        /** An enum whose constants have words of their own. */
        public <E extends Enum<E>> Builder words(Class<E> type, Function<E, String> word) {
            return with(gson -> gson.registerTypeAdapter(type, Words.form(type, word)));
        }

        /**
         * A sealed interface of records. The simple name of the record's class, as a word, stands in the first field.
         *
         * @param field the name of that field
         */
        public Builder kinds(Class<?> sealed, String field) {
            return with(gson -> gson.registerTypeAdapterFactory(new KindForm(sealed, field)));
        }

        /** How deep objects and arrays may lie in each other when they are read. */
        public Builder maxDepth(int depth) {
            maxDepth = depth;
            return this;
        }

        private Builder with(Consumer<GsonBuilder> form) {
            forms.add(form);
            return this;
        }

        /** The mapper. */
        public JsonMapper build() {
            return new JsonMapper(this);
        }

        private Gson gson(boolean refuseUnknown) {
            GsonBuilder builder = new GsonBuilder()
                    .disableHtmlEscaping()
                    .addReflectionAccessFilter(type -> FilterResult.BLOCK_ALL)
                    .registerTypeAdapterFactory(new RecordForm(refuseUnknown))
                    .registerTypeAdapterFactory(new OptionalForm())
                    .registerTypeAdapterFactory(new ElementsForm());
            Scalars.register(builder);
            forms.forEach(form -> form.accept(builder));
            return builder.create();
        }
    }

    /**
     * Reads one whole JSON document, and refuses fields that no component has: a misspelt limit would be no limit.
     *
     * @throws JsonException when it is not JSON, or not that
     * @throws IOException when it cannot be read to its end
     */
    public <T> T read(Reader json, Class<T> type) throws IOException, JsonException {
        return read(strict, json, type);
    }

    /** Reads like {@link #read(Reader, Class)}, from memory. */
    public <T> T read(String json, Class<T> type) throws JsonException {
        return readMemory(strict, json, type);
    }

    /** Reads like {@link #read(Reader, Class)}, but passes over unknown fields: a later version may have written them. */
    public <T> T readKnown(Reader json, Class<T> type) throws IOException, JsonException {
        return read(tolerant, json, type);
    }

    /** Reads like {@link #readKnown(Reader, Class)}, from memory. */
    public <T> T readKnown(String json, Class<T> type) throws JsonException {
        return readMemory(tolerant, json, type);
    }

    private <T> T readMemory(Gson gson, String json, Class<T> type) throws JsonException {
        try {
            return read(gson, new StringReader(json), type);
        } catch (IOException e) {
            throw new AssertionError("memory can be read", e);
        }
    }

    private <T> T read(Gson gson, Reader json, Class<T> type) throws IOException, JsonException {
        JsonReader in = new JsonReader(json);
        in.setStrictness(Strictness.STRICT);
        in.setNestingLimit(maxDepth);
        try {
            T value = gson.getAdapter(type).read(in);
            if (in.peek() != JsonToken.END_DOCUMENT) {
                throw new Malformed("$", "has something after its end");
            }
            return value;
        } catch (Malformed | SeedbankException e) {
            throw new JsonException(e.getMessage(), e);
        } catch (EOFException | MalformedJsonException | JsonParseException e) {
            boolean cutShort = e instanceof EOFException || e.getCause() instanceof EOFException;
            // Gson's own words speak to programmers.
            throw new JsonException(
                    cutShort
                            ? "the JSON ends before it is complete"
                            : "it is not valid JSON, or too deep, at " + Malformed.place(in.getPath()),
                    e);
        }
    }

    /** Writes a value as one line, and flushes nothing but its own. */
    public void write(Object value, Writer out) throws IOException {
        JsonWriter json = strict.newJsonWriter(out);
        write(value, json);
        json.flush();
    }

    /** Writes a value as a part of a document, in that writer's layout; a record with an {@code Iterable} is streamed. */
    public void write(Object value, JsonWriter out) throws IOException {
        out.setSerializeNulls(false);
        write(value, value.getClass(), out);
    }

    private <T> void write(Object value, Class<T> type, JsonWriter out) throws IOException {
        TypeAdapter<T> form = strict.getAdapter(type);
        form.write(out, type.cast(value));
    }

    /** A value as one line. */
    public String text(Object value) {
        StringWriter out = new StringWriter();
        try {
            write(value, out);
        } catch (IOException e) {
            throw new AssertionError("memory can be written", e);
        }
        return out.toString();
    }
}
