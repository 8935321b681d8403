package org.seedbank.node;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.node.internal.store.BackupFile;

/** Backups of what a node keeps, each in one file: its datasets with their torrents, orders, settings and history. */
public final class NodeBackup {

    private NodeBackup() {}

    /**
     * Writes what a node has at this moment, whether it runs or not.
     *
     * @param file must not be there; it is whole, and for its owner alone, when this returns
     * @return how many datasets are in it
     * @throws NodeException.Refused when there is nothing to be kept, or something is in the file's place
     * @throws NodeException.StateUnusable when the file cannot be written, or the node's database cannot be read
     */
    public static int write(NodeFolder folder, Path file) throws InterruptedException {
        return new BackupFile(folder, file).write();
    }

    /**
     * Describes what came of restoring a backup.
     *
     * @param datasets how many the node has now
     * @param before the database that it had, which is kept
     */
    public record Restored(int datasets, Optional<Path> before) {}

    /**
     * Puts a backup in the place of what a node has, once it is known to be whole.
     *
     * @throws NodeException.AlreadyRunning when the node runs
     * @throws NodeException.Refused when there is no such file, it is no backup of a node, damaged, or lacks torrents, or
     *     another backup is being put back; nothing has changed then
     * @throws org.seedbank.database.DatabaseException when a later version wrote the file; nothing has changed then
     */
    public static Restored restore(NodeFolder folder, Path file) throws InterruptedException {
        BackupFile.Restored restored = new BackupFile(folder, file).restore(Instant.now());
        return new Restored(restored.datasets(), restored.before());
    }
}
