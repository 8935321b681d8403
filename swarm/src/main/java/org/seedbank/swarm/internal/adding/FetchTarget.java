package org.seedbank.swarm.internal.adding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.FileStamp;
import org.seedbank.integrity.files.RealFolders;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.SwarmException;

/** A dataset's place on the disk, before libtorrent touches it. */
final class FetchTarget {

    private final Metainfo torrent;
    private final Path root;

    FetchTarget(Metainfo torrent, Path root) {
        this.torrent = torrent;
        this.root = root;
    }

    /**
     * True when each wanted file that is there has the published length, as libtorrent leaves them.
     *
     * @throws SwarmException.DiskFailed when one is longer, which libtorrent would leave so for ever, or is no file
     */
    boolean isWhole(FetchPlan plan) {
        boolean whole = true;
        for (int i = 0; i < torrent.files().size(); i++) {
            if (plan.wants(i)) {
                whole &= isWhole(torrent.files().get(i));
            }
        }
        return whole;
    }

    private boolean isWhole(TorrentFile file) {
        Path path = path(file);
        if (!Files.exists(path)) {
            return true;
        }
        if (!Files.isRegularFile(path)) {
            throw new SwarmException.DiskFailed(path, "there is something else than a file");
        }
        try {
            long length = Files.size(path);
            if (length > file.length()) {
                throw new SwarmException.DiskFailed(path, "a file that is longer than published is there");
            }
            return length == file.length();
        } catch (IOException e) {
            throw new SwarmException.DiskFailed(path, IoReason.of(e));
        }
    }

    /**
     * Throws {@link SwarmException.DataMissing} when one of these files, by their indexes, or of all, is not there with
     * its published length. A link out of the dataset is no file: libtorrent would read what it leads to.
     */
    void requireWhole(Optional<Set<Integer>> files) {
        RealFolders folders = RealFolders.withInnerLinks(root);
        for (int i = 0; i < torrent.files().size(); i++) {
            if (files.isEmpty() || files.get().contains(i)) {
                requireWhole(torrent.files().get(i), folders);
            }
        }
    }

    private void requireWhole(TorrentFile file, RealFolders folders) {
        Path path = path(file);
        long length = length(path, folders);
        if (length != file.length()) {
            throw new SwarmException.DataMissing(
                    path, "it has %d bytes, published were %d".formatted(length, file.length()));
        }
    }

    private static long length(Path path, RealFolders folders) {
        try {
            return FileStamp.take(folders.place(path)).length();
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw new SwarmException.DataMissing(path, "it is not there");
        } catch (IOException e) {
            throw new SwarmException.DataMissing(path, IoReason.of(e));
        }
    }

    private Path path(TorrentFile file) {
        return torrent.isSingleFile() ? root : file.path().under(root);
    }
}
