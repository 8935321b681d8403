package org.seedbank.node;

import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.node.serving.HttpServing;
import org.seedbank.node.tracking.CatalogTracker;
import org.seedbank.swarm.SwarmSettings;

/**
 * How a node is opened.
 *
 * @param folder where it keeps its own state; one node has it at a time
 * @param controlPort the port of its control interface on 127.0.0.1; 0 for any free one
 * @param swarm its session
 * @param work what it shares with other processes of this user
 * @param http how it serves datasets over HTTP, if it is to
 * @param tracker the tracker that runs beside it, if one does; it belongs to whoever opened it
 * @param program name and version of this program, noted in torrents
 */
public record NodeSettings(
        Path folder,
        int controlPort,
        SwarmSettings swarm,
        Work work,
        Optional<HttpServing> http,
        Optional<CatalogTracker> tracker,
        String program) {

    /** One that serves nothing over HTTP, and is no tracker. */
    public NodeSettings(Path folder, int controlPort, SwarmSettings swarm, Work work, String program) {
        this(folder, controlPort, swarm, work, Optional.empty(), Optional.empty(), program);
    }

    /** The same, serving datasets over HTTP. */
    public NodeSettings withHttp(Optional<HttpServing> changed) {
        return new NodeSettings(folder, controlPort, swarm, work, changed, tracker, program);
    }

    /** The same, with this tracker beside it or none. */
    public NodeSettings withTracker(Optional<CatalogTracker> changed) {
        return new NodeSettings(folder, controlPort, swarm, work, http, changed, program);
    }

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
