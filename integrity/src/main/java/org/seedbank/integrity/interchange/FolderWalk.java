package org.seedbank.integrity.interchange;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.seedbank.integrity.IntegrityException;

/** Walks through all that is not a folder below a folder. Links are named, not followed. */
final class FolderWalk extends SimpleFileVisitor<Path> {

    /** Takes what is there, one by one. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Something that is no folder, or a folder that cannot be entered.
         *
         * @param path its place below the folder, names joined by {@code /}
         * @param length its length in bytes; 0 where it is no regular file
         */
        void found(Path file, String path, long length);
    }

    private final Path root;
    private final Visitor visitor;
    private boolean interrupted;

    private FolderWalk(Path root, Visitor visitor) {
        this.root = root;
        this.visitor = visitor;
    }

    static void below(Path folder, Visitor visitor) throws InterruptedException {
        try {
            // A walk does not follow links, and the folder itself may be one.
            Path root = folder.toRealPath();
            FolderWalk walk = new FolderWalk(root, visitor);
            Files.walkFileTree(root, walk);
            if (walk.interrupted) {
                throw new InterruptedException();
            }
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(folder, e);
        }
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        return found(file, attributes.isRegularFile() ? attributes.size() : 0);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException reason) {
        return found(file, 0);
    }

    private FileVisitResult found(Path file, long length) {
        interrupted = Thread.interrupted();
        if (interrupted) {
            return FileVisitResult.TERMINATE;
        }
        visitor.found(file, text(root.relativize(file)), length);
        return FileVisitResult.CONTINUE;
    }

    /** The names of a relative path, joined by {@code /}. */
    static String text(Path relative) {
        return relative.toString().replace(relative.getFileSystem().getSeparator(), "/");
    }
}
