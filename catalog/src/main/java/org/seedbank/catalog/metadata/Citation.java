package org.seedbank.catalog.metadata;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seedbank.catalog.Entry;

/** A citation of a dataset in one of the forms that programs for references read. Its text ends with a line feed. */
public enum Citation {

    /** A BibTeX entry, which biblatex reads too. */
    BIBTEX,

    /** A reference in the format of Research Information Systems; its lines end as that has them, in CR and LF. */
    RIS,

    /** CSL-JSON 1.0.2, as citeproc, Zotero and Pandoc read it. */
    CSL,

    /** The reference as plain text, in the style of the APA's manual, 7th edition. */
    APA,

    /** A {@code CITATION.cff} of format version 1.2.0. */
    CFF;

    /** More authors than these are shortened (APA 7, section 9.8). */
    private static final int MOST_AUTHORS = 20;

    /** The citation of a dataset. The dataset's files are in none of them. */
    public String of(DatasetRecord dataset) {
        return switch (this) {
            case BIBTEX -> BibTex.of(dataset);
            case RIS -> Ris.of(dataset);
            case CSL -> CslJson.of(dataset);
            case APA -> apa(dataset);
            case CFF -> CitationFile.of(dataset);
        };
    }

    /** The name by which people ask for this form, such as {@code bibtex}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The form with this name, in any case. */
    public static Optional<Citation> named(String label) {
        return List.of(values()).stream()
                .filter(each -> each.label().equalsIgnoreCase(label))
                .findFirst();
    }

    /** Without an address the digest says which bytes are meant. */
    private static String apa(DatasetRecord dataset) {
        Entry entry = dataset.entry();
        String version =
                entry.version().map(OneLine::of).map(" (Version %s)"::formatted).orElse("");
        String title = OneLine.of(entry.title()) + version + " [Data set]";
        String date = " (%s)".formatted(dataset.year().orElse("n.d."));
        String authors = authors(dataset.creators());
        String start = authors.isEmpty() ? title + date + "." : authors + date + ". " + title + ".";
        String publisher = dataset.publisher()
                .map(OneLine::of)
                .filter(name -> !name.equals(authors))
                .map(name -> " " + sentence(name))
                .orElse("");
        String where = dataset.url().orElse("SHA-256 " + entry.digest());
        return start + publisher + " " + where + "\n";
    }

    private static String authors(List<PersonName> names) {
        List<String> written = names.stream().map(Citation::author).toList();
        int count = written.size();
        if (count > MOST_AUTHORS) {
            return "%s, . . . %s"
                    .formatted(String.join(", ", written.subList(0, MOST_AUTHORS - 1)), written.get(count - 1));
        }
        return count < 2
                ? String.join("", written)
                : "%s, & %s".formatted(String.join(", ", written.subList(0, count - 1)), written.get(count - 1));
    }

    private static String author(PersonName name) {
        return name.family().map(family -> family + ", " + name.initials()).orElse(name.text());
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
