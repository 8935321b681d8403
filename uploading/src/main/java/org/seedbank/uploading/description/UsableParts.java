package org.seedbank.uploading.description;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryBuilder;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.catalog.metadata.Doi;
import org.seedbank.catalog.metadata.LicenseExpression;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/** Takes from a dataset's own description what an entry can hold; a part that it cannot hold costs a warning. */
final class UsableParts {

    /** An entry of no dataset, to try parts of a description on. */
    private static final Sha256 NO_DATASET = new Sha256("0".repeat(64));

    private static final InfoHash NO_TORRENT = new InfoHash("0".repeat(40));

    private final Consumer<String> warnings;

    private UsableParts(Consumer<String> warnings) {
        this.warnings = warnings;
    }

    static Description of(Description own, Consumer<String> warnings) {
        UsableParts usable = new UsableParts(warnings);
        return new Description(
                usable.text(own.title(), EntryBuilder::title),
                usable.text(own.text(), EntryBuilder::description),
                usable.texts(own.creators(), EntryBuilder::creators),
                usable.text(usable.read(own.license(), LicenseExpression::parse), EntryBuilder::license),
                usable.text(usable.read(own.doi(), Doi::parse), EntryBuilder::doi),
                usable.texts(own.keywords(), EntryBuilder::keywords),
                usable.text(own.version(), EntryBuilder::version));
    }

    /** The form in which entries hold it. */
    private Optional<String> read(Optional<String> value, Function<String, Object> parse) {
        try {
            return value.map(parse).map(Object::toString);
        } catch (IllegalArgumentException e) {
            warn(e);
            return Optional.empty();
        }
    }

    private Optional<String> text(Optional<String> value, BiConsumer<EntryBuilder, String> field) {
        return value.filter(text -> fits(text, field));
    }

    private List<String> texts(List<String> values, BiConsumer<EntryBuilder, List<String>> field) {
        return fits(values, field) ? values : List.of();
    }

    private <T> boolean fits(T value, BiConsumer<EntryBuilder, T> field) {
        EntryBuilder entry = Entry.builder(NO_DATASET)
                .title("any")
                .files(1)
                .pieceLength(16 << 10)
                .infohashV1(NO_TORRENT);
        try {
            field.accept(entry, value);
            entry.build();
            return true;
        } catch (IllegalArgumentException e) {
            warn(e);
            return false;
        }
    }

    private void warn(IllegalArgumentException reason) {
        warnings.accept(reason.getMessage());
    }
}
