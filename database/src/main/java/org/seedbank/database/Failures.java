package org.seedbank.database;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * SQLite's result codes as exceptions that tell a person something.
 *
 * @param file the database
 * @param fileSystem its type, as the system calls it
 * @param patience how long was waited where it was busy
 */
record Failures(Path file, String fileSystem, Duration patience) {

    /** The exception for a failure. A mistake in our statements is a bug, and not told as anything else. */
    RuntimeException of(SQLException e) {
        return switch (primary(e)) {
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT -> new DatabaseException.Damaged(file, reason(e), e);
            case SQLITE_READONLY -> new DatabaseException.ReadOnly(file, reason(e), e);
            case SQLITE_FULL -> new DatabaseException.Full(file, e);
            case SQLITE_BUSY, SQLITE_LOCKED -> new DatabaseException.Busy(file, "another process", patience, e);
            case SQLITE_PROTOCOL, SQLITE_NOLFS -> new DatabaseException.UnsupportedFileSystem(file, fileSystem, e);
            case SQLITE_IOERR -> ofDisk(e);
            case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH, SQLITE_NOMEM ->
                new DatabaseException.Unusable(file, reason(e), e);
            default ->
                lacksSomething(e)
                        ? new DatabaseException.Damaged(file, String.valueOf(e.getMessage()), e)
                        : new IllegalStateException("a statement failed in the database '%s'".formatted(file), e);
        };
    }

    /** Does the same, unless it failed because its thread was interrupted. */
    RuntimeException orInterruption(SQLException e) throws InterruptedException {
        if ((primary(e) == SQLiteErrorCode.SQLITE_INTERRUPT || primary(e) == SQLiteErrorCode.SQLITE_BUSY)
                && Thread.interrupted()) {
            InterruptedException interruption = new InterruptedException("interrupted in a database");
            interruption.initCause(e);
            throw interruption;
        }
        return of(e);
    }

    /** Its version says that it has what the statement asks for; SQLite has no code of its own for that. */
    private static boolean lacksSomething(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return primary(e) == SQLiteErrorCode.SQLITE_ERROR
                && (message.contains("no such table") || message.contains("no such column"));
    }

    /** The exception for a copy that could not be written, unless what it is made of is at fault. */
    RuntimeException ofCopying(SQLException e, Path target) throws InterruptedException {
        return switch (primary(e)) {
            case SQLITE_FULL, SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM ->
                new Failures(target, fileSystem, patience).of(e);
            default -> orInterruption(e);
        };
    }

    private DatabaseException ofDisk(SQLException e) {
        return switch (code(e)) {
            case SQLITE_IOERR_LOCK,
                    SQLITE_IOERR_RDLOCK,
                    SQLITE_IOERR_UNLOCK,
                    SQLITE_IOERR_CHECKRESERVEDLOCK,
                    SQLITE_IOERR_SHMLOCK,
                    SQLITE_IOERR_SHMMAP,
                    SQLITE_IOERR_SHMOPEN -> new DatabaseException.UnsupportedFileSystem(file, fileSystem, e);
            // The file that processes share beside a database could not be made long enough.
            case SQLITE_IOERR_SHMSIZE -> new DatabaseException.Full(file, e);
            case SQLITE_IOERR_SHORT_READ, SQLITE_IOERR_CORRUPTFS -> new DatabaseException.Damaged(file, reason(e), e);
            default -> new DatabaseException.Unusable(file, reason(e), e);
        };
    }

    /** Tells whether the files beside the database, which even readers need, could not be made. */
    static boolean isUnwritable(SQLException e) {
        SQLiteErrorCode code = primary(e);
        return code == SQLiteErrorCode.SQLITE_READONLY || code == SQLiteErrorCode.SQLITE_CANTOPEN;
    }

    private static SQLiteErrorCode code(SQLException e) {
        return e instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
    }

    /** The low byte of a code is its kind. */
    private static SQLiteErrorCode primary(SQLException e) {
        return SQLiteErrorCode.getErrorCode(code(e).code & 0xff);
    }

    private static String reason(SQLException e) {
        return code(e).message;
    }
}
