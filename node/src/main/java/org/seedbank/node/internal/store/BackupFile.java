package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.seedbank.database.Backup;
import org.seedbank.database.DatabaseException;
import org.seedbank.integrity.OwnNames;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.files.ProcessLock;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.swarm.SwarmKey;

/** A copy of a node's database in one file, with the torrents in it. */
public final class BackupFile {

    /** Marks a database, among what is set, as a backup with all torrents that there were. */
    private static final String MARK = "backup";

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
        requireNew();
        Path copy = file.resolveSibling(OwnNames.beside("." + file.getFileName(), "." + UUID.randomUUID() + ".tmp"));
        try {
            try (NodeDatabase source = source()) {
                source.backUp(copy);
            }
            int datasets;
            try (NodeDatabase database = NodeDatabase.open(folder, copy)) {
                datasets = addTorrents(database);
                database.writeSoon(connection -> SettingTable.put(connection, MARK, "1"));
            }
            put(copy);
            DurableFolder.force(file.getParent());
            return datasets;
        } catch (DatabaseException.Damaged e) {
            throw NodeDatabase.unusable(e);
        } catch (DatabaseException | NodeException.StateUnusable e) {
            // Nobody has named the copy.
            String message = e.getMessage().replace(copy.toString(), file.toString());
            throw new NodeException.StateUnusable(message, e.advice(), e);
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        } finally {
            delete(copy);
        }
    }

    private void requireNew() {
        if (Files.isDirectory(file)) {
            throw new NodeException.Refused("'%s' is a folder".formatted(file), "name a new file");
        }
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw taken();
        }
        if (!Files.isDirectory(file.getParent())) {
            throw new NodeException.Refused(
                    "there is no folder '%s'".formatted(file.getParent()), "make it, or name a file in another folder");
        }
    }

    private NodeException taken() {
        return new NodeException.Refused("there is something at '%s' already".formatted(file), "name a new file");
    }

    /** The node's database, which must have something in it. */
    private NodeDatabase source() throws InterruptedException {
        if (!Files.exists(folder.database())) {
            throw new NodeException.Refused(
                    "no node has kept anything in '%s' yet".formatted(folder.path()),
                    "start the node once; it takes over what an earlier version has kept");
        }
        return NodeDatabase.openToRead(folder, folder.database());
    }

    /** Puts the copy in place, unless another process has put something there meanwhile. */
    private void put(Path copy) throws IOException {
        try {
            try {
                Files.createLink(file, copy);
            } catch (FileAlreadyExistsException e) {
                throw e;
            } catch (UnsupportedOperationException | FileSystemException e) {
                // The file system has no hard links.
                Files.createFile(file);
                Files.move(copy, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (FileAlreadyExistsException e) {
            throw taken();
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
     * @throws NodeException.Refused when there is no such file, it is no backup of a node, damaged, or lacks torrents;
     *     nothing has changed then
     * @throws DatabaseException when a later version wrote it; nothing has changed then
     */
    public Restored restore(Instant now) throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new NodeException.Refused(
                    (Files.isDirectory(file) ? "'%s' is a folder" : "there is no file '%s'").formatted(file),
                    "name a backup");
        }
        try (ProcessLock alone = lockRestoring();
                NodeLock lock = NodeLock.take(folder.path());
                NodeDatabase backup = openBackup()) {
            backup.<Boolean>read(connection -> requireTorrents(connection));
            backup.<Boolean>read(connection -> putTorrents(connection));
            Optional<Path> before = Backup.restore(NodeDatabase.settings(folder), file, now);
            try (NodeDatabase restored = NodeDatabase.open(folder)) {
                restored.write(connection -> {
                    Sql.change(connection, "DELETE FROM torrent_copy");
                    Sql.change(connection, "DELETE FROM setting WHERE name = ?", MARK);
                });
                int datasets = restored.read(
                        connection -> Sql.first(connection, "SELECT count(*) FROM dataset", row -> row.getInt(1))
                                .orElse(0));
                return new Restored(datasets, before);
            }
        } catch (IOException e) {
            throw new NodeException.StateUnusable(folder.path(), e);
        }
    }

    /** Tells another 'restore' from a node that runs. */
    private ProcessLock lockRestoring() throws IOException {
        AtomicFile.makeSecretFolder(folder.path());
        return ProcessLock.tryTake(folder.path().resolve("restore.lock"))
                .orElseThrow(() -> new NodeException.Refused(
                        "another process is putting back a backup in '%s'".formatted(folder.path()),
                        "wait until it is done"));
    }

    private NodeDatabase openBackup() throws InterruptedException {
        try {
            NodeDatabase backup = NodeDatabase.openToRead(folder, file);
            boolean whole = false;
            try {
                backup.check();
                whole = true;
                return backup;
            } finally {
                if (!whole) {
                    backup.close();
                }
            }
        } catch (DatabaseException.NoTables e) {
            throw new NodeException.Refused("'%s' is no backup of a node".formatted(file), "name a backup");
        } catch (DatabaseException.Damaged e) {
            throw new NodeException.Refused(
                    "'%s' is damaged, or no backup of a node: %s".formatted(file, e.finding()),
                    "name another backup; nothing has changed");
        }
    }

    /** Refuses a database that is no backup, and so without torrents, where the node does not have them either. */
    private boolean requireTorrents(Connection connection) throws SQLException {
        if (SettingTable.find(connection, MARK).isPresent()) {
            return true;
        }
        Set<String> keys = new TreeSet<>(Sql.all(connection, "SELECT key FROM dataset", row -> row.getString("key")));
        keys.removeAll(Sql.all(connection, "SELECT key FROM torrent_copy", row -> row.getString("key")));
        try {
            keys.removeAll(TorrentFile.keys(folder.torrents()));
        } catch (IOException e) {
            throw new NodeException.StateUnusable(folder.torrents(), e);
        }
        if (!keys.isEmpty()) {
            throw new NodeException.Refused(
                    "'%s' is a node's database and no backup: it lacks the torrents, and '%s' does not have %d of them"
                            .formatted(file, folder.torrents(), keys.size()),
                    "name a backup, which has the torrents in it");
        }
        return true;
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
