package org.seedbank.catalog.internal.site;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads the index of an export, which may be a stranger's, entry by entry: strict JSON in UTF-8, bounded in length,
 * depth and number of entries.
 */
public final class IndexReader {

    /** Longest index that is read, in bytes: room for more than 100,000 entries with long descriptions. */
    public static final int MAX_BYTES = 256 << 20;

    /** A hundred times as many as a large catalog has. */
    public static final int MAX_ENTRIES = 1_000_000;

    /** Deeper than any entry may be, so that one which is too deep does not spoil the others. */
    private static final int MAX_DEPTH = 200;

    private final JsonReader json;
    private final LimitedReader text;
    private final Consumer<String> entries;
    private String format = "";
    private int schema;

    private IndexReader(InputStream in, Consumer<String> entries) {
        this.text = new LimitedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        this.json = new JsonReader(text);
        this.entries = entries;
        json.setStrictness(Strictness.STRICT);
        json.setNestingLimit(MAX_DEPTH);
    }

    /**
     * Reads to the end.
     *
     * @param entries given the JSON text of each entry in turn, on one line; whether it is an entry is not yet said
     * @throws UnusableIndexException when it is something else, or of a version that is not known
     * @throws IOException when reading from {@code in} fails
     */
    public static void read(InputStream in, Consumer<String> entries) throws IOException {
        try {
            new IndexReader(in, entries).document();
        } catch (EOFException e) {
            throw new UnusableIndexException("ends too early", e);
        } catch (MalformedJsonException e) {
            throw new UnusableIndexException("is not strict JSON", e);
        } catch (IllegalStateException | NumberFormatException e) {
            // Gson's word for a value of another kind than was asked for.
            throw new UnusableIndexException("is not a catalog's index", e);
        } catch (CharacterCodingException e) {
            throw new UnusableIndexException("is not UTF-8", e);
        }
    }

    private void document() throws IOException {
        boolean read = false;
        json.beginObject();
        while (json.hasNext()) {
            switch (json.nextName()) {
                case "format" -> format = json.nextString();
                case "schema" -> schema = json.nextInt();
                case "entries" -> {
                    requireOurs(read);
                    read = true;
                    array();
                }
                default -> json.skipValue();
            }
        }
        json.endObject();
        if (!read) {
            throw new UnusableIndexException("is not a catalog's index", null);
        }
        if (json.peek() != JsonToken.END_DOCUMENT) {
            throw new UnusableIndexException("is not strict JSON", null);
        }
    }

    /** Format and version stand before the entries, so that nothing is read that may mean something else. */
    private void requireOurs(boolean again) throws UnusableIndexException {
        if (!format.equals(SiteFiles.FORMAT) || schema < 1 || again) {
            throw new UnusableIndexException("is not a catalog's index", null);
        }
        if (schema > SiteFiles.SCHEMA) {
            throw new UnusableIndexException(
                    "has version %d of its format, and only %d is known here".formatted(schema, SiteFiles.SCHEMA),
                    null);
        }
    }

    private void array() throws IOException {
        json.beginArray();
        for (int count = 0; json.hasNext(); count++) {
            if (count == MAX_ENTRIES) {
                throw new UnusableIndexException("has more than %d entries".formatted(MAX_ENTRIES), null);
            }
            text.newAllowance();
            entries.accept(JsonCopy.next(json));
        }
        json.endArray();
    }
}
