package org.seedbank.catalog.export;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.internal.site.IndexWriter;
import org.seedbank.integrity.torrent.Metainfo;

/** The texts of an export, for who serves them without a folder. Torrents and manifests lie beside them, each named by its dataset's digest. */
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

    /** Writes the page with all datasets, which is called {@code index.html}. */
    public static void page(Site site, Appendable out) throws IOException {
        ListPage.write(site, out);
    }

    /**
     * Writes the page of a dataset, which is called by its digest and {@code .html}.
     *
     * @param torrent the dataset's, where it is beside the page
     * @param files where the dataset's files are, relative to the page; empty where they are not beside it
     */
    public static void dataset(
            Site site, Listed dataset, Optional<Metainfo> torrent, Optional<String> files, Appendable out)
            throws IOException {
        DatasetPage.write(site, PageFrame.ofDataset(site.look()), dataset, torrent, files, out);
    }

    /** Writes the feed of what is new, which is called {@code feed.atom}. */
    public static void feed(Site site, Appendable out) throws IOException {
        Feed.write(site, out);
    }
}
