package org.seedbank.cli.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.seedbank.cli.frame.KnownCopies;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.Column;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;

/**
 * A row of the node's table.
 *
 * @param serial in the first catalog that lists it, as a person types it
 */
record StatusRow(DatasetView view, Optional<String> serial) {

    /** All that can be asked for, with sizes in these words. */
    static List<Column<StatusRow>> columns(LongFunction<String> bytes) {
        return List.of(
                Column.numbers("serial", StatusRow::serialNumber, row -> row.serial.orElse(Column.NOTHING)),
                Column.words("name", row -> row.view.name()),
                Column.words("state", row -> row.view.state().label()),
                Column.numbers("%", row -> row.view.amounts().percent(), row -> StatusTable.percent(row.view)),
                Column.<StatusRow>numbers(
                                "size",
                                row -> row.view.amounts().bytesWanted(),
                                row -> row.view.state() == DatasetState.NO_TORRENT
                                        ? Column.NOTHING
                                        : bytes.apply(row.view.amounts().bytesWanted()))
                        .leaving(6),
                Column.<StatusRow>numbers(
                                "down",
                                row -> row.view.traffic().downloadRate(),
                                row -> rate(row.view.traffic().downloadRate(), bytes))
                        .leaving(5),
                Column.<StatusRow>numbers(
                                "up",
                                row -> row.view.traffic().uploadRate(),
                                row -> rate(row.view.traffic().uploadRate(), bytes))
                        .leaving(4),
                Column.<StatusRow>numbers(
                                "peers",
                                row -> row.view.traffic().peers(),
                                row -> Integer.toString(row.view.traffic().peers()))
                        .leaving(2),
                Column.<StatusRow>numbers(
                                "ratio", row -> (long) (1000 * row.view.ratio().orElse(-1)), row -> ratio(row.view))
                        .leaving(1),
                Column.<StatusRow>numbers(
                                "left", row -> row.view.secondsLeft().orElse(Long.MAX_VALUE), row -> left(row.view))
                        .leaving(3),
                Column.numbers(
                        "files",
                        row -> row.view.amounts().filesWanted(),
                        row -> Integer.toString(row.view.amounts().filesWanted())),
                Column.numbers(
                        "seeders",
                        row -> row.known().seeders(),
                        row -> Integer.toString(row.known().seeders())),
                Column.numbers(
                        "copies",
                        row -> row.known().copies(),
                        row -> Integer.toString(row.known().copies())),
                Column.<StatusRow>words("seen", row -> KnownCopies.seen(Optional.of(row.known())))
                        .orderedBy(row ->
                                row.known().seen().map(Instant::toEpochMilli).orElse(0L)),
                Column.words("digest", row -> row.view.digest().map(Sha256::hex).orElse(Column.NOTHING)),
                Column.words("infohash", row -> row.view.key().hex()),
                Column.words("path", row -> row.view.path()));
    }

    /** Those that are shown when nobody asks for others; serials only where there are any. */
    static List<Column<StatusRow>> usual(List<Column<StatusRow>> all, List<StatusRow> rows) {
        boolean listed = rows.stream().anyMatch(row -> row.serial.isPresent());
        return all.subList(listed ? 0 : 1, 10);
    }

    private KnownCopies known() {
        return KnownCopies.of(view);
    }

    /** The number in it; those that no catalog lists come last. */
    private long serialNumber() {
        String digits = serial.map(each -> each.replaceFirst(".*/", "").replaceAll("\\D", ""))
                .orElse("");
        return digits.isEmpty() ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    private static String rate(long rate, LongFunction<String> bytes) {
        return rate == 0 ? Column.NOTHING : bytes.apply(rate) + "/s";
    }

    private static String ratio(DatasetView view) {
        return view.ratio().isPresent() ? Amounts.ratio(view.ratio().getAsDouble()) : Column.NOTHING;
    }

    private static String left(DatasetView view) {
        return view.secondsLeft()
                .map(seconds -> Amounts.duration(Duration.ofSeconds(seconds)))
                .orElse(Column.NOTHING);
    }
}
