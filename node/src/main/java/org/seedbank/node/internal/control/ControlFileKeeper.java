package org.seedbank.node.internal.control;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.Permissions;
import org.seedbank.node.internal.wire.ControlFile;
import org.seedbank.node.internal.wire.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@code control.json} in place for as long as the node runs. Used by one thread at a time. */
final class ControlFileKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(ControlFileKeeper.class);

    private final Path file;
    private final byte[] content;

    /** Tells whether it could not be written last time; said once, not every few seconds. */
    private boolean failing;

    ControlFileKeeper(Path nodeFolder, ControlFile content) {
        this.file = ControlFile.in(nodeFolder);
        this.content = (Wire.text(content) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    void write() throws IOException {
        AtomicFile.writeSecret(file, content);
    }

    /** Puts it back when it is gone, was changed, or others may read it; and touches it, which other machines take for a sign of life. */
    synchronized void check() {
        if (isInPlace()) {
            touch();
            return;
        }
        try {
            write();
            LOG.warn("'{}' was gone or changed; it is written again", file);
            failing = false;
        } catch (IOException e) {
            if (!failing) {
                LOG.warn("'{}' cannot be written: {}", file, IoReason.of(e));
            }
            failing = true;
        }
    }

    private void touch() {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        } catch (IOException e) {
            LOG.debug("'{}' cannot be touched", file, e);
        }
    }

    private boolean isInPlace() {
        try {
            return Arrays.equals(BoundedFile.read(file, ControlFile.MAX_BYTES), content)
                    && Permissions.areOwnersFile(file);
        } catch (IOException e) {
            // Whatever it is, writing it again mends it or says why not.
            LOG.debug("'{}' cannot be read", file, e);
            return false;
        }
    }

    /** Takes it away, unless it is another's. */
    synchronized void delete() {
        try {
            if (isInPlace()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("'{}' cannot be deleted: {}", file, IoReason.of(e));
        }
    }
}
