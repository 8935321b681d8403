package org.seedbank.integrity.fixity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * Where a copy of a dataset stands, or of a part of it.
 *
 * @param root the folder or file that is compared
 * @param part the file or folder of the dataset that stands there; empty for the dataset's own folder. A dataset of one
 *     file is its own part
 */
public record CopyLocation(Path root, Optional<DatasetPath> part) {

    static CopyLocation whole(Path root) {
        return new CopyLocation(root, Optional.empty());
    }

    static CopyLocation of(DatasetPath part, Path root) {
        return new CopyLocation(root, Optional.of(part));
    }

    /** Tells whether a file or folder of the dataset belongs here. */
    boolean holds(DatasetPath path) {
        return part.isEmpty() || path.isIn(part.get());
    }

    /**
     * Where a file or folder that belongs here should be.
     *
     * @throws IllegalArgumentException when this system cannot hold its name
     */
    public Path place(DatasetPath path) {
        if (part.isEmpty()) {
            return path.under(root);
        }
        String text = path.text();
        int above = part.get().text().length();
        return text.length() == above ? root : new DatasetPath(text.substring(above + 1)).under(root);
    }

    /** Where a file or folder should be, if it belongs here and this system can hold its name. */
    Optional<Path> placeOf(DatasetPath path) {
        try {
            return holds(path) ? Optional.of(place(path)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Tells whether anything is in a file's place; what this system cannot hold is not there. */
    boolean has(DatasetPath path) {
        return placeOf(path)
                .filter(place -> Files.exists(place, LinkOption.NOFOLLOW_LINKS))
                .isPresent();
    }

    /** Where a file of the dataset should be below its folder; nowhere when this system cannot hold its name. */
    public static Optional<Path> place(TorrentFile file, Path folder) {
        try {
            return Optional.of(file.path().under(folder));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the same folder or file without links above it; one that is a link itself stays one. */
    public static Path real(Path root) {
        try {
            Path absolute = root.toAbsolutePath();
            return Files.isSymbolicLink(absolute)
                    ? absolute.getParent().toRealPath().resolve(absolute.getFileName())
                    : absolute.toRealPath();
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(root, e);
        }
    }

    /** A path below the root as the dataset would have it. */
    String inDataset(Path relative) {
        return part.map(above -> above + "/").orElse("") + relative;
    }

    /** Returns the same dataset below another path, such as the real one. */
    CopyLocation at(Path otherRoot) {
        return new CopyLocation(otherRoot, part);
    }
}
