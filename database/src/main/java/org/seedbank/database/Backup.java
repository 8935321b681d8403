package org.seedbank.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.OwnNames;
import org.seedbank.integrity.files.DurableFolder;

/** Puts a database's backup, which {@link Database#backUp} wrote, in its place again. */
public final class Backup {

    private Backup() {}

    /** Writes a whole copy of one moment beside the target before it takes its place. */
    static void write(Connection connection, Path target) throws SQLException, IOException {
        Path whole =
                target.resolveSibling(OwnNames.beside("." + target.getFileName(), "." + UUID.randomUUID() + ".tmp"));
        try (PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
            DatabaseFiles.make(whole);
            copy.setString(1, whole.toString());
            copy.execute();
            DatabaseFiles.put(whole, target);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /**
     * Puts a backup in the place of a database that nobody has open, once it is known to be whole. The database before is
     * kept beside it.
     *
     * @param backup written by this version of the program or an earlier one
     * @param now goes into the name of the file that is kept
     * @return the file that is kept; nothing where there was no database
     * @throws DatabaseException.Damaged when the backup is damaged; nothing has changed then
     * @throws DatabaseException.LaterVersion when a later version of the program wrote it; nothing has changed then
     */
    public static Optional<Path> restore(DatabaseSettings settings, Path backup, Instant now)
            throws InterruptedException {
        Path file = settings.file();
        try (Database source = Database.openToRead(settings.at(backup))) {
            source.check();
            DurableFolder.makeForOwner(file.getParent());
            source.backUp(DatabaseFiles.restored(file));
        } catch (IOException e) {
            throw new DatabaseException.Unusable(file, IoReason.of(e), e);
        }
        Optional<Path> before =
                Files.exists(file) ? Optional.of(DatabaseFiles.setAside(file, "replaced", now)) : Optional.empty();
        DatabaseFiles.finish(file);
        return before;
    }
}
