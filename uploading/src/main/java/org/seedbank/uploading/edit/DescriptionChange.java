package org.seedbank.uploading.edit;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/**
 * Another description of a dataset. What is said replaces that field of the entry, what is cleared is emptied, and the rest
 * stays.
 *
 * @param said what is said, in the form that entries hold
 * @param cleared names of fields to empty, each one of {@link #CLEARABLE}
 */
public record DescriptionChange(Description said, Set<String> cleared) {

    /** Fields that can be empty. */
    public static final List<String> CLEARABLE =
            List.of("description", "creators", "license", "doi", "keywords", "version");

    private static final Sha256 NO_DATASET = new Sha256("0".repeat(64));
    private static final InfoHash NO_TORRENT = new InfoHash("0".repeat(40));

    /** Changes nothing. */
    public static final DescriptionChange NONE = new DescriptionChange(Description.NONE, Set.of());

    /**
     * Copies the set. Throws {@link IllegalArgumentException} when a field cannot be cleared, is said and cleared at once, or is
     * such as no entry can have.
     */
    public DescriptionChange {
        Objects.requireNonNull(said, "said");
        cleared = Set.copyOf(cleared);
        for (String field : new TreeSet<>(cleared)) {
            if (!CLEARABLE.contains(field)) {
                throw new IllegalArgumentException(
                        "'%s' cannot be cleared: that is for %s".formatted(field, String.join(", ", CLEARABLE)));
            }
            if (says(said, field)) {
                throw new IllegalArgumentException("the field '%s' is set and cleared at once".formatted(field));
            }
        }
        requireUsable(said);
    }

    /** A field that no entry can have is better known before a catalog is asked. */
    private static void requireUsable(Description said) {
        EntryBuilder some = Entry.builder(NO_DATASET)
                .title("a title")
                .bytes(0)
                .files(1)
                .pieceLength(1 << 14)
                .infohashV1(NO_TORRENT);
        describe(some, said);
        some.build();
    }

    /** True when nothing is to change. */
    public boolean isNone() {
        return equals(NONE);
    }

    /** Puts the change into an entry that is being built. */
    public void apply(EntryBuilder entry) {
        cleared.forEach(field -> clear(entry, field));
        describe(entry, said);
    }

    private static void describe(EntryBuilder entry, Description said) {
        said.title().ifPresent(entry::title);
        said.text().ifPresent(entry::description);
        said.license().ifPresent(entry::license);
        said.doi().ifPresent(entry::doi);
        said.version().ifPresent(entry::version);
        if (!said.creators().isEmpty()) {
            entry.creators(said.creators());
        }
        if (!said.keywords().isEmpty()) {
            entry.keywords(said.keywords());
        }
    }

    /**
     * An entry after the change.
     *
     * @throws IllegalArgumentException when it cannot be described so; the message names the field
     */
    public Entry appliedTo(Entry entry) {
        return entry.describedBy(this::apply);
    }

    private static boolean says(Description description, String field) {
        return switch (field) {
            case "description" -> description.text().isPresent();
            case "creators" -> !description.creators().isEmpty();
            case "license" -> description.license().isPresent();
            case "doi" -> description.doi().isPresent();
            case "keywords" -> !description.keywords().isEmpty();
            default -> description.version().isPresent();
        };
    }

    private static void clear(EntryBuilder entry, String field) {
        switch (field) {
            case "description" -> entry.description("");
            case "creators" -> entry.creators(List.of());
            case "license" -> entry.license(null);
            case "doi" -> entry.doi(null);
            case "keywords" -> entry.keywords(List.of());
            default -> entry.version(null);
        }
    }
}
