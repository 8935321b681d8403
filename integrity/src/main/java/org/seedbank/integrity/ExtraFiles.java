package org.seedbank.integrity;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds what lies in a copy's folder and does not belong to the dataset. */
final class ExtraFiles extends SimpleFileVisitor<Path> {

    private final Path root;
    private final Set<Path> known = new HashSet<>();
    private final List<String> extras = new ArrayList<>();
    private final Metainfo torrent;

    /** What an interrupted repair left, which the next one deletes; null until something looks like it. */
    private RepairNames repairs;

    private ExtraFiles(Path root, Metainfo torrent) {
        this.root = root;
        this.torrent = torrent;
        for (TorrentFile file : torrent.files()) {
            CopyLocation.place(file, root).ifPresent(known::add);
        }
    }

    /** Paths relative to the root, sorted, at most {@link FixityReport#MAX_EXTRAS}; links are named, not followed. */
    static List<String> below(Path root, Metainfo torrent) {
        ExtraFiles visitor;
        try {
            // A walk does not follow links, and the root itself may be one.
            visitor = new ExtraFiles(root.toRealPath(), torrent);
            Files.walkFileTree(visitor.root, visitor);
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(root, e);
        }
        return visitor.extras.stream().sorted().toList();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean scratch = !folder.equals(root)
                && RepairNames.isLikely(folder)
                && repairs().scratch().equals(folder);
        return scratch ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    private RepairNames repairs() {
        if (repairs == null) {
            repairs = new RepairNames(torrent, root);
        }
        return repairs;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        boolean leftover = RepairNames.isLikely(file) && repairs().isTemporary(file);
        if (!known.contains(file) && !leftover) {
            extras.add(root.relativize(file).toString());
        }
        return extras.size() < FixityReport.MAX_EXTRAS ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
    }

    /** A folder that cannot be entered is named like a file: something is there that the dataset may not have. */
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) {
        return visitFile(file, null);
    }
}
