package org.seedbank.swarm;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.torrent.TorrentFormat;

/**
 * Names of which libtorrent, and programs that are built on it, make something else than a torrent means, so that not each
 * format of a torrent with them can be seeded. A test holds it against libtorrent's own answers.
 */
public final class LibtorrentNames {

    /** BitComet's mark: a path that holds it is padding, whatever else is said of the file. */
    private static final String PADDING = "_____padding_file_";

    /** Backslash and marks of direction, which libtorrent leaves out of names ({@code filter_path_character}). */
    private static final String LEFT_OUT = "\\\\|[\u200e\u200f\u202a-\u202e]";

    private LibtorrentNames() {}

    /**
     * The formats in which a file of this name can be seeded; v2 is always one.
     *
     * @param dataset the name of the dataset's folder or only file
     */
    public static Set<TorrentFormat> formats(String dataset, DatasetPath path) {
        if (dataset.contains(PADDING) || path.text().contains(PADDING)) {
            return EnumSet.of(TorrentFormat.V2);
        }
        return vanishes(path) ? EnumSet.of(TorrentFormat.V1, TorrentFormat.V2) : EnumSet.allOf(TorrentFormat.class);
    }

    /** At the top of a folder, a name of which nothing is left is put down differently in the two lists of a hybrid. */
    private static boolean vanishes(DatasetPath path) {
        List<String> names = path.names();
        return names.size() == 1 && names.get(0).replaceAll(LEFT_OUT, "").matches("\\.{0,2}");
    }
}
