package org.seedbank.node.internal.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.node.NodeException;
import org.seedbank.node.internal.wire.ControlFile;
import org.seedbank.node.internal.wire.Wire;

/** Reads {@code control.json}. As with ssh, one that others can read or write is refused. */
final class Access {

    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_PORT = 65535;

    private Access() {}

    /** Only the version of the form, which all versions have. */
    private record Form(int schema) {}

    /** What it says; throws a {@link NodeException} that says why it cannot be used. */
    static ControlFile read(Path nodeFolder) {
        Path file = ControlFile.in(nodeFolder);
        try {
            byte[] content = BoundedFile.read(file, ControlFile.MAX_BYTES);
            requireMineAlone(file);
            return parse(file, content);
        } catch (NoSuchFileException e) {
            throw new NodeException.NotRunning();
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }

    private static void requireMineAlone(Path file) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view != null && view.readAttributes().permissions().stream().anyMatch(OTHERS::contains)) {
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
