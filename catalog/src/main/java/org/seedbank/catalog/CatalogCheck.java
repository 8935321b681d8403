package org.seedbank.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.Metainfo;

/** Compares every entry of a catalog with its torrent, and tells what else lies there. */
public final class CatalogCheck {

    private static final Pattern ENTRY_FILE = Pattern.compile("[0-9a-f]{64}\\.json");

    private CatalogCheck() {}

    /**
     * The findings.
     *
     * @param listing the catalog as it was checked
     * @param findings first of listed entries in the order of their serials, then what is not listed, then foreign
     *     torrents, then serials that are shared or nobody's
     */
    public record Report(Listing listing, List<CatalogFinding> findings) {

        /** Copies the list. */
        public Report {
            findings = List.copyOf(findings);
        }

        /** How many findings are of this kind. */
        public long count(CatalogFinding.Kind kind) {
            return findings.stream().filter(each -> each.kind() == kind).count();
        }
    }

    /**
     * Reads the list anew, and then every torrent, one after the other.
     *
     * @param progress told how many entries have been checked
     * @throws CatalogException when the catalog cannot be read any further, such as
     *     {@link CatalogException.Unreachable}
     */
    public static Report run(Catalog catalog, IntConsumer progress) throws InterruptedException {
        Listing listing = catalog.list(Freshness.WHOLE);
        List<CatalogFinding> findings = new ArrayList<>();
        int checked = 0;
        for (Listed listed : listing.entries()) {
            check(catalog, listed).ifPresent(findings::add);
            progress.accept(++checked);
        }
        listing.warnings()
                .forEach(each -> findings.add(
                        new CatalogFinding(kind(each, listing), Optional.empty(), each.name(), each.reason())));
        listing.foreign()
                .forEach(each -> findings.add(new CatalogFinding(
                        CatalogFinding.Kind.FOREIGN,
                        Optional.empty(),
                        each.name(),
                        "it is a torrent without an entry")));
        findings.addAll(SerialFindings.of(listing));
        return new Report(listing, findings);
    }

    /** A file that is called like an entry should be one; anything else may lie there without harm. */
    private static CatalogFinding.Kind kind(CatalogWarning warning, Listing listing) {
        if (warning.name().equals(listing.catalog().toString())) {
            return CatalogFinding.Kind.NOTE;
        }
        return ENTRY_FILE.matcher(warning.name()).matches() ? CatalogFinding.Kind.BROKEN : CatalogFinding.Kind.LEFT_OUT;
    }

    private static Optional<CatalogFinding> check(Catalog catalog, Listed listed) throws InterruptedException {
        try {
            Metainfo torrent = Metainfo.parse(catalog.torrent(listed.entry().digest()));
            List<String> differences = EntryCheck.disagreements(listed.entry(), torrent);
            return differences.isEmpty()
                    ? Optional.empty()
                    : Optional.of(finding(CatalogFinding.Kind.MISMATCH, listed, String.join("; ", differences)));
        } catch (IntegrityException.BadTorrent e) {
            return Optional.of(finding(CatalogFinding.Kind.MISMATCH, listed, e.getMessage()));
        } catch (CatalogException.BrokenEntry | CatalogException.UnknownDataset e) {
            return Optional.of(finding(CatalogFinding.Kind.BROKEN, listed, e.getMessage()));
        } catch (CatalogException.Withheld e) {
            return Optional.of(finding(
                    CatalogFinding.Kind.BROKEN,
                    listed,
                    "its torrent is not handed out: %s; %s".formatted(e.reason(), e.remedy())));
        }
    }

    private static CatalogFinding finding(CatalogFinding.Kind kind, Listed listed, String reason) {
        return new CatalogFinding(
                kind, Optional.of(listed), listed.entry().digest().hex(), reason);
    }
}
