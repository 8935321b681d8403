package org.seedbank.integrity.repair;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.fixity.RepairNames;
import org.seedbank.integrity.torrent.Metainfo;

/** Deletes what an interrupted repair left in a copy. Links are not followed. What cannot be deleted stays. */
final class RepairLeftovers extends SimpleFileVisitor<Path> {

    private final RepairNames names;
    private final Path scratch;

    private RepairLeftovers(RepairNames names) {
        this.names = names;
        this.scratch = names.scratch();
    }

    static void delete(Metainfo torrent, Path root) {
        RepairNames names = new RepairNames(torrent, root);
        RepairLeftovers visitor = new RepairLeftovers(names);
        try {
            if (torrent.isSingleFile()) {
                Files.walkFileTree(names.temporary(root), visitor);
                Files.walkFileTree(visitor.scratch, visitor);
            } else {
                Files.walkFileTree(root, visitor);
            }
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(root, e);
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        boolean temporary = attributes.isRegularFile() && RepairNames.isLikely(file) && names.isTemporary(file);
        if (temporary || file.startsWith(scratch)) {
            tryDelete(file);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) {
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
        if (folder.startsWith(scratch)) {
            tryDelete(folder);
        }
        return FileVisitResult.CONTINUE;
    }

    private static void tryDelete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            // It is in the way of the next repair at most, which then says so of the file concerned.
        }
    }
}
