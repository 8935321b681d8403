package org.seedbank.cli.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.seedbank.catalog.Entry;
import org.seedbank.cli.frame.KnownCopies;
import org.seedbank.cli.screen.Column;

/**
 * A row of a list: an entry of a catalog, or a torrent that is nobody's entry.
 *
 * @param serial as a person types it
 * @param number what rows are sorted by that are sorted by their serials: their place in the list
 * @param entry absent of a torrent without one
 * @param title with what a person should know of it behind it
 * @param known what the node knows of its copies
 * @param json the object of a program's line
 */
record ListRow(
        String serial,
        int number,
        String state,
        OptionalLong bytes,
        OptionalLong files,
        Instant published,
        Optional<Entry> entry,
        String title,
        Optional<KnownCopies> known,
        Supplier<Object> json) {

    /** All that can be asked for, with sizes in these words. */
    static List<Column<ListRow>> columns(LongFunction<String> bytes) {
        return List.of(
                Column.numbers("serial", ListRow::number, ListRow::serial),
                Column.words("state", ListRow::state),
                Column.<ListRow>numbers("size", row -> row.bytes.orElse(-1), row -> number(row.bytes, bytes))
                        .leaving(6),
                Column.<ListRow>numbers("files", row -> row.files.orElse(-1), row -> number(row.files, Long::toString))
                        .leaving(1),
                Column.<ListRow>words("published", row -> LocalDate.ofInstant(row.published, ZoneOffset.UTC)
                                .toString())
                        .orderedBy(row -> row.published.toEpochMilli())
                        .leaving(3),
                Column.<ListRow>numbers("seeders", row -> seeders(row), row -> count(row, KnownCopies::seeders))
                        .leaving(5),
                Column.<ListRow>numbers("copies", row -> copies(row), row -> count(row, KnownCopies::copies))
                        .leaving(4),
                Column.<ListRow>words("seen", row -> KnownCopies.seen(row.known))
                        .orderedBy(row -> row.known
                                .flatMap(KnownCopies::seen)
                                .map(Instant::toEpochMilli)
                                .orElse(0L))
                        .leaving(2),
                Column.words("title", ListRow::title),
                Column.words("digest", of(entry -> Optional.of(entry.digest().hex()))),
                Column.words("license", of(Entry::license)),
                Column.words("creators", of(entry -> Optional.of(String.join("; ", entry.creators())))),
                Column.words("doi", of(Entry::doi)));
    }

    /** Those that are shown when nobody asks for others; what the node knows only where it knows something. */
    static List<Column<ListRow>> usual(List<Column<ListRow>> all, List<ListRow> rows) {
        boolean known = rows.stream()
                .anyMatch(row -> row.known.flatMap(KnownCopies::seen).isPresent());
        List<String> names = known
                ? List.of("serial", "state", "size", "files", "published", "seeders", "copies", "seen", "title")
                : List.of("serial", "state", "size", "files", "published", "title");
        return all.stream().filter(each -> names.contains(each.name())).toList();
    }

    private static long seeders(ListRow row) {
        return row.known.map(KnownCopies::seeders).orElse(-1);
    }

    private static long copies(ListRow row) {
        return row.known.map(KnownCopies::copies).orElse(-1);
    }

    private static String count(ListRow row, Function<KnownCopies, Integer> count) {
        return row.known.map(count).map(each -> each.toString()).orElse(Column.NOTHING);
    }

    private static String number(OptionalLong number, LongFunction<String> text) {
        return number.isPresent() ? text.apply(number.getAsLong()) : Column.NOTHING;
    }

    private static Function<ListRow, String> of(Function<Entry, Optional<String>> part) {
        return row -> row.entry.flatMap(part).filter(each -> !each.isEmpty()).orElse(Column.NOTHING);
    }
}
