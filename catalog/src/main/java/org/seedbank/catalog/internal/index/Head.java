package org.seedbank.catalog.internal.index;

import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.seedbank.integrity.files.UnusableFileException;

/**
 * All that is kept of a catalog beside its items.
 *
 * @param id of the file with the items that it belongs to
 */
record Head(String id, Instant asked, Instant listedWhole, Map<String, String> cursors, Map<String, Instant> own) {

    /** Grows when an older program could not read what a newer one writes, be it that an entry's field may hold more. */
    private static final int SCHEMA = 3;

    private static final String MAGIC = "seedbank catalog index";

    static Head of(String id, IndexedCatalog kept) {
        Snapshot snapshot = kept.snapshot();
        return new Head(id, snapshot.asked(), snapshot.listedWhole(), snapshot.cursors(), kept.own());
    }

    IndexedCatalog with(PackedItems items) {
        return new IndexedCatalog(new Snapshot(asked, listedWhole, cursors, items), own);
    }

    void pack(URI catalog, Packer out) {
        out.text(MAGIC);
        out.number(SCHEMA);
        out.text(catalog.toString());
        out.text(id);
        out.instant(asked);
        out.instant(listedWhole);
        out.number(cursors.size());
        cursors.forEach((key, value) -> {
            out.text(key);
            out.text(value);
        });
        out.number(own.size());
        own.forEach((item, written) -> {
            out.text(item);
            out.instant(written);
        });
    }

    static Head unpack(URI catalog, Unpacker in) throws UnusableFileException {
        if (!in.text().equals(MAGIC) || in.number() != SCHEMA || !in.text().equals(catalog.toString())) {
            throw new UnusableFileException("is not the index of this catalog in this version");
        }
        String id = in.text();
        Instant asked = in.instant();
        Instant listedWhole = in.instant();
        Map<String, String> cursors = new HashMap<>();
        for (int left = in.length(); left > 0; left--) {
            cursors.put(in.text(), in.text());
        }
        Map<String, Instant> own = new HashMap<>();
        for (int left = in.length(); left > 0; left--) {
            own.put(in.text(), in.instant());
        }
        return new Head(id, asked, listedWhole, cursors, own);
    }
}
