package org.seedbank.node.internal.detail;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryCheck;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.names.CatalogAnswer;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.internal.datasets.HeldCopy;
import org.seedbank.node.internal.history.HistoryTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries of the datasets that a node has, as the catalogs of this home have them: those on this machine as they are now, remote
 * ones as they are kept here, and otherwise as their torrents tell. May wait for the disk. Safe for all threads.
 */
public final class HeldEntries {

    private static final Logger LOG = LoggerFactory.getLogger(HeldEntries.class);

    private final Catalogs catalogs;
    private final HistoryTable history;

    public HeldEntries(Catalogs catalogs, HistoryTable history) {
        this.catalogs = catalogs;
        this.history = history;
    }

    /**
     * The entry of a dataset.
     *
     * @param reference what people call it in the catalog that has it; empty where none has
     */
    public record Told(Entry entry, Optional<String> reference) {}

    /** What the catalogs list. Those that cannot be listed are passed over: a torrent tells of itself as well. */
    public List<CatalogAnswer> listings() throws InterruptedException {
        try {
            return catalogs.all(CatalogListener.NONE).list(Freshness.STORED).stream()
                    .filter(answer -> answer.listing().isPresent())
                    .toList();
        } catch (CatalogException e) {
            LOG.debug("the catalogs of this home cannot be listed: {}", e.getMessage());
            return List.of();
        }
    }

    /** As the first catalog has it that has it, and otherwise as its torrent tells. */
    public Optional<Told> entry(HeldCopy copy, List<CatalogAnswer> listings) {
        Optional<Sha256> digest = copy.view().digest();
        if (digest.isEmpty()) {
            return Optional.empty();
        }
        for (CatalogAnswer answer : listings) {
            try {
                Optional<Listed> listed = answer.listing().orElseThrow().byDigest(digest.get());
                if (listed.isPresent()) {
                    String reference = answer.source().reference(listed.get());
                    return Optional.of(new Told(listed.get().numbered(), Optional.of(reference)));
                }
            } catch (CatalogException e) {
                LOG.debug("a catalog is passed over: {}", e.getMessage());
            }
        }
        return ownEntry(copy).map(entry -> new Told(entry, Optional.empty()));
    }

    private Optional<Entry> ownEntry(HeldCopy copy) {
        try {
            Metainfo torrent = copy.torrent().torrent();
            Optional<Entry> told = torrent.entryJson()
                    .map(Entry::parse)
                    .filter(entry -> EntryCheck.disagreements(entry, torrent).isEmpty());
            if (told.isEmpty()) {
                return Optional.empty();
            }
            Entry entry = told.get().published().isPresent()
                    ? told.get()
                    : told.get().toBuilder().published(copy.view().added()).build();
            Optional<Serial> serial = history.serial(copy.view().key())
                    .flatMap(Serial::parse)
                    .filter(known -> entry.serial().isEmpty());
            Entry numbered =
                    serial.isPresent() ? entry.toBuilder().serial(serial.get()).build() : entry;
            Optional<Instant> withdrawn = history.withdrawn(copy.view().key());
            return Optional.of(
                    withdrawn.isEmpty()
                            ? numbered
                            : numbered.toBuilder()
                                    .withdrawn(true)
                                    .withdrawnAt(withdrawn.get())
                                    .build());
        } catch (SeedbankException | IllegalArgumentException e) {
            LOG.debug("'{}' has no entry: {}", copy.view().name(), e.getMessage());
            return Optional.empty();
        }
    }
}
