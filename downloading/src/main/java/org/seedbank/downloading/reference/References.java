package org.seedbank.downloading.reference;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.EntryCheck;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Found;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.web.WebAddress;

/**
 * Finds the torrent that a person means: by serial, digest, beginning of a digest or infohash in catalogs, or as a
 * {@code .torrent} file or URL. For one thread.
 */
public final class References {

    private static final String SUFFIX = ".torrent";

    /** References that can only mean something in a catalog, even where a file has that name. */
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{1,64}");

    /** As a path, it would lose a slash. */
    private static final Pattern OTHER_URL = Pattern.compile("[a-z][a-z0-9+.-]*://");

    private final Supplier<CatalogSet> catalogs;
    private final boolean allowPrivate;

    /** Looks up what is no file and no URL in these catalogs, which are asked for only when they are needed. */
    public References(Supplier<CatalogSet> catalogs) {
        this(catalogs, false);
    }

    /**
     * Looks up in these catalogs.
     *
     * @param allowPrivate whether the server of a torrent's URL may send on to this machine and to private networks
     */
    public References(Supplier<CatalogSet> catalogs, boolean allowPrivate) {
        this.catalogs = catalogs;
        this.allowPrivate = allowPrivate;
    }

    /**
     * The torrent for a reference, checked: by itself, against its catalog entry, and against the digest in its file's
     * name.
     *
     * @throws CatalogException as {@link CatalogSet#find} does
     * @throws CatalogException.TorrentMismatch when entry and torrent disagree
     * @throws DownloadingException.CannotDownload when it is a URL of which the torrent cannot be had
     * @throws DownloadingException.Swapped when a torrent without an entry is not the one that was listed
     * @throws DownloadingException.Renamed when a torrent file is named by another dataset's digest
     * @throws org.seedbank.integrity.IntegrityException when the torrent cannot be read or believed
     */
    public Resolved resolve(String reference) throws InterruptedException {
        String lower = reference.toLowerCase(Locale.ROOT);
        if (lower.startsWith("magnet:")) {
            throw new DownloadingException.UnknownKind(reference);
        }
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return new Resolved(Optional.empty(), new TorrentDownload(allowPrivate).get(reference));
        }
        if (OTHER_URL.matcher(lower).lookingAt()) {
            throw new DownloadingException.CannotDownload(
                    WebAddress.shown(reference),
                    "only addresses of http and https are understood",
                    Remedy.advice("download it with another program, and name the file"),
                    null);
        }
        if (lower.endsWith(SUFFIX) || (!DIGITS.matcher(lower).matches() && isFileNotListed(reference))) {
            return new Resolved(Optional.empty(), torrentFile(Path.of(reference)));
        }
        return found(catalogs.get().find(reference));
    }

    /** The checked torrent of what was found in a catalog. */
    public Resolved found(Found found) throws InterruptedException {
        Metainfo torrent = Metainfo.parse(found.torrent());
        if (found instanceof Found.Dataset dataset) {
            EntryCheck.requireAgreement(dataset.listed().entry(), torrent);
        } else if (found instanceof Found.Foreign other) {
            requireListed(other.foreign(), torrent);
        }
        return new Resolved(Optional.of(found), torrent);
    }

    private static void requireListed(ForeignTorrent listed, Metainfo torrent) {
        if (!listed.facts().equals(Optional.of(TorrentFacts.of(torrent)))) {
            throw new DownloadingException.Swapped(listed.name());
        }
    }

    /** A file that is called like a reference into a named catalog is not meant. */
    private boolean isFileNotListed(String reference) {
        return isFile(reference) && !catalogs.get().isQualified(reference);
    }

    private static boolean isFile(String reference) {
        try {
            return Files.isRegularFile(Path.of(reference));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static Metainfo torrentFile(Path file) {
        Metainfo torrent = TorrentBytes.read(file);
        String name = file.getFileName().toString();
        String stem = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
        Optional<Sha256> digest = torrent.datasetDigest();
        if (Sha256.isDigest(stem) && digest.isPresent() && !digest.get().hex().equals(stem)) {
            throw new DownloadingException.Renamed(file, digest.get());
        }
        return torrent;
    }
}
