package org.seedbank.downloading;

import java.nio.file.Path;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * Where a dataset goes: a folder, and a name in it. A place belongs to one dataset.
 *
 * @param folder the folder, absolute
 * @param name what the dataset's own folder, or its one file, is called there
 * @param named whether a person chose the name; otherwise it is what a stranger's torrent says
 */
public record Place(Path folder, String name, boolean named) {

    /** Throws {@link IllegalArgumentException} when the name is not that of one file or folder. */
    public Place {
        folder = folder.toAbsolutePath().normalize();
        if (new DatasetPath(name).names().size() != 1) {
            throw new IllegalArgumentException("'%s' is more than one name".formatted(name));
        }
    }

    /** The place in a folder that a torrent's own name says. */
    public static Place of(Path folder, Metainfo torrent) {
        return new Place(folder, torrent.name(), false);
    }

    /** The place that a person, or a record, names. */
    public static Place at(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        return new Place(absolute.getParent(), absolute.getFileName().toString(), true);
    }

    /**
     * The dataset's own folder, or its one file.
     *
     * @throws DownloadingException.CannotWrite when this system cannot hold the name
     */
    public Path root() {
        return under(folder, new DatasetPath(name));
    }

    /** A path below a folder. Throws {@link DownloadingException.CannotWrite} when this system cannot hold its names. */
    public static Path under(Path folder, DatasetPath path) {
        try {
            return path.under(folder);
        } catch (IllegalArgumentException e) {
            throw new DownloadingException.CannotWrite(folder, e.getMessage(), e);
        }
    }
}
