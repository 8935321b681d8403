package org.seedbank.catalog.metadata;

import org.seedbank.catalog.Entry;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * A dataset in Croissant 1.0. Each file is a {@code FileObject} with its SHA-256; which records are in them the entry does not know.
 * The addresses of files are relative to the dataset's folder.
 */
final class Croissant {

    private Croissant() {}

    static JsonFacts of(DatasetRecord dataset) {
        Entry entry = dataset.entry();
        JsonFacts json = new JsonFacts()
                .put("@context", context())
                .put("@type", "sc:Dataset")
                .put("conformsTo", "http://mlcommons.org/croissant/1.0");
        return SchemaOrg.describe(json, dataset)
                .put("citeAs", Citation.BIBTEX.of(dataset))
                .put("sdVersion", entry.digest())
                .put("distribution", Lazily.mapped(dataset.files(), Croissant::file));
    }

    /** The part of the standard's own context that is used here. */
    private static JsonFacts context() {
        return new JsonFacts()
                .put("@language", "en")
                .put("@vocab", "https://schema.org/")
                .put("sc", "https://schema.org/")
                .put("cr", "http://mlcommons.org/croissant/")
                .put("dct", "http://purl.org/dc/terms/")
                .put("citeAs", "cr:citeAs")
                .put("conformsTo", "dct:conformsTo");
    }

    private static JsonFacts file(TorrentFile file) {
        String path = UrlText.path(file.path().text());
        return JsonFacts.typed("cr:FileObject")
                .put("@id", path)
                .put("name", file.path().text())
                .put("contentUrl", path)
                .put("contentSize", file.length() + " B")
                .put("encodingFormat", "application/octet-stream")
                .put("sha256", file.digest());
    }
}
