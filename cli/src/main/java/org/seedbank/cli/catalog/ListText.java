package org.seedbank.cli.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.catalog.Versions;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.Column;
import org.seedbank.cli.screen.Table;
import org.seedbank.cli.screen.Terminal;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/** Entries of one catalog or several as one table, and behind them the torrents that are nobody's entries. */
final class ListText {

    private static final String UNKNOWN = Column.NOTHING;

    private final CatalogSet catalogs;
    private final WithdrawalText withdrawals;
    private final CopyStates states;
    private final boolean allVersions;
    private final List<ListRow> entries = new ArrayList<>();
    private final List<ListRow> foreign = new ArrayList<>();

    /**
     * For a table of these catalogs.
     *
     * @param states what this machine does with entries just now
     * @param allVersions whether older versions have rows of their own beside the newest
     */
    ListText(CatalogSet catalogs, CopyStates states, boolean allVersions) {
        this.catalogs = catalogs;
        this.withdrawals = new WithdrawalText(catalogs);
        this.states = states;
        this.allVersions = allVersions;
    }

    /** Adds what matches a text in one of the catalogs. What is older than something else that matches is counted there. */
    void add(CatalogSource source, Listing listing, String text) {
        Versions.Collector seen = new Versions.Collector();
        Map<Sha256, Listed> found = new LinkedHashMap<>();
        for (Listed each : listing.matching(text)) {
            seen.add(each);
            found.put(each.entry().digest(), each);
        }
        Versions versions = text.isBlank() ? seen.versions() : listing.versions();
        Map<Sha256, Integer> older = allVersions ? Map.of() : older(found.keySet(), versions);
        found.forEach((digest, each) -> {
            Optional<Versions.Version> newest = versions.newest(digest);
            if (newest.map(Versions.Version::digest).filter(older::containsKey).isEmpty()) {
                String note = newest.map(
                                other -> "  (newest version: " + catalogs.reference(source, other.label()) + ")")
                        .orElseGet(() -> older(older.getOrDefault(digest, 0)));
                entries.add(row(source, listing, each, versions, note));
            }
        });
        listing.foreignMatching(text).forEach(each -> foreign.add(row(source, each)));
    }

    /** How many of these are older than one of them, by that one. */
    private static Map<Sha256, Integer> older(Set<Sha256> listed, Versions versions) {
        Map<Sha256, Integer> older = new HashMap<>();
        for (Sha256 each : listed) {
            versions.newest(each)
                    .map(Versions.Version::digest)
                    .filter(listed::contains)
                    .ifPresent(newest -> older.merge(newest, 1, Integer::sum));
        }
        return older;
    }

    private static String older(int count) {
        return count == 0 ? "" : "  (" + Amounts.count(count, "older version") + ")";
    }

    /** All rows: entries first. */
    List<ListRow> rows() {
        List<ListRow> rows = new ArrayList<>(entries);
        rows.addAll(foreign);
        return rows;
    }

    /** Prints some of the rows as a table that fits where it goes. */
    static void print(List<ListRow> rows, List<Column<ListRow>> columns, Terminal terminal) {
        Table table = Table.of(columns).fit(terminal.lineWidth(), "title");
        rows.forEach(row -> table.add(columns, row));
        table.print(terminal.out());
    }

    private ListRow row(CatalogSource source, Listing listing, Listed listed, Versions versions, String note) {
        Entry entry = listed.entry();
        return new ListRow(
                catalogs.reference(source, listed),
                entries.size(),
                states.of(entry).label(),
                OptionalLong.of(entry.bytes()),
                OptionalLong.of(entry.files()),
                listed.published(),
                Optional.of(entry),
                entry.title()
                        + (entry.withdrawn() ? "  (withdrawn" + withdrawals.of(source, listing, entry) + ")" : "")
                        + note,
                states.known(entry),
                () -> ListJson.line(source, listed, versions, states));
    }

    private ListRow row(CatalogSource source, ForeignTorrent torrent) {
        boolean alone = catalogs.sources().size() == 1;
        String name = torrent.facts().map(TorrentFacts::name).orElseGet(torrent::name);
        return new ListRow(
                alone
                        ? UNKNOWN
                        : source.name().map(each -> each + "/" + UNKNOWN).orElse(UNKNOWN),
                Integer.MAX_VALUE,
                UNKNOWN,
                torrent.facts().map(facts -> OptionalLong.of(facts.bytes())).orElseGet(OptionalLong::empty),
                torrent.facts().map(facts -> OptionalLong.of(facts.files())).orElseGet(OptionalLong::empty),
                torrent.added(),
                Optional.empty(),
                name
                        + torrent.facts()
                                .map(facts -> "  (" + infohash(facts) + ")")
                                .orElse(""),
                Optional.empty(),
                () -> ListJson.line(source, torrent));
    }

    private static InfoHash infohash(TorrentFacts facts) {
        return facts.infohashV1().or(facts::infohashV2).orElseThrow();
    }
}
