package org.seedbank.database;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.DurableFolder;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;
import org.sqlite.jdbc4.JDBC4Connection;

/** Opens a database file: to be written where that can be, else to be read. */
final class Connecting {

    /** Processes on several machines do not see each other's memory, which a write-ahead log needs. */
    private static final Set<String> NETWORK_FILE_SYSTEMS = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "afs",
            "afpfs",
            "9p",
            "ceph",
            "fuse.sshfs",
            "webdav");

    private static final String COMMON =
            "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;" + " PRAGMA cell_size_check = ON";

    private final DatabaseSettings settings;
    private final Path file;
    private final String fileSystem;

    Connecting(DatabaseSettings settings) {
        this.settings = settings;
        this.file = settings.file();
        this.fileSystem = fileSystem(file.getParent());
        try {
            SqliteLibrary.load(settings.nativeCache());
        } catch (IOException e) {
            throw new DatabaseException.NoLibrary(file, e);
        }
    }

    /** A way to open it. */
    @FunctionalInterface
    interface Way {
        SQLiteConnection open(Waiting waiting) throws SQLException;
    }

    DatabaseSettings settings() {
        return settings;
    }

    static boolean isReadOnly(SQLiteConnection connection) throws SQLException {
        return connection.isReadOnly();
    }

    Failures failures() {
        return new Failures(file, fileSystem, settings.patience());
    }

    /** Makes the file, for its owner alone, where it is missing. */
    boolean isWritable() {
        try {
            if (!Files.exists(file)) {
                DurableFolder.makeForOwner(file.getParent());
                DatabaseFiles.finish(file);
                DatabaseFiles.make(file);
            }
        } catch (IOException e) {
            if (!Files.exists(file)) {
                throw new DatabaseException.ReadOnly(file, IoReason.of(e), e);
            }
        }
        return Files.isWritable(file) && Files.isWritable(file.getParent());
    }

    SQLiteConnection toWrite(Waiting waiting) throws SQLException {
        SQLiteConnection connection = open(file.toString(), SQLiteOpenMode.READWRITE);
        try (Statement statement = connection.createStatement()) {
            waiting.watch(connection);
            statement.executeUpdate(COMMON);
            keepLog(connection, NETWORK_FILE_SYSTEMS.contains(fileSystem) ? "delete" : "wal");
            statement.executeUpdate(
                    "PRAGMA synchronous = " + settings.durability().synchronous());
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The change needs the file alone, and so is made only where it has not been made. */
    private static void keepLog(Connection connection, String mode) throws SQLException {
        if (!logOf(connection, "").equals(mode)) {
            logOf(connection, " = " + mode);
        }
    }

    private static String logOf(Connection connection, String change) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("PRAGMA journal_mode" + change)) {
            return mode.next() ? mode.getString(1) : "";
        }
    }

    /** A log beside the file is read where the system lets us; without one nobody writes, and the file says it all. */
    SQLiteConnection toRead(Waiting waiting) throws SQLException {
        String alone = "?mode=ro&immutable=1";
        if (!Files.exists(file.resolveSibling(file.getFileName() + "-wal"))) {
            return reading(waiting, alone);
        }
        try {
            return reading(waiting, "?mode=ro");
        } catch (SQLException e) {
            if (Failures.isUnwritable(e)) {
                return reading(waiting, alone);
            }
            throw e;
        }
    }

    SQLiteConnection inMemory(Waiting waiting) throws SQLException {
        SQLiteConnection connection = open(":memory:", SQLiteOpenMode.READWRITE, SQLiteOpenMode.CREATE);
        try (Statement statement = connection.createStatement()) {
            waiting.watch(connection);
            statement.executeUpdate(COMMON);
            return connection;
        }
    }

    private SQLiteConnection reading(Waiting waiting, String how) throws SQLException {
        URI uri = file.toUri();
        SQLiteConnection connection =
                open("file:" + uri.getRawPath() + how, SQLiteOpenMode.READONLY, SQLiteOpenMode.OPEN_URI);
        try (Statement statement = connection.createStatement()) {
            waiting.watch(connection);
            statement.executeUpdate(COMMON);
            Schema.versionOf(connection);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Not through the driver manager, which looks for drivers in every jar. */
    private static SQLiteConnection open(String name, SQLiteOpenMode... modes) throws SQLException {
        int flags = 0;
        for (SQLiteOpenMode mode : modes) {
            flags |= mode.flag;
        }
        Properties properties = new Properties();
        properties.setProperty("open_mode", Integer.toString(flags));
        return new JDBC4Connection("jdbc:sqlite:" + name, name, properties);
    }

    private static String fileSystem(Path folder) {
        Path there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return there == null ? "" : Files.getFileStore(there).type();
        } catch (IOException e) {
            // In some containers the list of mounts does not have it; nothing then speaks against it.
            return "unknown";
        }
    }
}
