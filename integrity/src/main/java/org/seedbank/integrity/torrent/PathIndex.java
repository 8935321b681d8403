package org.seedbank.integrity.torrent;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.DatasetPath;

/**
 * The paths of a torrent's files in the order of their tree, where what is below a folder stands together. So a clash shows
 * between neighbours, and no text is made for any folder.
 */
final class PathIndex {

    private final List<DatasetPath> sorted;

    private PathIndex(List<DatasetPath> sorted) {
        this.sorted = sorted;
    }

    static PathIndex of(List<TorrentFile> files) {
        List<DatasetPath> paths = new ArrayList<>(files.size());
        files.forEach(file -> paths.add(file.path()));
        paths.sort(DatasetPath.TREE_ORDER);
        return new PathIndex(paths);
    }

    /** What is wrong with two paths of it, if anything is: equal, or one a file where the other needs a folder. */
    Optional<String> clash() {
        for (int i = 1; i < sorted.size(); i++) {
            DatasetPath before = sorted.get(i - 1);
            if (sorted.get(i).equals(before)) {
                return Optional.of("it names the file '%s' twice".formatted(before));
            }
            if (sorted.get(i).isIn(before)) {
                return Optional.of("it has a file and a folder named '%s'".formatted(before));
            }
        }
        return Optional.empty();
    }

    /** Tells whether a file or folder has this path. */
    boolean holds(DatasetPath path) {
        int at = Collections.binarySearch(sorted, path, DatasetPath.TREE_ORDER);
        int next = at < 0 ? -at - 1 : at;
        return next < sorted.size() && sorted.get(next).isIn(path);
    }

    /** Tells whether a path lies below a file, where nothing can lie. */
    boolean isBelowFile(DatasetPath path) {
        int at = Collections.binarySearch(sorted, path, DatasetPath.TREE_ORDER);
        // A file that is a folder of the path stands right in front of where the path would.
        return at < 0 && at < -1 && path.isIn(sorted.get(-at - 2));
    }
}
