package org.seedbank.node.internal.orders;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Sha256;

/**
 * Describes what a file or folder looks like without being read: the names, sizes and times of everything in it. Links
 * are not followed, so it ends in any tree.
 *
 * @param text equal for two moments when nothing changed between them
 * @param newest when something in it was last modified, as its file system says
 */
record ItemStamp(String text, Instant newest) {

    /** Deeper than a dataset can be; each step down takes a file descriptor. */
    private static final int DEEPEST = DatasetPath.MAX_NAMES + 1;

    private static final Set<FileVisitOption> NO_LINKS = EnumSet.noneOf(FileVisitOption.class);

    /** Looks at everything; the folder that cannot be listed fails it. */
    static ItemStamp of(Path item) throws IOException, InterruptedException {
        Walk walk = new Walk(item);
        Files.walkFileTree(item, NO_LINKS, DEEPEST, walk);
        if (walk.interrupted) {
            throw new InterruptedException();
        }
        return new ItemStamp("%016x%016x".formatted(walk.first, walk.second), walk.newest);
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final MessageDigest digest = Sha256.newDigest();

        /** Sums of digests, which do not depend on the order in which a file system lists, and need no memory. */
        private long first;

        private long second;
        private Instant newest = Instant.MIN;
        private boolean interrupted;

        Walk(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes found) {
            return add(folder, found, 0);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
            return add(file, found, found.size());
        }

        private FileVisitResult add(Path path, BasicFileAttributes found, long size) {
            long modified = found.lastModifiedTime().to(TimeUnit.NANOSECONDS);
            String line = "%s %d %d %s".formatted(kind(found), size, modified, root.relativize(path));
            ByteBuffer bytes = ByteBuffer.wrap(digest.digest(line.getBytes(StandardCharsets.UTF_8)));
            first += bytes.getLong();
            second += bytes.getLong();
            Instant time = found.lastModifiedTime().toInstant();
            newest = time.isAfter(newest) ? time : newest;
            interrupted = Thread.currentThread().isInterrupted();
            return interrupted ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }

        private static char kind(BasicFileAttributes found) {
            return found.isRegularFile() ? 'f' : found.isDirectory() ? 'd' : found.isSymbolicLink() ? 'l' : 'o';
        }
    }
}
