package org.seedbank.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.seedbank.integrity.IoReason;
import org.sqlite.SQLiteConnection;

/**
 * A SQLite file: opened, brought to its schema's version, and read and changed in transactions. Any number of processes
 * may have it open; one at a time changes it, the others wait and then give up with {@link DatabaseException.Busy}.
 *
 * <p>Safe for use by several threads, which take turns. A transaction inside another one of the same thread is part of
 * it. The interruptible methods end with {@link InterruptedException}, and without any change, when their thread is
 * interrupted, in the middle of a long statement too.
 */
public final class Database implements AutoCloseable {

    private final DatabaseSettings settings;
    private final Failures failures;
    private final Waiting waiting;
    private final SQLiteConnection connection;
    private final Turn turn;
    private final boolean readOnly;
    private boolean isNew;
    private boolean changing;

    private Database(
            DatabaseSettings settings,
            Failures failures,
            Waiting waiting,
            SQLiteConnection connection,
            boolean readOnly) {
        this.settings = settings;
        this.failures = failures;
        this.waiting = waiting;
        this.connection = connection;
        this.turn = new Turn(settings);
        this.readOnly = readOnly;
    }

    /**
     * Opens a database, and makes it where it is missing. One that may only be read is opened all the same, if it has the
     * tables; {@link #isReadOnly} tells.
     *
     * @throws DatabaseException.ReadOnly when it is missing and cannot be made, or has an older version and may only be read
     * @throws DatabaseException.LaterVersion when a later version of the program made its tables
     * @throws DatabaseException.NoTables when it is a database of something else
     * @throws DatabaseException.Damaged when it is no database
     * @throws DatabaseException.Busy when others have kept it to themselves for too long
     * @throws DatabaseException.UnsupportedFileSystem when there are no locks
     */
    public static Database open(DatabaseSettings settings) throws InterruptedException {
        Connecting connecting = new Connecting(settings);
        return broughtUp(open(connecting, connecting.isWritable() ? connecting::toWrite : connecting::toRead));
    }

    /**
     * Opens a file that is there to be read at most, whoever else has it open; nothing is changed in it or beside it.
     *
     * @throws DatabaseException.LaterVersion when a later version of the program made its tables
     * @throws DatabaseException.NoTables when it is empty, or of something else
     * @throws DatabaseException.Damaged when it is no database
     */
    public static Database openToRead(DatabaseSettings settings) throws InterruptedException {
        Connecting connecting = new Connecting(settings);
        Database opened = open(connecting, connecting::toRead);
        try {
            opened.requireKnown();
            opened.requireTables();
            return opened;
        } catch (RuntimeException | InterruptedException e) {
            opened.close();
            throw e;
        }
    }

    /**
     * A database that ends with this process, for where the file cannot be written. It begins as the file is, where that
     * can be read.
     */
    public static Database openInMemory(DatabaseSettings settings) throws InterruptedException {
        Connecting connecting = new Connecting(settings);
        Database copy = open(connecting, connecting::inMemory);
        try {
            if (copy.connection.getDatabase().restore("main", settings.file().toString(), null) == 0) {
                return broughtUp(copy);
            }
        } catch (SQLException | DatabaseException e) {
            // There is none, or none that is whole and of a known version: nothing is copied.
            return emptyInMemory(connecting, copy);
        }
        return emptyInMemory(connecting, copy);
    }

    private static Database emptyInMemory(Connecting connecting, Database instead) throws InterruptedException {
        instead.close();
        return broughtUp(open(connecting, connecting::inMemory));
    }

    private static Database open(Connecting connecting, Connecting.Way way) throws InterruptedException {
        Waiting waiting = new Waiting(connecting.settings().patience());
        try {
            SQLiteConnection connection = way.open(waiting);
            return new Database(
                    connecting.settings(),
                    connecting.failures(),
                    waiting,
                    connection,
                    Connecting.isReadOnly(connection));
        } catch (SQLException e) {
            throw connecting.failures().orInterruption(e);
        }
    }

    private static Database broughtUp(Database opened) throws InterruptedException {
        try {
            opened.bringUp();
            return opened;
        } catch (RuntimeException | InterruptedException e) {
            opened.close();
            throw e;
        }
    }

    private void bringUp() throws InterruptedException {
        int found = requireKnown();
        if (found > 0 || this.<Boolean, RuntimeException>read(Schema::hasTables)) {
            requireTables();
        }
        if (found < settings.schema().version()) {
            write(settings.schema()::bringUp);
            isNew = found == 0;
        }
    }

    /** Tells whether it was empty, or missing, until it was opened here. */
    public boolean isNew() {
        return isNew;
    }

    /** Tells whether it can be read at most. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** Its settings. */
    public DatabaseSettings settings() {
        return settings;
    }

    /** Reads from one state of the database, which changes of others meanwhile do not touch. */
    public <T, E extends Exception> T read(Work<T, E> work) throws E, InterruptedException {
        return inTurn(false, work);
    }

    /** Changes the database: all of it is there after this, or nothing where anything is thrown. */
    public <E extends Exception> void write(Change<E> change) throws E, InterruptedException {
        writeAndGet(asWork(change));
    }

    /** As {@link #write}, for changes that give something back. */
    public <T, E extends Exception> T writeAndGet(Work<T, E> work) throws E, InterruptedException {
        return inTurn(true, work);
    }

    /** As {@link #read}, also on an interrupted thread: for short work, which cannot take much longer than it waits. */
    public <T, E extends Exception> T readUninterruptibly(Work<T, E> work) throws E {
        return uninterruptibly(false, work);
    }

    /** As {@link #write}, also on an interrupted thread: for short work, which cannot take much longer than it waits. */
    public <E extends Exception> void writeUninterruptibly(Change<E> change) throws E {
        uninterruptibly(true, asWork(change));
    }

    /**
     * As {@link #writeUninterruptibly}, without waiting for the disk: a power cut may take the change until the next one
     * that waits, but the end of this process does not. Within another transaction it is as durable as that.
     */
    public <E extends Exception> void writeLazily(Change<E> change) throws E {
        uninterruptibly(true, asWork(change), Durability.LATEST_MAY_BE_LOST);
    }

    private static <E extends Exception> Work<Boolean, E> asWork(Change<E> change) {
        return connection -> {
            change.run(connection);
            return true;
        };
    }

    private <T, E extends Exception> T uninterruptibly(boolean changes, Work<T, E> work) throws E {
        return uninterruptibly(changes, work, settings.durability());
    }

    private <T, E extends Exception> T uninterruptibly(boolean changes, Work<T, E> work, Durability durability)
            throws E {
        boolean outer = !turn.isMine();
        if (outer) {
            turn.takeUninterruptibly();
        }
        waiting.beginUninterruptible();
        try {
            return outer ? transaction(changes, work, durability) : within(changes, work);
        } catch (SQLException e) {
            throw failures.of(e);
        } finally {
            waiting.endUninterruptible();
            if (outer) {
                turn.end();
            }
        }
    }

    private <T, E extends Exception> T inTurn(boolean changes, Work<T, E> work) throws E, InterruptedException {
        boolean outer = !turn.isMine();
        if (outer) {
            turn.take();
        }
        try {
            return outer ? transaction(changes, work, settings.durability()) : within(changes, work);
        } catch (SQLException e) {
            throw failures.orInterruption(e);
        } finally {
            if (outer) {
                turn.end();
            }
        }
    }

    private <T, E extends Exception> T within(boolean changes, Work<T, E> work) throws SQLException, E {
        if (changes && !changing) {
            throw new IllegalStateException("a change inside of a reading");
        }
        return work.run(connection);
    }

    private <T, E extends Exception> T transaction(boolean changes, Work<T, E> work, Durability durability)
            throws SQLException, E {
        if (changes && readOnly) {
            throw new DatabaseException.ReadOnly(settings.file(), "permission denied", null);
        }
        if (durability == settings.durability()) {
            return transaction(changes, work);
        }
        execute("PRAGMA synchronous = " + durability.synchronous());
        try {
            return transaction(changes, work);
        } finally {
            execute("PRAGMA synchronous = " + settings.durability().synchronous());
        }
    }

    private <T, E extends Exception> T transaction(boolean changes, Work<T, E> work) throws SQLException, E {
        boolean done = false;
        execute(changes ? "BEGIN IMMEDIATE" : "BEGIN");
        changing = changes;
        try {
            T result = work.run(connection);
            execute("COMMIT");
            done = true;
            return result;
        } finally {
            changing = false;
            if (!done) {
                rollBack();
            }
        }
    }

    private void execute(String statement) throws SQLException {
        try (Statement each = connection.createStatement()) {
            each.executeUpdate(statement);
        }
    }

    /** SQLite has ended the transaction itself after some failures, and then refuses; the failure is on its way. */
    private void rollBack() {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            changing = false;
        }
    }

    /**
     * Looks at every page.
     *
     * @throws DatabaseException.Damaged when something is wrong in one
     */
    public void check() throws InterruptedException {
        String finding =
                this.<String, RuntimeException>read(connection -> firstOf(connection, "PRAGMA quick_check(1)"));
        if (!finding.equals("ok")) {
            throw new DatabaseException.Damaged(
                    settings.file(),
                    finding.lines()
                            .filter(line -> !line.startsWith("***"))
                            .findFirst()
                            .orElse(finding),
                    null);
        }
    }

    private static String firstOf(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    /**
     * Writes what is in the database now into a file of its own, while other processes go on reading and changing it.
     *
     * @param target replaced at the end, where it is there; for its owner alone
     * @throws DatabaseException.Unusable when the target cannot be written
     */
    public void backUp(Path target) throws InterruptedException {
        turn.take();
        try {
            Backup.write(connection, target.toAbsolutePath());
        } catch (SQLException e) {
            throw failures.ofCopying(e, target);
        } catch (IOException e) {
            throw new DatabaseException.Unusable(target, IoReason.of(e), e);
        } finally {
            turn.end();
        }
    }

    /**
     * Writes what the log beside the file has into the file itself, as far as no reader needs the log. Waits for the disk,
     * and for nobody else.
     */
    public void checkpoint() {
        turn.takeUninterruptibly();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
        } catch (SQLException e) {
            throw failures.of(e);
        } finally {
            turn.end();
        }
    }

    private void requireTables() throws InterruptedException {
        if (!this.<Boolean, RuntimeException>read(settings.schema()::isIn)) {
            throw new DatabaseException.NoTables(settings.file());
        }
    }

    /** Refuses a database of a later version, and says which version it has; 0 without any tables. */
    int requireKnown() throws InterruptedException {
        int found = this.<Integer, RuntimeException>read(Schema::versionOf);
        int known = settings.schema().version();
        if (found > known) {
            throw new DatabaseException.LaterVersion(settings.file(), found, known);
        }
        return found;
    }

    /**
     * Renames a damaged database that this process has closed, with what SQLite keeps beside it, so that a new one can be
     * made in its place.
     *
     * @param now goes into the new name
     * @return the new name
     */
    public static Path setAside(Path file, Instant now) {
        return DatabaseFiles.setAside(file.toAbsolutePath(), "damaged", now);
    }

    /** Closes the file; what was committed stays. No transaction may be going on. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failures.of(e);
        }
    }
}
