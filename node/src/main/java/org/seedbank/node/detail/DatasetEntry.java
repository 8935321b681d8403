package org.seedbank.node.detail;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.metadata.Citation;
import org.seedbank.catalog.metadata.DatasetRecord;

/**
 * What is said of a dataset.
 *
 * @param entry its entry, as the first catalog of this home has it that has it, and otherwise as its torrent tells; absent where
 *     neither says anything. Its texts are a stranger's
 * @param reference what people call it in that catalog, such as {@code 3} or {@code group/3}; absent where none has it
 * @param citations how it is cited, in each form; none without an entry
 */
public record DatasetEntry(Optional<Entry> entry, Optional<String> reference, List<CitationText> citations) {

    /** Nobody has said anything. */
    public static final DatasetEntry NONE = new DatasetEntry(Optional.empty(), Optional.empty(), List.of());

    /** Copies the list. */
    public DatasetEntry {
        citations = List.copyOf(citations);
    }

    /**
     * A citation.
     *
     * @param format the name of its form, such as {@code bibtex}
     * @param text the citation itself, with its line ends
     */
    public record CitationText(String format, String text) {}

    /** An entry, with all citations. */
    public static DatasetEntry of(Entry entry, Optional<String> reference) {
        DatasetRecord cited = DatasetRecord.of(entry);
        return new DatasetEntry(
                Optional.of(entry),
                reference,
                Arrays.stream(Citation.values())
                        .map(form -> new CitationText(form.label(), form.of(cited)))
                        .toList());
    }
}
