package org.seedbank.catalog.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.internal.site.IndexWriter;
import org.seedbank.integrity.Sha256;

/** The two texts of an export, for who serves them without a folder. The torrents lie beside them, each named by its dataset's digest. */
public final class ExportTexts {

    private ExportTexts() {}

    /**
     * Writes the index, which is called {@code catalog.json}.
     *
     * @throws IOException when an entry is longer than readers take, or writing fails
     */
    public static void index(List<Listed> entries, Writer out) throws IOException {
        IndexWriter.write(entries, out);
    }

    /**
     * Writes the page for people.
     *
     * @param magnets the magnet link of each dataset whose torrent is there
     * @param files where the files of a dataset are, relative to the page; empty where they are not beside it
     */
    public static void page(
            List<Listed> entries, Map<Sha256, String> magnets, Function<Entry, Optional<String>> files, Writer out)
            throws IOException {
        ExportPage.write(entries, magnets, files, out);
    }
}
