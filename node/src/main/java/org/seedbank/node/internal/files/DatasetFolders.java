package org.seedbank.node.internal.files;

import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.internal.watching.WatchedDataset;

/** The folders that the files of a dataset are in. */
public final class DatasetFolders {

    private DatasetFolders() {}

    /** Relative to the dataset's own folder, which is the empty one. */
    public static Set<String> of(Metainfo torrent, BitSet wanted) {
        Set<String> folders = new HashSet<>();
        folders.add("");
        if (!torrent.isSingleFile()) {
            wanted.stream()
                    .mapToObj(index -> torrent.files().get(index).path().text())
                    .forEach(path -> addAbove(path, folders));
        }
        return folders;
    }

    private static void addAbove(String path, Set<String> folders) {
        int end = path.lastIndexOf('/');
        while (end > 0 && folders.add(path.substring(0, end))) {
            end = path.lastIndexOf('/', end - 1);
        }
    }

    /** Where they are on the disk. */
    public static WatchedDataset.Places at(Path root, Metainfo torrent, BitSet wanted) {
        if (torrent.isSingleFile()) {
            return new WatchedDataset.Places(Set.of(root.getParent()), Optional.of(root.getFileName()));
        }
        Set<Path> places = new HashSet<>();
        for (String folder : of(torrent, wanted)) {
            places.add(folder.isEmpty() ? root : new DatasetPath(folder).under(root));
        }
        return new WatchedDataset.Places(places, Optional.empty());
    }
}
