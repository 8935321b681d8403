package org.seedbank.catalog.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.seedbank.integrity.torrent.Manifest;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * Writes a catalog as plain files: an index for programs, pages for people, a feed, and the torrents with their manifests.
 * What is written depends on the catalog's entries and torrents, and on how the pages are to look, byte for byte.
 *
 * <p>Files that are right already are left alone, others are replaced whole: what belongs to one dataset first, then the
 * index, then the list. So whoever reads the index meanwhile, or after the work was cut short, sees an earlier export or
 * this one.
 */
public final class CatalogExport {

    /** Told how far an export has come, by its thread. */
    @FunctionalInterface
    public interface Watcher {
        /** The torrent of {@code entry} is next; {@code done} of {@code total} are done. */
        void at(int done, int total, Entry entry);
    }

    private final Catalog catalog;
    private final Look look;
    private final ExportFolder folder;
    private final Watcher watcher;
    private final List<CatalogWarning> warnings = new ArrayList<>();

    /** The files of datasets that are part of the export. */
    private final Set<String> files = ConcurrentHashMap.newKeySet();

    private int torrents;
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger unchanged = new AtomicInteger();

    private CatalogExport(Catalog catalog, Look look, ExportFolder folder, Watcher watcher) {
        this.catalog = catalog;
        this.look = look;
        this.folder = folder;
        this.watcher = watcher;
    }

    /**
     * Exports a catalog as it is now. Torrents that are nobody's entries are left out with a warning. So is a torrent
     * that is missing or is not the one that its entry describes; the entry itself stays, so that no serial moves.
     *
     * @param look how the pages look, and where they will be
     * @param folder an empty folder, one that was exported to before, or a path where there is nothing yet; files in it
     *     that no export wrote are not touched
     * @throws CatalogException.CannotExport when the folder holds something else or cannot be written
     * @throws CatalogException when the catalog cannot be read
     */
    public static ExportResult run(Catalog catalog, Look look, Path folder, Watcher watcher)
            throws InterruptedException {
        try {
            return new CatalogExport(catalog, look, new ExportFolder(folder), watcher).run();
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
        Site site = new Site(look, listing.entries());
        if (look.logo().isPresent()) {
            count(folder.put(look.logo().get().file(), look.logo().get().content()));
        }
        datasets(site);
        folder.force();
        count(folder.put(SiteFiles.INDEX, out -> IndexWriter.write(listing.entries(), out)));
        count(folder.put(SiteFiles.FEED, out -> Feed.write(site, out)));
        int removed = 0;
        if (look.url().isPresent()) {
            count(folder.put(
                    SiteFiles.MAP, out -> SiteMap.write(site, look.url().get(), out)));
        } else {
            removed += folder.delete(SiteFiles.MAP) ? 1 : 0;
        }
        count(folder.put(SiteFiles.PAGE, out -> ListPage.write(site, out)));
        removed += removeFormer(former) + removeLogos();
        return new ExportResult(listing.entries().size(), torrents, written.get(), unchanged.get(), removed, warnings);
    }

    private void datasets(Site site) throws IOException, InterruptedException {
        PageFrame frame = PageFrame.ofDataset(look);
        try (ManyFiles many = new ManyFiles()) {
            int done = 0;
            for (Listed each : site.entries()) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while a catalog was exported");
                }
                watcher.at(done++, site.entries().size(), each.entry());
                Optional<Metainfo> torrent = torrent(each.entry());
                torrents += torrent.isPresent() ? 1 : 0;
                long size = torrent.map(known -> known.bytes().length).orElse(0);
                many.add(size, () -> dataset(site, frame, each, torrent));
            }
            many.finish();
        }
    }

    /** By any thread. */
    private void dataset(Site site, PageFrame frame, Listed listed, Optional<Metainfo> torrent) throws IOException {
        Sha256 digest = listed.entry().digest();
        if (torrent.isPresent()) {
            put(SiteFiles.torrent(digest), torrent.get().bytes());
            Optional<Manifest> manifest = torrent.get().manifest();
            if (manifest.isPresent()) {
                put(SiteFiles.manifest(digest), manifest.get().text().getBytes(UTF_8));
            }
        }
        StringBuilder page = new StringBuilder();
        DatasetPage.write(site, frame, listed, torrent, Optional.empty(), page);
        put(SiteFiles.page(digest), page.toString().getBytes(UTF_8));
    }

    private void put(String name, byte[] content) throws IOException {
        files.add(name);
        count(folder.put(name, content));
    }

    private Optional<Metainfo> torrent(Entry entry) throws InterruptedException {
        try {
            Metainfo torrent = Metainfo.parse(catalog.torrent(entry.digest()));
            EntryCheck.requireAgreement(entry, torrent);
            AddressKeys.warnings(torrent.trackers(), torrent.webSeeds())
                    .forEach(text -> warnings.add(
                            new CatalogWarning(SiteFiles.torrent(entry.digest()), "is exported, but " + text)));
            return Optional.of(torrent);
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
            written.incrementAndGet();
        } else {
            unchanged.incrementAndGet();
        }
    }

    private int removeLogos() throws IOException {
        int removed = 0;
        for (String name : Logo.files()) {
            boolean mine = look.logo().filter(logo -> logo.file().equals(name)).isPresent();
            removed += !mine && folder.delete(name) ? 1 : 0;
        }
        return removed;
    }

    private int removeFormer(Set<Sha256> former) throws IOException {
        int removed = 0;
        for (Sha256 digest : former) {
            for (String name : List.of(SiteFiles.page(digest), SiteFiles.torrent(digest), SiteFiles.manifest(digest))) {
                removed += !files.contains(name) && folder.delete(name) ? 1 : 0;
            }
        }
        return removed;
    }
}
