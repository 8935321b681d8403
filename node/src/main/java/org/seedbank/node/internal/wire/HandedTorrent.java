package org.seedbank.node.internal.wire;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.Permissions;
import org.seedbank.integrity.torrent.Metainfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A large torrent on its way to a node of this machine: a file in the node's own folder, which only its owner may see, and whose
 * path is sent in the place of the torrent. As text it would be in memory several times, here and there. Whoever writes it
 * deletes it once the node has answered.
 *
 * @param file the file
 */
public record HandedTorrent(Path file) implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HandedTorrent.class);

    /** No base64 has a colon. */
    private static final String MARK = "file:";

    private static final String ENDING = ".torrent";
    /** Where they lie in a node's folder; a node that takes them has made it. */
    private static Path folder(Path nodeFolder) {
        return nodeFolder.resolve("handed");
    }

    /** Makes the folder, and deletes what killed processes have left there; only for who has the node's lock. */
    public static void open(Path nodeFolder) throws IOException {
        AtomicFile.makeSecretFolder(folder(nodeFolder));
        empty(folder(nodeFolder));
    }

    /** Takes none any more, and deletes the folder. */
    public static void end(Path nodeFolder) {
        try {
            if (Files.isDirectory(folder(nodeFolder), LinkOption.NOFOLLOW_LINKS)) {
                empty(folder(nodeFolder));
                Files.delete(folder(nodeFolder));
            }
        } catch (IOException e) {
            LOG.debug("the next node does so", e);
        }
    }

    private static void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path each : left) {
                Files.deleteIfExists(each);
            }
        }
    }

    /** Writes one for a node; empty where the node takes none, or it cannot be written. */
    public static Optional<HandedTorrent> write(Path nodeFolder, Metainfo torrent) {
        Path folder = folder(nodeFolder);
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Path file = folder.resolve(UUID.randomUUID() + ENDING);
        try {
            AtomicFile.writeSecret(file, torrent.bytes());
            return Optional.of(new HandedTorrent(file));
        } catch (IOException e) {
            LOG.debug("it is sent as text then", e);
            return Optional.empty();
        }
    }

    /** The text that is sent. */
    String text() {
        return MARK + file;
    }

    static boolean isMeant(String text) {
        return text.startsWith(MARK);
    }

    /** Reads one that is handed over. Throws {@link IllegalArgumentException} when there is none that only its owner may see. */
    static Metainfo read(String text) {
        try {
            Path file = Path.of(text.substring(MARK.length()));
            requireMine(file);
            return Metainfo.parse(BoundedFile.read(file, Metainfo.MAX_BYTES));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("there is no such file", e);
        }
    }

    private static void requireMine(Path file) throws IOException {
        boolean handed = file.isAbsolute()
                && file.toString().endsWith(ENDING)
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Permissions.areOwnersAlone(file);
        if (!handed) {
            throw new IllegalArgumentException("no file that only its owner may see");
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.debug("the node deletes it when it starts", e);
        }
    }
}
