package org.seedbank.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.files.Permissions;

/** The files of a database: its own, and those that SQLite keeps beside it while it is open or was not closed. */
final class DatabaseFiles {

    private static final List<String> COMPANIONS = List.of("-wal", "-shm", "-journal");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

    private DatabaseFiles() {}

    /** Makes an empty file for its owner alone, unless there is one. */
    static void make(Path file) throws IOException {
        try {
            Files.createFile(file, Permissions.ownersFile(file));
        } catch (FileAlreadyExistsException e) {
            // Another process was faster, which is as good.
            return;
        }
        DurableFolder.force(file.getParent());
    }

    /** The place of a copy that is whole and waits to be put in place; see {@link #finish}. */
    static Path restored(Path file) {
        return file.resolveSibling(file.getFileName() + ".restored");
    }

    /** Puts the copy in place, also one whose process was killed after the file before was set aside. */
    static void finish(Path file) {
        if (Files.exists(restored(file)) && !Files.exists(file)) {
            try {
                move(restored(file), file);
            } catch (IOException e) {
                throw new DatabaseException.Unusable(file, "the backup cannot be put in place, " + IoReason.of(e), e);
            }
        }
    }

    /** Puts a file that is whole, but may not be on the disk yet, over another one. */
    static void put(Path whole, Path target) throws IOException {
        try (FileChannel channel = FileChannel.open(whole, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        move(whole, target);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        DurableFolder.force(to.getParent());
    }

    /**
     * Renames a database with what is beside it. Its own file goes first: SQLite never takes a log that is left for one
     * of an empty file.
     */
    static Path setAside(Path file, String why, Instant now) {
        Path aside = file.resolveSibling(file.getFileName() + "." + why + "-" + TIME.format(now));
        try {
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
            for (String companion : COMPANIONS) {
                Path beside = file.resolveSibling(file.getFileName() + companion);
                if (Files.exists(beside)) {
                    Files.move(
                            beside,
                            aside.resolveSibling(aside.getFileName() + companion),
                            StandardCopyOption.ATOMIC_MOVE);
                }
            }
            DurableFolder.force(file.getParent());
            return aside;
        } catch (IOException e) {
            throw new DatabaseException.Unusable(file, "it cannot be set aside, " + IoReason.of(e), e);
        }
    }
}
