package org.seedbank.catalog.internal.site;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;

/** Writes the index of an export: one entry on a line, so that two versions of it are easily compared. */
public final class IndexWriter {

    private IndexWriter() {}

    /** Writes the whole index, in an order and form that depend on the entries alone. */
    public static void write(List<Listed> entries, Writer out) throws IOException {
        out.write("{\"format\":\"" + SiteFiles.FORMAT + "\",\"schema\":" + SiteFiles.SCHEMA + ",\"entries\":[");
        String before = "\n";
        for (Listed each : entries) {
            out.write(before);
            out.write(line(each.numbered()));
            before = ",\n";
        }
        out.write("\n]}\n");
    }

    private static String line(Entry entry) throws IOException {
        String json = JsonCopy.onOneLine(entry.toJson());
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Entry.MAX_JSON_BYTES) {
            throw new UnusableIndexException(
                    "the entry '%s' takes %d bytes of JSON, at most %d can be read"
                            .formatted(entry.digest(), bytes, Entry.MAX_JSON_BYTES),
                    null);
        }
        return json;
    }
}
