package org.seedbank.cli.catalog;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.Table;
import org.seedbank.integrity.torrent.InfoHash;

/** Entries of one catalog or several as one table, and behind them the torrents that are nobody's entries. */
final class ListText {

    private static final String UNKNOWN = "-";

    private final CatalogSet catalogs;
    private final WithdrawalText withdrawals;
    private final Function<Entry, String> state;
    private final List<String[]> entries = new ArrayList<>();
    private final List<String[]> foreign = new ArrayList<>();

    /** For a table of these catalogs, with what this machine does with an entry just now. */
    ListText(CatalogSet catalogs, Function<Entry, String> state) {
        this.catalogs = catalogs;
        this.withdrawals = new WithdrawalText(catalogs);
        this.state = state;
    }

    /** Adds what matches a text in one of the catalogs. */
    void add(CatalogSource source, Listing listing, String text) {
        listing.matching(text).forEach(each -> entries.add(row(source, listing, each)));
        listing.foreignMatching(text).forEach(each -> foreign.add(row(source, each)));
    }

    boolean isEmpty() {
        return entries.isEmpty() && foreign.isEmpty();
    }

    void print(PrintWriter out) {
        Table table = new Table("serial", "state", "size", "files", "published", "title").alignRight(0, 2, 3);
        entries.forEach(table::row);
        foreign.forEach(table::row);
        table.print(out);
    }

    private String[] row(CatalogSource source, Listing listing, Listed listed) {
        Entry entry = listed.entry();
        return new String[] {
            catalogs.reference(source, listed),
            state.apply(entry),
            Amounts.bytes(entry.bytes()),
            Long.toString(entry.files()),
            date(listed.published()),
            entry.title() + (entry.withdrawn() ? "  (withdrawn" + withdrawals.of(source, listing, entry) + ")" : "")
        };
    }

    private String[] row(CatalogSource source, ForeignTorrent torrent) {
        boolean alone = catalogs.sources().size() == 1;
        String name = torrent.facts().map(TorrentFacts::name).orElseGet(torrent::name);
        return new String[] {
            alone ? UNKNOWN : source.name().map(each -> each + "/" + UNKNOWN).orElse(UNKNOWN),
            UNKNOWN,
            torrent.facts().map(facts -> Amounts.bytes(facts.bytes())).orElse(UNKNOWN),
            torrent.facts().map(facts -> Long.toString(facts.files())).orElse(UNKNOWN),
            date(torrent.added()),
            name + torrent.facts().map(facts -> "  (" + infohash(facts) + ")").orElse("")
        };
    }

    private static String date(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }

    private static InfoHash infohash(TorrentFacts facts) {
        return facts.infohashV1().or(facts::infohashV2).orElseThrow();
    }
}
