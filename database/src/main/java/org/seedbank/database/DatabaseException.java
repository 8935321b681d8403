package org.seedbank.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.SeedbankException;

/** Something that could not be done with a database. What failed has changed nothing in it. */
public abstract sealed class DatabaseException extends SeedbankException {

    private final transient Path file;

    private DatabaseException(Path file, String problem, String remedy, Throwable cause) {
        this(file, problem, Remedy.advice(remedy), cause);
    }

    private DatabaseException(Path file, String problem, Remedy remedy, Throwable cause) {
        super("the database '%s' %s".formatted(file, problem), remedy, cause);
        this.file = file;
    }

    /** The database. */
    public Path file() {
        return file;
    }

    /** The file is no database, or one with pages that make no sense. */
    public static sealed class Damaged extends DatabaseException {

        private final String finding;

        /**
         * Names the damage.
         *
         * @param finding what is wrong in it
         */
        public Damaged(Path file, String finding, Throwable cause) {
            super(file, "is damaged: " + finding, "check the disk, and put a backup in its place", cause);
            this.finding = finding;
        }

        /** Returns what is wrong in it. */
        public String finding() {
            return finding;
        }
    }

    /** The file is empty, or a database of something else: it has none of the tables that belong in it. */
    public static final class NoTables extends Damaged {
        /** Names the file. */
        public NoTables(Path file) {
            super(file, "it has none of the tables that belong in it", null);
        }
    }

    /** A later version of the program has changed the tables. */
    public static final class LaterVersion extends DatabaseException {
        /** Names both versions of the tables. */
        public LaterVersion(Path file, int found, int known) {
            super(
                    file,
                    "has version %d of its tables, and this seedbank knows %d".formatted(found, known),
                    "use the later version of seedbank that wrote it",
                    null);
        }
    }

    /** It may be read at most. */
    public static final class ReadOnly extends DatabaseException {
        /** Names the reason. */
        public ReadOnly(Path file, String reason, Throwable cause) {
            super(
                    file,
                    "cannot be written: " + reason,
                    "make the file and its folder writable, or choose another folder",
                    cause);
        }
    }

    /** The disk has no room left. */
    public static final class Full extends DatabaseException {
        /** Names the database. */
        public Full(Path file, Throwable cause) {
            super(file, "cannot grow: the disk is full", "make room on the disk, and try again", cause);
        }
    }

    /** Another thread or process has written for longer than was waited. */
    public static final class Busy extends DatabaseException {
        /** Names who has it and how long was waited. */
        public Busy(Path file, String holder, Duration waited, Throwable cause) {
            super(
                    file,
                    "was in use by %s for %s s".formatted(holder, waited.toSeconds()),
                    "wait until it is done, or end it if it hangs",
                    cause);
        }
    }

    /** The file system has no locks, without which a database cannot be shared safely. */
    public static final class UnsupportedFileSystem extends DatabaseException {

        private final String type;

        /**
         * Names the file system.
         *
         * @param type as the system calls it, such as {@code nfs4}
         */
        public UnsupportedFileSystem(Path file, String type, Throwable cause) {
            super(
                    file,
                    "lies on a file system without locks (%s)".formatted(type),
                    Remedy.of(Remedy.Kind.LOCAL_DISK),
                    cause);
            this.type = type;
        }

        /** The file system, as the system calls it. */
        public String type() {
            return type;
        }
    }

    /** The disk or the system refused for another reason. */
    public static final class Unusable extends DatabaseException {
        /** Names the reason. */
        public Unusable(Path file, String reason, Throwable cause) {
            super(file, "cannot be used: " + reason, "check the disk and the rights of the folder", cause);
        }
    }

    /** SQLite's library cannot be unpacked or loaded. */
    public static final class NoLibrary extends DatabaseException {
        /** Names the database, and the reason. */
        public NoLibrary(Path file, IOException cause) {
            super(
                    file,
                    "cannot be opened without SQLite's library: " + IoReason.of(cause),
                    Remedy.of(Remedy.Kind.EXECUTABLE_CACHE),
                    cause);
        }
    }
}
