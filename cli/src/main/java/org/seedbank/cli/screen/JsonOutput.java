package org.seedbank.cli.screen;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.json.JsonMapper;
import org.seedbank.node.api.NodeJson;

/** Writes results as JSON for people and programs: over several lines, and safe to be shown on a terminal. */
public final class JsonOutput {

    private static final JsonMapper MAPPER = NodeJson.mapper()
            .text(URI.class, URI::create, URI::toString, "a URI")
            .text(DatasetPath.class, DatasetPath::new, DatasetPath::text, "a path in a dataset")
            .build();

    private JsonOutput() {}

    /** Writes a record and a line feed, and flushes. Lists that are made while they are read are never held whole. */
    public static void write(Object result, Writer out) throws IOException {
        // JSON is written sign by sign, and a torrent may have a million files.
        Writer safe = safe(out);
        JsonWriter json = new JsonWriter(safe);
        json.setHtmlSafe(false);
        json.setFormattingStyle(FormattingStyle.PRETTY);
        MAPPER.write(result, json);
        json.flush();
        safe.write('\n');
        safe.flush();
    }

    /** Prints a record in one line, for programs that read a long list line by line. */
    public static void printLine(Object result, Terminal terminal) {
        try {
            Writer safe = safe(terminal.out());
            JsonWriter json = new JsonWriter(safe);
            json.setHtmlSafe(false);
            MAPPER.write(result, json);
            json.flush();
            safe.write('\n');
            safe.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A writer that passes on JSON of others, over several lines, so that it is safe to be shown; for who flushes it at its end. */
    public static Writer safe(Writer out) {
        return new BufferedWriter(new SafeJsonWriter(out));
    }

    /** JSON of others, so that it is safe to be shown. */
    public static String safe(String json) {
        StringWriter text = new StringWriter();
        try (Writer safe = safe(text)) {
            safe.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // Memory takes it all.
        }
        return text.toString();
    }

    /** Prints a record. */
    public static void print(Object result, Terminal terminal) {
        try {
            write(result, terminal.out());
        } catch (IOException e) {
            // A PrintWriter keeps its failures to itself.
            throw new UncheckedIOException(e);
        }
    }
}
