package org.seedbank.integrity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.repair.LocalCopy;
import org.seedbank.integrity.repair.PieceSource;
import org.seedbank.integrity.repair.Repair;
import org.seedbank.integrity.repair.RepairPlan;
import org.seedbank.integrity.torrent.Metainfo;

/** Copies of a tree that a test damages and repairs. */
public final class Copies {

    private Copies() {}

    /** A copy of a folder or file at a place where nothing is. */
    public static Tree of(Path original, Path copy) throws IOException {
        Files.walkFileTree(original, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(copy.resolve(original.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, original.equals(file) ? copy : copy.resolve(original.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
        return new Tree(copy);
    }

    /** Flips the lowest bit of a byte. */
    public static void flip(Path file, long... positions) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (long position : positions) {
            bytes[(int) position] ^= 1;
        }
        Files.write(file, bytes);
    }

    /** Verifies a copy, and mends it from a source. */
    public static Repair.Result mend(Metainfo torrent, Path copy, PieceSource source) throws InterruptedException {
        RepairPlan plan = RepairPlan.of(torrent, verify(torrent, copy));
        return Repair.run(plan, source, Progress.NONE);
    }

    public static Repair.Result mend(Metainfo torrent, Path copy, Path from) throws InterruptedException {
        try (LocalCopy source = LocalCopy.at(torrent, from)) {
            return mend(torrent, copy, source);
        }
    }

    public static FixityReport verify(Metainfo torrent, Path copy) throws InterruptedException {
        return Verification.run(torrent, copy, path -> true, 2, Progress.NONE);
    }

    /** Every file and folder below a folder, hidden ones too, with the digest of its bytes. */
    public static Map<String, String> content(Path root) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (var all = Files.walk(root)) {
            all.forEach(path -> content.put(root.relativize(path).toString(), digest(path)));
        }
        return content;
    }

    private static String digest(Path path) {
        try {
            return Files.isDirectory(path)
                    ? "folder"
                    : Sha256.digestOf(Files.readAllBytes(path)).hex();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
