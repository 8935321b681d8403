package org.seedbank.catalog.export;

import java.util.ArrayList;
import java.util.List;
import org.seedbank.catalog.CatalogWarning;

/**
 * The outcome of an export.
 *
 * @param entries how many datasets are listed, withdrawn ones included
 * @param torrents how many of them have their torrent in the export
 * @param written how many files were written because they were missing or differed
 * @param unchanged how many files were as they should be, and were left alone
 * @param removed how many files were deleted because they are not part of the catalog any more
 * @param warnings what is not in the export, and why
 */
public record ExportResult(
        int entries, int torrents, int written, int unchanged, int removed, List<CatalogWarning> warnings) {

    /** Copies. */
    public ExportResult {
        warnings = List.copyOf(warnings);
    }

    /** This with what was left out before. */
    public ExportResult after(List<CatalogWarning> before) {
        List<CatalogWarning> all = new ArrayList<>(before);
        all.addAll(warnings);
        return new ExportResult(entries, torrents, written, unchanged, removed, all);
    }
}
