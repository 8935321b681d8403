package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.seedbank.integrity.files.DurableFolder;

/** Moves a folder or file to a place where nothing is, on the same disk, in one step. */
public final class FreePlace {

    private FreePlace() {}

    /**
     * Moves, and replaces nothing: a folder takes no place but that of nothing or of an empty folder, and a file only that
     * of nothing.
     *
     * @throws FileAlreadyExistsException when something is there
     * @throws AtomicMoveNotSupportedException when the place is on another disk
     */
    public static void move(Path from, Path to) throws IOException {
        if (Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } else {
            moveFile(from, to);
        }
        DurableFolder.forceIfPossible(to.getParent());
        DurableFolder.forceIfPossible(from.getParent());
    }

    /** A link, unlike a rename, fails where somebody was faster; not every file system knows them. */
    private static void moveFile(Path from, Path to) throws IOException {
        boolean linked = false;
        try {
            Files.createLink(to, from);
            linked = true;
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException e) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
        if (linked) {
            Files.delete(from);
        }
    }
}
