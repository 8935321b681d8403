package org.seedbank.catalog.export;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogWarning;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryCheck;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.internal.site.IndexWriter;
import org.seedbank.catalog.internal.site.SiteFiles;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * Writes a catalog as plain files: an index for programs, a page for people, and the torrents. What is written depends on
 * the catalog's entries and torrents alone, byte for byte.
 *
 * <p>Files that are right already are left alone, others are replaced whole: torrents first, then the index, then the
 * page. So whoever reads the folder meanwhile, or after the work was cut short, sees an earlier export or this one. For
 * one thread.
 */
public final class CatalogExport {

    /** Told how far an export has come, by its thread. */
    @FunctionalInterface
    public interface Watcher {
        /** The torrent of {@code entry} is next; {@code done} of {@code total} are done. */
        void at(int done, int total, Entry entry);
    }

    private final Catalog catalog;
    private final ExportFolder folder;
    private final Watcher watcher;
    private final List<CatalogWarning> warnings = new ArrayList<>();

    /** Of each dataset whose torrent is in the export. */
    private final Map<Sha256, String> magnets = new HashMap<>();

    private int written;
    private int unchanged;

    private CatalogExport(Catalog catalog, ExportFolder folder, Watcher watcher) {
        this.catalog = catalog;
        this.folder = folder;
        this.watcher = watcher;
    }

    /**
     * Exports a catalog as it is now. Torrents that are nobody's entries are left out with a warning. So is a torrent
     * that is missing or is not the one that its entry describes; the entry itself stays, so that no serial moves.
     *
     * @param folder an empty folder, one that was exported to before, or a path where there is nothing yet; files in it
     *     that no export wrote are not touched
     * @throws CatalogException.CannotExport when the folder holds something else or cannot be written
     * @throws CatalogException when the catalog cannot be read
     */
    public static ExportResult run(Catalog catalog, Path folder, Watcher watcher) throws InterruptedException {
        try {
            return new CatalogExport(catalog, new ExportFolder(folder), watcher).run();
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            InterruptedException interrupted = new InterruptedException("interrupted while a catalog was exported");
            interrupted.initCause(e);
            throw interrupted;
        } catch (IOException e) {
            throw new CatalogException.CannotExport(
                    folder,
                    IoReason.of(e),
                    "check that you may write to the folder and that its disk has space, then export again",
                    e);
        }
    }

    private ExportResult run() throws IOException, InterruptedException {
        Set<Sha256> former = folder.former();
        Listing listing = catalog.list(Freshness.NOW);
        folder.claim();
        warnings.addAll(listing.warnings());
        listing.foreign()
                .forEach(each -> warnings.add(
                        new CatalogWarning(each.name(), "is not exported: it is a torrent without an entry")));
        int done = 0;
        for (Listed each : listing.entries()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while a catalog was exported");
            }
            watcher.at(done++, listing.entries().size(), each.entry());
            exportTorrent(each.entry());
        }
        count(folder.put(SiteFiles.INDEX, out -> IndexWriter.write(listing.entries(), out)));
        count(folder.put(
                SiteFiles.PAGE, out -> ExportPage.write(listing.entries(), magnets, entry -> Optional.empty(), out)));
        int removed = removeFormer(former);
        return new ExportResult(listing.entries().size(), magnets.size(), written, unchanged, removed, warnings);
    }

    private void exportTorrent(Entry entry) throws IOException, InterruptedException {
        Optional<byte[]> torrent = torrent(entry);
        if (torrent.isPresent()) {
            count(folder.put(SiteFiles.torrent(entry.digest()), torrent.get()));
        }
    }

    private Optional<byte[]> torrent(Entry entry) throws InterruptedException {
        try {
            byte[] bytes = catalog.torrent(entry.digest());
            Metainfo torrent = Metainfo.parse(bytes);
            EntryCheck.requireAgreement(entry, torrent);
            magnets.put(entry.digest(), torrent.magnetLink(entry.seedAddresses()));
            AddressKeys.warnings(torrent.trackers(), torrent.webSeeds())
                    .forEach(text -> warnings.add(
                            new CatalogWarning(SiteFiles.torrent(entry.digest()), "is exported, but " + text)));
            return Optional.of(bytes);
        } catch (CatalogException.BrokenEntry
                | CatalogException.UnknownDataset
                | CatalogException.TorrentMismatch
                | IntegrityException.BadTorrent e) {
            warnings.add(new CatalogWarning(
                    SiteFiles.torrent(entry.digest()), "is not exported, only its entry: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private void count(boolean wasWritten) {
        if (wasWritten) {
            written++;
        } else {
            unchanged++;
        }
    }

    private int removeFormer(Set<Sha256> former) throws IOException {
        Set<Sha256> gone = new HashSet<>(former);
        gone.removeAll(magnets.keySet());
        int removed = 0;
        for (Sha256 digest : gone) {
            removed += folder.delete(SiteFiles.torrent(digest)) ? 1 : 0;
        }
        return removed;
    }
}
