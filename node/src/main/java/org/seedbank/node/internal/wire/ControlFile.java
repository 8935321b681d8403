package org.seedbank.node.internal.wire;

import java.nio.file.Path;
import java.time.Instant;

/**
 * Describes what {@code control.json} says: how to reach the node of a state folder.
 *
 * @param schema the version of this form
 * @param pid the node's process
 * @param port the port of its control interface on 127.0.0.1
 * @param token what proves that somebody may command it
 * @param version the node's version of seedbank
 * @param started when the node started
 */
public record ControlFile(int schema, long pid, int port, String token, String version, Instant started) {

    /** The form that is written. */
    public static final int SCHEMA = 1;

    /** Much more than one has. */
    public static final int MAX_BYTES = 16 * 1024;

    /** Where it lies in a node's folder. */
    public static Path in(Path nodeFolder) {
        return nodeFolder.resolve("control.json");
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ControlFile[pid=%d, port=%d, version=%s, started=%s]".formatted(pid, port, version, started);
    }
}
