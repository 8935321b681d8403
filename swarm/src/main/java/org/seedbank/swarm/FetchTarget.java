package org.seedbank.swarm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Metainfo;
import org.seedbank.integrity.TorrentFile;

/** A dataset's place on the disk, before libtorrent touches it. */
final class FetchTarget {

    private final Metainfo torrent;
    private final Path root;

    FetchTarget(Metainfo torrent, Path root) {
        this.torrent = torrent;
        this.root = root;
    }

    /**
     * Cuts wanted files that are longer than published: libtorrent never does, and they would stay wrong for ever.
     *
     * @return whether each wanted file that is there has the published length, as libtorrent leaves them
     */
    boolean trim(FetchPlan plan) {
        boolean whole = true;
        for (int i = 0; i < torrent.files().size(); i++) {
            if (plan.wants(i)) {
                whole &= trim(torrent.files().get(i));
            }
        }
        return whole;
    }

    private boolean trim(TorrentFile file) {
        Path path = path(file);
        if (!Files.isRegularFile(path)) {
            return true;
        }
        try {
            long length = Files.size(path);
            if (length > file.length()) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    channel.truncate(file.length());
                }
            }
            return length == file.length();
        } catch (IOException e) {
            throw new SwarmException.DiskFailed(path.toString(), IoReason.of(e));
        }
    }

    /** Throws {@link SwarmException.DataMissing} when a file is not there with its published length. */
    void requireWhole() {
        for (TorrentFile file : torrent.files()) {
            Path path = path(file);
            if (!Files.isRegularFile(path)) {
                throw new SwarmException.DataMissing(path, "it is not there");
            }
            long length = length(path);
            if (length != file.length()) {
                throw new SwarmException.DataMissing(
                        path, "it has %d bytes, published were %d".formatted(length, file.length()));
            }
        }
    }

    private static long length(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new SwarmException.DataMissing(path, IoReason.of(e));
        }
    }

    private Path path(TorrentFile file) {
        return torrent.isSingleFile() ? root : file.path().under(root);
    }
}
