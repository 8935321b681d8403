package org.seedbank.integrity.fixity;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.OwnNames;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;

/**
 * The names that a repair gives to what it makes beside a copy's files: hidden, said to be seedbank's, and never those
 * of the dataset's own files. An interrupted repair leaves them, so verification knows them, and the next repair deletes
 * them.
 */
public final class RepairNames {

    private static final String SUFFIX = ".seedbank-repair";
    private static final String SCRATCH_SUFFIX = ".seedbank-pieces";

    private final Metainfo torrent;
    private final Path root;

    /** The dataset's files and the folders above them. */
    private final Set<Path> taken = new HashSet<>();

    /** Filled when it is first asked for. */
    private final Set<Path> temporaries = new HashSet<>();

    /** Names for the copy with this folder or file. */
    public RepairNames(Metainfo torrent, Path root) {
        this.torrent = torrent;
        this.root = root;
        torrent.files().forEach(file -> place(file).ifPresent(this::take));
    }

    private void take(Path place) {
        Path path = place;
        while (path.startsWith(root) && taken.add(path)) {
            path = path.getParent();
        }
    }

    /** Where the mended form of a file is put together: in the same folder. */
    public Path temporary(Path place) {
        return free(place.getParent(), OwnNames.beside("." + place.getFileName(), SUFFIX));
    }

    /** The folder for pieces that are fetched: in the copy's folder, or beside its one file. */
    public Path scratch() {
        return torrent.isSingleFile()
                ? free(root.getParent(), OwnNames.beside("." + root.getFileName(), SCRATCH_SUFFIX))
                : free(root, SCRATCH_SUFFIX);
    }

    private Path free(Path folder, String name) {
        Path free = folder.resolve(name);
        while (taken.contains(free)) {
            free = folder.resolve("." + free.getFileName());
        }
        return free;
    }

    /** Tells whether a name looks like one of these; only then it is worth asking {@link #isTemporary}. */
    public static boolean isLikely(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && (name.endsWith(SUFFIX) || name.endsWith(SCRATCH_SUFFIX));
    }

    /** Tells whether the mended form of one of the dataset's files would be put together here. */
    public boolean isTemporary(Path file) {
        if (temporaries.isEmpty()) {
            torrent.files().stream()
                    .flatMap(each -> place(each).stream())
                    .map(this::temporary)
                    .forEach(temporaries::add);
        }
        return temporaries.contains(file);
    }

    private Optional<Path> place(TorrentFile file) {
        return torrent.isSingleFile() ? Optional.of(root) : CopyLocation.place(file, root);
    }
}
