package org.seedbank.cli.catalog;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.catalog.Versions;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.cli.screen.Table;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/** Entries of one catalog or several as one table, and behind them the torrents that are nobody's entries. */
final class ListText {

    private static final String UNKNOWN = "-";

    private final CatalogSet catalogs;
    private final WithdrawalText withdrawals;
    private final Function<Entry, String> state;
    private final boolean allVersions;
    private final List<String[]> entries = new ArrayList<>();
    private final List<String[]> foreign = new ArrayList<>();

    /**
     * For a table of these catalogs.
     *
     * @param state what this machine does with an entry just now
     * @param allVersions whether older versions have rows of their own beside the newest
     */
    ListText(CatalogSet catalogs, Function<Entry, String> state, boolean allVersions) {
        this.catalogs = catalogs;
        this.withdrawals = new WithdrawalText(catalogs);
        this.state = state;
        this.allVersions = allVersions;
    }

    /** Adds what matches a text in one of the catalogs. What is older than something else that matches is counted there. */
    void add(CatalogSource source, Listing listing, String text) {
        Versions.Collector seen = new Versions.Collector();
        Map<Sha256, String[]> rows = new LinkedHashMap<>();
        for (Listed each : listing.matching(text)) {
            seen.add(each);
            rows.put(each.entry().digest(), row(source, listing, each));
        }
        Versions versions = text.isBlank() ? seen.versions() : listing.versions();
        Map<Sha256, Integer> older = allVersions ? Map.of() : older(rows.keySet(), versions);
        rows.forEach((digest, row) -> {
            Optional<Versions.Version> newest = versions.newest(digest);
            if (newest.map(Versions.Version::digest).filter(older::containsKey).isEmpty()) {
                row[row.length - 1] += newest.map(
                                each -> "  (newest version: " + catalogs.reference(source, each.label()) + ")")
                        .orElseGet(() -> older(older.getOrDefault(digest, 0)));
                entries.add(row);
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
