package org.seedbank.catalog.metadata;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known, as a JSON object: an empty text, list or object is no fact, and is left out. Lists may be made while they are
 * written, as a dataset may have hundreds of thousands of files. For one thread.
 */
final class JsonFacts {

    private final Map<String, Object> facts = new LinkedHashMap<>();

    /** An object of a type, as JSON-LD has it. */
    static JsonFacts typed(String type) {
        return new JsonFacts().put("@type", type);
    }

    /** Another object by its name, as JSON-LD has it. */
    static JsonFacts reference(String id) {
        return new JsonFacts().put("@id", id);
    }

    /**
     * Puts a fact, if it is one.
     *
     * @param value a text, number, truth, object of facts, or list of these; or an {@link Optional} of one
     */
    JsonFacts put(String field, Object value) {
        Object fact = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (fact != null && !isEmpty(fact)) {
            facts.put(field, fact);
        }
        return this;
    }

    private static boolean isEmpty(Object fact) {
        return fact instanceof String text
                ? text.isBlank()
                : fact instanceof JsonFacts object
                        ? object.facts.isEmpty()
                        : fact instanceof Iterable<?> list && !list.iterator().hasNext();
    }

    /** Writes the object over several lines, with a line feed at its end. */
    void write(Writer out) throws IOException {
        write(this, out, false);
    }

    /** Writes it so that nothing in it ends a script in HTML, or is a line break to JavaScript alone. */
    void writeForHtml(Writer out) throws IOException {
        write(this, out, true);
    }

    /** A list of objects as text. */
    static String text(List<JsonFacts> list) {
        return text(list, false);
    }

    /** The object as text for HTML. */
    String textForHtml() {
        return text(this, true);
    }

    private static String text(Object value, boolean html) {
        StringWriter out = new StringWriter();
        try {
            write(value, out, html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private static void write(Object value, Writer out, boolean html) throws IOException {
        JsonWriter json = new JsonWriter(out);
        json.setHtmlSafe(html);
        json.setFormattingStyle(FormattingStyle.PRETTY);
        write(value, json);
        json.flush();
        out.write('\n');
    }

    private static void write(Object value, JsonWriter json) throws IOException {
        if (value instanceof JsonFacts object) {
            json.beginObject();
            for (Map.Entry<String, Object> fact : object.facts.entrySet()) {
                json.name(fact.getKey());
                write(fact.getValue(), json);
            }
            json.endObject();
        } else if (value instanceof Iterable<?> list) {
            json.beginArray();
            for (Iterator<?> each = list.iterator(); each.hasNext(); ) {
                write(each.next(), json);
            }
            json.endArray();
        } else if (value instanceof Number number) {
            json.value(number);
        } else if (value instanceof Boolean truth) {
            json.value(truth.booleanValue());
        } else {
            json.value(value.toString());
        }
    }
}
