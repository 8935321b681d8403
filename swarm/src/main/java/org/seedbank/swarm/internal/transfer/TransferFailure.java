package org.seedbank.swarm.internal.transfer;

import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.swarm.SwarmException;

/**
 * Why a transfer stopped.
 *
 * @param file the file concerned, where libtorrent named one
 * @param reason libtorrent's words, or ours for damage
 * @param damage whether files that were to be seeded are not what was published; otherwise the disk failed
 */
public record TransferFailure(Optional<DatasetPath> file, String reason, boolean damage) {

    static TransferFailure ofDisk(Optional<DatasetPath> file, String reason) {
        return new TransferFailure(file, reason, false);
    }

    static TransferFailure ofDamage() {
        return new TransferFailure(Optional.empty(), "its files no longer hold what was published", true);
    }

    String text() {
        return file.map(path -> path + ": " + reason).orElse(reason);
    }

    /** The exception for whoever waits for the transfer of the dataset at {@code root}. */
    public SwarmException exception(Path root) {
        return damage ? new SwarmException.DataMissing(root, reason) : new SwarmException.DiskFailed(root, text());
    }
}
