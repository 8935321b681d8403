package org.seedbank.downloading;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.EntryCheck;
import org.seedbank.catalog.Listed;
import org.seedbank.integrity.Metainfo;
import org.seedbank.integrity.Sha256;

/**
 * Finds the torrent that a person means: by serial, digest, beginning of a digest or infohash in a catalog, or as a
 * {@code .torrent} file or URL.
 */
public final class References {

    private static final String SUFFIX = ".torrent";

    /** What can only mean something in a catalog, even where a file has that name. */
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{1,64}");

    private final Supplier<Catalog> catalog;

    /** Looks up what is no file and no URL in this catalog, which is opened only when it is needed. */
    public References(Supplier<Catalog> catalog) {
        this.catalog = catalog;
    }

    /**
     * The torrent for a reference, checked: by itself, against its catalog entry, and against the digest in its file's
     * name.
     *
     * @throws CatalogException.UnknownDataset when nothing is meant
     * @throws CatalogException.AmbiguousReference when several entries are meant
     * @throws CatalogException.TorrentMismatch when entry and torrent disagree
     * @throws DownloadingException.Renamed when a torrent file is named by another dataset's digest
     * @throws org.seedbank.integrity.IntegrityException when the torrent cannot be read or believed
     */
    public Resolved resolve(String reference) throws InterruptedException {
        String lower = reference.toLowerCase(Locale.ROOT);
        if (lower.startsWith("magnet:")) {
            throw new DownloadingException.UnknownKind(reference);
        }
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return new Resolved(Optional.empty(), new TorrentDownload().get(reference));
        }
        if (lower.endsWith(SUFFIX) || (!DIGITS.matcher(lower).matches() && isFile(reference))) {
            return new Resolved(Optional.empty(), torrentFile(Path.of(reference)));
        }
        return listed(catalog.get().list().require(reference));
    }

    /** The checked torrent of a listed dataset. */
    public Resolved listed(Listed listed) throws InterruptedException {
        Metainfo torrent = Metainfo.parse(catalog.get().torrent(listed.entry().digest()));
        EntryCheck.requireAgreement(listed.entry(), torrent);
        return new Resolved(Optional.of(listed), torrent);
    }

    private static boolean isFile(String reference) {
        try {
            return Files.isRegularFile(Path.of(reference));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Metainfo torrentFile(Path file) {
        Metainfo torrent = Metainfo.read(file);
        String name = file.getFileName().toString();
        String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        Optional<Sha256> digest = torrent.datasetDigest();
        if (Sha256.isDigest(stem) && digest.isPresent() && !digest.get().hex().equals(stem)) {
            throw new DownloadingException.Renamed(file, digest.get());
        }
        return torrent;
    }
}
