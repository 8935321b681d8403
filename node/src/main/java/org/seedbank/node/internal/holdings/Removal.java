package org.seedbank.node.internal.holdings;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Metainfo;
import org.seedbank.integrity.TorrentFile;
import org.seedbank.node.NodeException;
import org.seedbank.node.internal.store.DatasetRecord;

/** Deletes a dataset's files, and the folders that are empty then; other files stay, and links are not followed. */
public final class Removal {

    private static final int NAMED = 3;

    private final Metainfo torrent;
    private final DatasetRecord record;
    private final Set<Path> folders = new TreeSet<>(
            Comparator.comparingInt(Path::getNameCount).reversed().thenComparing(Comparator.naturalOrder()));
    private final List<String> failures = new ArrayList<>();

    /** Deletes what the node had of a dataset. */
    public Removal(Metainfo torrent, DatasetRecord record) {
        this.torrent = torrent;
        this.record = record;
    }

    /** Throws {@link NodeException.Refused} when something could not be deleted; all else is then. */
    public void run() {
        Path root = record.root();
        for (int i = 0; i < torrent.files().size(); i++) {
            int index = i;
            if (record.files().map(chosen -> chosen.contains(index)).orElse(true)) {
                delete(root, torrent.files().get(i));
            }
        }
        folders.forEach(this::deleteIfEmpty);
        if (!failures.isEmpty()) {
            String some = String.join(", ", failures.subList(0, Math.min(NAMED, failures.size())));
            throw new NodeException.Refused(
                    "%d files of '%s' could not be deleted: %s".formatted(failures.size(), root, some),
                    "delete them yourself; the node has forgotten the dataset");
        }
    }

    private void delete(Path root, TorrentFile file) {
        Path path = torrent.isSingleFile() ? root : file.path().under(root);
        try {
            if (!torrent.isSingleFile() && leadsElsewhere(root, path)) {
                failures.add("'%s' is behind a link".formatted(path));
                return;
            }
            if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(path);
            }
        } catch (IOException e) {
            failures.add("'%s': %s".formatted(path, IoReason.of(e)));
        }
    }

    private boolean leadsElsewhere(Path root, Path path) {
        List<Path> above = new ArrayList<>();
        for (Path folder = path.getParent(); folder.startsWith(root); folder = folder.getParent()) {
            if (Files.isSymbolicLink(folder)) {
                return true;
            }
            above.add(folder);
        }
        folders.addAll(above);
        return false;
    }

    private void deleteIfEmpty(Path folder) {
        try {
            if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.delete(folder);
            }
        } catch (DirectoryNotEmptyException e) {
            // Other files are in it: they are not the dataset's.
            return;
        } catch (IOException e) {
            failures.add("'%s': %s".formatted(folder, IoReason.of(e)));
        }
    }
}
