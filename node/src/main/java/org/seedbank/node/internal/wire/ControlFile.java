package org.seedbank.node.internal.wire;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.LockOwner;
import org.seedbank.node.api.NodeException;

/**
 * Describes what {@code control.json} says: how to reach the node of a state folder.
 *
 * @param schema the version of this form
 * @param pid the node's process
 * @param port the port of its control interface on 127.0.0.1
 * @param token what proves that somebody may command it
 * @param socket the Unix socket of its control interface; empty where there is none
 * @param host the name of the machine that the node runs on; empty where that is not known
 * @param boot the start of that machine, and the space of process numbers on it, as {@link LockOwner} has it
 * @param version the node's version of seedbank
 * @param started when the node started
 */
public record ControlFile(
        int schema,
        long pid,
        int port,
        String token,
        Optional<Path> socket,
        Optional<String> host,
        Optional<String> boot,
        String version,
        Instant started) {

    /** The form that is written. */
    public static final int SCHEMA = 1;

    /** Much more than one has. */
    public static final int MAX_BYTES = 16 * 1024;

    /** Where it lies in a node's folder. */
    public static Path in(Path nodeFolder) {
        return nodeFolder.resolve("control.json");
    }

    /** Where its Unix socket lies in a node's folder. */
    public static Path socketIn(Path nodeFolder) {
        return nodeFolder.resolve("control.sock");
    }

    /** The process that a folder's file names; empty where there is none that can be read. */
    public static Optional<LockOwner> ownerIn(Path nodeFolder) {
        try {
            String text = new String(BoundedFile.read(in(nodeFolder), MAX_BYTES), StandardCharsets.UTF_8);
            ControlFile found = Wire.answer(new StringReader(text), ControlFile.class);
            return Optional.of(new LockOwner(found.pid, found.host.orElse(""), found.boot.orElse("")));
        } catch (IOException | NodeException.BadRequest e) {
            return Optional.empty(); // Whoever needs what it says is told why not.
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "ControlFile[pid=%d, port=%d, version=%s, started=%s]".formatted(pid, port, version, started);
    }
}
