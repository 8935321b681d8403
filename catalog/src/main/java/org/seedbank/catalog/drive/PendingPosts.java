package org.seedbank.catalog.drive;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.seedbank.catalog.internal.files.FolderLock;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.DurableFolder;

/**
 * The ids under which files are about to be made in Drive, one small file for each dataset. Because an id is written down
 * before it is used, a post that was cut short, even by a crash, is taken up under the same id, and Drive refuses to
 * make the same file twice.
 */
final class PendingPosts {

    private static final int MAX_ID_BYTES = 500;

    /** Longer than Drive takes to give an id. */
    private static final Duration LOCK_WAIT = Duration.ofMinutes(5);

    private final Path folder;
    private final URI catalog;

    PendingPosts(Path folder, URI catalog) {
        this.folder = folder;
        this.catalog = catalog;
    }

    /** Gives a new id. */
    @FunctionalInterface
    interface NewId {
        String get() throws InterruptedException;
    }

    /** The id for a dataset: the one written down before, else a new one. */
    String idFor(Sha256 digest, NewId newId) throws IOException, InterruptedException {
        Path file = folder.resolve(digest.hex());
        DurableFolder.make(folder);
        return FolderLock.holding(folder, catalog, LOCK_WAIT, () -> {
            try {
                String known = new String(BoundedFile.read(file, MAX_ID_BYTES), StandardCharsets.US_ASCII);
                return DriveItemId.parse(known).id();
            } catch (NoSuchFileException | IllegalArgumentException e) {
                String id = newId.get();
                AtomicFile.write(file, id.getBytes(StandardCharsets.US_ASCII));
                return id;
            }
        });
    }

    /** The post is done, or its id is of no use. */
    void forget(Sha256 digest) throws IOException {
        Files.deleteIfExists(folder.resolve(digest.hex()));
    }
}
