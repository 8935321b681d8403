package org.seedbank.downloading;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * A copy, on this machine, of another version of what is fetched. It is only read.
 *
 * @param called what a person is told it is, such as {@code 'soil' (lab/3)}
 * @param torrent gives its torrent, with the names that its files have there, when it is its turn; may wait for the disk or a
 *     catalog, and fail with what those fail with
 * @param root its folder or its one file; absolute
 * @param named whether a person has named it, who is told why it gives nothing
 */
public record VersionCopy(String called, Supplier<Metainfo> torrent, Path root, boolean named) {

    /** One that nobody has named. */
    public VersionCopy(String called, Supplier<Metainfo> torrent, Path root) {
        this(called, torrent, root, false);
    }
}
