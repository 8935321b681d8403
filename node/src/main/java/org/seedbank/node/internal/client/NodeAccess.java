package org.seedbank.node.internal.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.LockOwner;
import org.seedbank.integrity.files.Permissions;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.NodeLock;
import org.seedbank.node.internal.wire.ControlFile;
import org.seedbank.node.internal.wire.Wire;

/**
 * Reads {@code control.json}, which counts only while the process that it names has the node's lock: what a killed node has
 * left says nothing. As with ssh, one that others can read or write is refused.
 */
final class NodeAccess {

    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_PORT = 65535;

    /** A node that has the lock reads its datasets before it says how to reach it, and takes that back when it ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final long PAUSE_MILLIS = 20;

    private NodeAccess() {}

    /** Only the version of the form, which all versions have. */
    private record Form(int schema) {}

    /**
     * Returns what the node that has the lock says, for which it is given some seconds.
     *
     * @throws NodeException.NotRunning when none has the lock, or none any more
     * @throws NodeException.RunsElsewhere when that is on another machine: its port is none of ours
     * @throws NodeException.Unreachable when it says nothing in time
     * @throws NodeException that says why it cannot be used
     */
    static ControlFile await(Path nodeFolder) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Optional<LockOwner> owner = NodeLock.owner(nodeFolder);
        while (owner.isPresent()) {
            if (owner.get().isElsewhere()) {
                throw new NodeException.RunsElsewhere(owner.get());
            }
            long pid = owner.get().pid();
            Optional<ControlFile> said = read(nodeFolder).filter(each -> each.pid() == pid);
            if (said.isPresent()) {
                return said.get();
            }
            if (System.nanoTime() > deadline) {
                throw new NodeException.Unreachable(
                        "it starts or ends, and has not said within %d s how to reach it"
                                .formatted(PATIENCE.toSeconds()),
                        null);
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            owner = NodeLock.owner(nodeFolder);
        }
        throw new NodeException.NotRunning();
    }

    private static Optional<ControlFile> read(Path nodeFolder) {
        Path file = ControlFile.in(nodeFolder);
        try {
            byte[] content = BoundedFile.read(file, ControlFile.MAX_BYTES);
            requireMineAlone(file);
            return Optional.of(parse(file, content));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }

    private static void requireMineAlone(Path file) throws IOException {
        if (!Permissions.areOwnersAlone(file)) {
            throw new NodeException.Refused(
                    "others on this machine can read or change '%s', which holds the node's token".formatted(file),
                    "make it yours alone: chmod 600 '%s'; if others may have read it, restart the node"
                            .formatted(file));
        }
    }

    private static ControlFile parse(Path file, byte[] content) throws IOException {
        try {
            int schema = answer(content, Form.class).schema();
            if (schema > ControlFile.SCHEMA) {
                throw new NodeException.NewerState(file, schema);
            }
            ControlFile found = answer(content, ControlFile.class);
            boolean plausible = found.port() > 0
                    && found.port() <= MAX_PORT
                    && TOKEN.matcher(found.token()).matches();
            if (plausible) {
                return found;
            }
        } catch (NodeException.BadRequest e) {
            throw unusable(file, e);
        }
        throw unusable(file, null);
    }

    private static <T> T answer(byte[] content, Class<T> type) throws IOException {
        return Wire.answer(new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8), type);
    }

    private static NodeException unusable(Path file, NodeException cause) {
        return new NodeException.StateUnusable("'%s' is not what a node writes".formatted(file), cause);
    }
}
