package org.seedbank.node.internal.files;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.fixity.StoredNames;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Removed;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.FileChange;
import org.seedbank.node.internal.store.Stamps;

/**
 * Deletes the files of a dataset that are those which were verified, by length, times and inode, and the folders that are
 * empty then. All others stay and are named. No link is followed.
 */
public final class DataDeletion {

    private final Metainfo torrent;
    private final DatasetRecord record;
    private final Stamps now;
    private final Optional<Stamps> verified;

    /** The dataset's files by where they lie. */
    private final Map<Path, Integer> files = new HashMap<>();

    private final Set<Path> folders = new HashSet<>();
    private final List<String> named = new ArrayList<>();
    private int deleted;
    private long bytes;
    private int left;

    /**
     * For what the node had of a dataset.
     *
     * @param verified how its files were when they were last found intact; without it none of them is deleted
     */
    public DataDeletion(Metainfo torrent, DatasetRecord record, Optional<Stamps> verified) {
        this.torrent = torrent;
        this.record = record;
        this.verified = verified;
        this.now = Stamps.take(torrent, record.root(), record.files());
    }

    /** Deletes; throws {@link NodeException.Refused} when the folder cannot be looked through. */
    public Removed run() {
        Path root = record.root();
        for (int i = 0; i < torrent.files().size(); i++) {
            place(i, root);
        }
        try (HeldFolder above = HeldFolder.at(root.getParent())) {
            visit(above, root.getFileName());
        } catch (NoSuchFileException e) {
            return Removed.NOTHING; // What is gone already does not matter.
        } catch (IOException e) {
            throw new NodeException.Refused(
                    "the files of '%s' could not be deleted: %s".formatted(root, IoReason.of(e)),
                    "delete them yourself; the node has forgotten the dataset");
        }
        return new Removed(deleted, bytes, left, Optional.empty(), named);
    }

    private void place(int index, Path root) {
        Path file = torrent.isSingleFile()
                ? root
                : torrent.files().get(index).path().under(root);
        files.put(file, index);
        Path folder = torrent.isSingleFile() ? root : file.getParent();
        while (!torrent.isSingleFile() && folder.startsWith(root) && folders.add(folder)) {
            folder = folder.getParent();
        }
    }

    private void visit(HeldFolder folder, Path name) throws IOException {
        Path path = folder.path().resolve(name);
        BasicFileAttributes found = folder.attributes(name);
        if (!found.isDirectory()) {
            file(folder, name, path, found);
            return;
        }
        try (HeldFolder below = folder.enter(name)) {
            for (Path child : below.names()) {
                try {
                    visit(below, child);
                } catch (IOException e) {
                    leave(path.resolve(child), IoReason.of(e));
                }
            }
        }
        if (folders.contains(path)) {
            try {
                folder.deleteFolder(name);
            } catch (DirectoryNotEmptyException e) {
                return; // What is in it is named.
            }
        }
    }

    private void file(HeldFolder folder, Path name, Path path, BasicFileAttributes found) throws IOException {
        if (path.equals(record.root().resolve(StoredNames.FILE)) && torrent.isRenamed()) {
            folder.deleteFile(name);
            return;
        }
        Integer index = files.get(path);
        Optional<String> reason = index == null ? Optional.of("it is not of the dataset") : whyItStays(index);
        if (reason.isPresent()) {
            leave(path, reason.get());
        } else if (!isLookedAt(path, found)) {
            leave(path, "it has just been replaced");
        } else {
            folder.deleteFile(name);
            deleted++;
            bytes += found.size();
        }
    }

    private Optional<String> whyItStays(int index) {
        FileChange change = verified.map(before -> now.change(index, before)).orElse(FileChange.UNKNOWN);
        boolean chosen = record.files().map(some -> some.contains(index)).orElse(true);
        if (!chosen) {
            return Optional.of("it was not chosen");
        }
        return switch (change) {
            case SAME -> Optional.empty();
            case WRITTEN_TO -> Optional.of("it has changed since it was verified");
            case GONE, UNKNOWN -> Optional.of("it was never verified");
        };
    }

    /** Tells whether the path leads to what is in the open folder, whose stamp is the one that was taken. */
    private static boolean isLookedAt(Path path, BasicFileAttributes found) throws IOException {
        BasicFileAttributes there = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return Objects.equals(there.fileKey(), found.fileKey());
    }

    private void leave(Path path, String reason) {
        left++;
        if (named.size() < Removed.MAX_NAMED) {
            named.add("'%s': %s".formatted(path, reason));
        }
    }
}
