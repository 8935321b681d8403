package org.seedbank.node;

import java.nio.file.Path;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.swarm.SwarmSettings;

/**
 * How a node is opened.
 *
 * @param folder where it keeps its own state; one node has it at a time
 * @param controlPort the port of its control interface on 127.0.0.1; 0 for any free one
 * @param swarm its session
 * @param work what it shares with other processes of this user
 * @param program name and version of this program, noted in torrents
 */
public record NodeSettings(Path folder, int controlPort, SwarmSettings swarm, Work work, String program) {

    /** The folder of its own state. */
    public NodeFolder state() {
        return new NodeFolder(folder, swarm.folders().nativeCache());
    }

    /** Bytes of each disk that a fetch leaves free: room for others, and for the node's own notes. */
    public static final long RESERVE = 100L << 20;

    /**
     * Describes what a node shares with other processes of this user.
     *
     * @param catalogs what catalogs need
     * @param checkpoints folder of the notes of unfinished hashing
     */
    public record Work(CatalogSettings catalogs, Path checkpoints) {}
}
