package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.seedbank.database.Backup;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.swarm.SwarmKey;

/** A copy of a node's database in one file, with the torrents in it. */
public final class BackupFile {

    private final NodeFolder folder;
    private final Path file;

    /** The backup of a node in a file. */
    public BackupFile(NodeFolder folder, Path file) {
        this.folder = folder;
        this.file = file.toAbsolutePath();
    }

    /**
     * Writes it; its owner alone may read it, and it is whole or not there.
     *
     * @return how many datasets are in it
     * @throws NodeException.Refused when there is nothing to be kept, or something is in the file's place
     */
    public int write() throws InterruptedException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NodeException.Refused("there is something at '%s' already".formatted(file), "name a new file");
        }
        Path copy = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (NodeDatabase source = NodeDatabase.find(folder)
                    .orElseThrow(() -> new NodeException.Refused(
                            "no node has kept anything in '%s' yet".formatted(folder.path()),
                            "start the node once; it takes over what an earlier version has kept"))) {
                source.backUp(copy);
            }
            int datasets;
            try (NodeDatabase database = NodeDatabase.open(folder, copy)) {
                datasets = addTorrents(database);
            }
            Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
            DurableFolder.force(file.getParent());
            return datasets;
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        } finally {
            delete(copy);
        }
    }

    private static void delete(Path copy) {
        for (String companion : List.of("", "-wal", "-shm")) {
            copy.resolveSibling(copy.getFileName() + companion).toFile().delete();
        }
    }

    private int addTorrents(NodeDatabase database) throws IOException {
        List<String> keys = database.read(connection ->
                Sql.all(connection, "SELECT key FROM dataset UNION SELECT key FROM lost", row -> row.getString("key")));
        for (String key : keys) {
            Path torrent = folder.torrents().resolve(key + TorrentFile.SUFFIX);
            if (Files.exists(torrent)) {
                byte[] bytes = BoundedFile.read(torrent, Metainfo.MAX_BYTES);
                database.writeSoon(connection -> TorrentCopies.put(connection, key, bytes));
            }
        }
        return keys.size();
    }

    /**
     * Describes what came of putting it back.
     *
     * @param datasets how many are there now
     * @param before the database that was there, which is kept
     */
    public record Restored(int datasets, Optional<Path> before) {}

    /**
     * Puts it in the place of what the node has, once it is known to be whole. Torrents that are there already stay.
     *
     * @param now goes into the name of the database that was there
     * @throws NodeException.AlreadyRunning when a node runs
     * @throws org.seedbank.database.DatabaseException when the file is damaged, no backup, or of a later version; nothing has
     *     changed then
     */
    public Restored restore(Instant now) throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new NodeException.Refused("there is no file '%s'".formatted(file), "name a backup");
        }
        try (NodeLock lock = NodeLock.take(folder.path());
                NodeDatabase backup = NodeDatabase.openToRead(folder, file)) {
            backup.check();
            backup.<Boolean>read(connection -> putTorrents(connection));
            Optional<Path> before = Backup.restore(NodeDatabase.settings(folder), file, now);
            try (NodeDatabase restored = NodeDatabase.open(folder)) {
                restored.write(connection -> Sql.change(connection, "DELETE FROM torrent_copy"));
                int datasets = restored.read(
                        connection -> Sql.first(connection, "SELECT count(*) FROM dataset", row -> row.getInt(1))
                                .orElse(0));
                return new Restored(datasets, before);
            }
        }
    }

    private boolean putTorrents(Connection connection) throws SQLException {
        try {
            DurableFolder.make(folder.torrents());
            Sql.each(connection, "SELECT key, bytes FROM torrent_copy", row -> {
                put(new SwarmKey(row.getString("key")), row.getBytes("bytes"));
                return true;
            });
            return true;
        } catch (IOException e) {
            throw new NodeException.StateUnusable(folder.torrents(), e);
        }
    }

    private void put(SwarmKey key, byte[] torrent) {
        Path target = folder.torrents().resolve(key.hex() + TorrentFile.SUFFIX);
        try {
            if (!Files.exists(target)) {
                AtomicFile.write(target, torrent);
            }
        } catch (IOException e) {
            throw new NodeException.StateUnusable(target, e);
        }
    }
}
