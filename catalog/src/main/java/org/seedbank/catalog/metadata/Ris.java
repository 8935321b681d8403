package org.seedbank.catalog.metadata;

import org.seedbank.catalog.Entry;

/** A dataset as a reference in RIS. The digest is its accession number, and infohashes are notes. */
final class Ris {

    private final StringBuilder lines = new StringBuilder();

    private Ris() {}

    static String of(DatasetRecord dataset) {
        Entry entry = dataset.entry();
        Ris ris = new Ris();
        ris.line("TY", "DATA");
        dataset.creators().forEach(name -> ris.line("AU", name.text()));
        ris.line("TI", entry.title());
        ris.line("PY", dataset.year().orElse(""));
        ris.line("DA", dataset.date().map(date -> date.replace('-', '/')).orElse(""));
        ris.line("ET", entry.version().orElse(""));
        ris.line("PB", dataset.publisher().orElse(""));
        ris.line("DO", entry.doi().orElse(""));
        ris.line("UR", dataset.url().orElse(""));
        ris.line("AN", DatasetRecord.sha256(entry.digest()));
        ris.line("AB", entry.description());
        entry.keywords().forEach(word -> ris.line("KW", word));
        Infohashes.urns(entry).forEach(urn -> ris.line("N1", urn));
        ris.lines.append("ER  - \r\n");
        return ris.lines.toString();
    }

    /** A tag, and a value on one line: what followed a line break could be read as another tag. */
    private void line(String tag, String value) {
        String text = OneLine.of(value);
        if (!text.isEmpty()) {
            lines.append(tag).append("  - ").append(text).append("\r\n");
        }
    }
}
