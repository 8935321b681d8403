package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.seedbank.downloading.VersionCopy;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.RealFolders;
import org.seedbank.integrity.fixity.CopyLocation;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * The files of another version's copy by what is in them, as the two torrents tell: the same SHA-256, or the same root of the
 * Merkle tree (BEP 52), and the same length. Nothing is read of the files. For one thread.
 */
final class SameFiles {

    private final Metainfo other;
    private final RealFolders folders;
    private final Map<Sha256, TorrentFile> byDigest = new HashMap<>();
    private final Map<Sha256, TorrentFile> byRoot = new HashMap<>();

    private SameFiles(Metainfo other, Path root) {
        this.other = other;
        this.folders = RealFolders.withInnerLinks(root);
        for (TorrentFile file : other.files()) {
            file.digest().ifPresent(digest -> byDigest.putIfAbsent(digest, file));
            file.piecesRoot().ifPresent(top -> byRoot.putIfAbsent(top, file));
        }
    }

    /**
     * Those that a version has for a torrent; empty when its torrent cannot be had. That of a private one is for its own peers alone
     * (BEP 27).
     */
    static Optional<SameFiles> of(VersionCopy version, Metainfo wanted) {
        try {
            return Optional.of(version.torrent().get())
                    .filter(other -> wanted.isPrivate() || !other.isPrivate())
                    .map(other -> new SameFiles(other, version.root()));
        } catch (SeedbankException e) {
            return Optional.empty();
        }
    }

    /** The file of the version that is the same as one that is wanted. */
    Optional<TorrentFile> find(TorrentFile wanted) {
        return wanted.digest()
                .map(byDigest::get)
                .or(() -> wanted.piecesRoot().map(byRoot::get))
                .filter(there -> there.length() == wanted.length());
    }

    /** Where a file of the version really lies; empty where none of its length does. */
    Optional<Path> place(TorrentFile file) {
        try {
            Optional<Path> named =
                    other.isSingleFile() ? Optional.of(folders.root()) : CopyLocation.place(file, folders.root());
            if (named.isEmpty()) {
                return Optional.empty();
            }
            Path real = folders.place(named.get());
            boolean there = Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS) && Files.size(real) >= file.length();
            return there ? Optional.of(real) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // What cannot be looked at is left to the swarm.
        }
    }

    /** Tells whether a link stands where a file of the version has its place, or a folder above it. */
    boolean isBehindLink(TorrentFile file) {
        Path root = folders.root();
        Path place =
                other.isSingleFile() ? root : CopyLocation.place(file, root).orElse(root);
        while (place != null && place.startsWith(root)) {
            if (Files.isSymbolicLink(place)) {
                return true;
            }
            place = place.getParent();
        }
        return false;
    }
}
