package org.seedbank.catalog.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.catalog.internal.index.Content;
import org.seedbank.catalog.internal.index.GatheredItems;
import org.seedbank.catalog.internal.index.Item;
import org.seedbank.catalog.internal.index.Refreshed;
import org.seedbank.catalog.internal.index.Remote;
import org.seedbank.catalog.internal.index.Snapshot;
import org.seedbank.catalog.internal.site.IndexReader;
import org.seedbank.catalog.internal.site.SiteFiles;
import org.seedbank.catalog.internal.site.UnusableIndexException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.FileStamp;
import org.seedbank.integrity.files.UnusableFileException;

/**
 * The files of an export in a folder of this machine, such as that of a USB stick: as hostile as those on a web server.
 * Nothing is followed that is a link. Safe for use by several threads.
 */
final class FolderSite implements Remote {

    private static final String STAMP = "stamp";
    private static final String EXPORT_AGAIN = "ask whoever keeps the catalog to export it again";

    private final URI uri;
    private final Path folder;

    FolderSite(URI uri, Path folder) {
        this.uri = uri;
        this.folder = folder;
    }

    /** True when a folder holds what an export has, and a catalog in a folder has not. */
    static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(SiteFiles.INDEX), LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public URI uri() {
        return uri;
    }

    @Override
    public Refreshed refresh(Optional<Snapshot> known, GatheredItems found, Patience patience) {
        Path index = folder.resolve(SiteFiles.INDEX);
        try {
            Map<String, String> cursors = Map.of(STAMP, FileStamp.take(index).toString());
            if (known.filter(before -> before.cursors().equals(cursors)).isPresent()) {
                return new Refreshed.Changed(cursors, Set.of());
            }
            BoundedFile.check(index, IndexReader.MAX_BYTES);
            try (InputStream in = Files.newInputStream(index, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                IndexReader.read(in, new EntryItems(found));
            }
            return new Refreshed.Whole(cursors);
        } catch (UnusableIndexException | UnusableFileException e) {
            throw CatalogException.Unreachable.refusing(
                    uri, "its '%s' %s".formatted(SiteFiles.INDEX, e.getMessage()), EXPORT_AGAIN, e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private CatalogException unreachable(IOException e) {
        return new CatalogException.Unreachable(
                uri, IoReason.of(e), "check that its disk is there, and that you may read the folder", e);
    }

    @Override
    public byte[] torrent(Item item) {
        if (!(item.content() instanceof Content.Dataset dataset)) {
            throw new CatalogException.UnknownDataset(uri, item.name());
        }
        Sha256 digest = dataset.entry().digest();
        try {
            return BoundedFile.read(folder.resolve(SiteFiles.torrent(digest)), Catalog.MAX_TORRENT_BYTES);
        } catch (NoSuchFileException e) {
            throw new CatalogException.BrokenEntry(uri, digest, "its torrent is missing", EXPORT_AGAIN);
        } catch (UnusableFileException e) {
            throw new CatalogException.BrokenEntry(uri, digest, "its torrent " + e.getMessage(), EXPORT_AGAIN);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }
}
