package org.seedbank.tracker.internal.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.seedbank.database.Database;
import org.seedbank.database.DatabaseException;
import org.seedbank.database.DatabaseSettings;
import org.seedbank.database.Durability;
import org.seedbank.database.Schema;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.tracker.api.TrackerException;
import org.seedbank.tracker.api.TrackerFolder;
import org.seedbank.tracker.internal.swarms.Hash20;

/** The database of a tracker. Any number of processes may have it open; one of them is the tracker. Safe for all threads. */
public final class TrackerStore implements AutoCloseable {

    /** Tables of this version are made by {@code tracker-1.sql}. */
    private static final int VERSION = 1;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Database database;

    private TrackerStore(Database database) {
        this.database = database;
    }

    /**
     * Opens the database, and makes it with its folder where they are missing.
     *
     * @throws TrackerException.FolderUnusable when there can be no such folder
     * @throws DatabaseException as {@link Database#open} does
     */
    public static TrackerStore open(TrackerFolder folder) throws InterruptedException {
        try {
            DurableFolder.makeForOwner(folder.folder());
        } catch (IOException e) {
            throw new TrackerException.FolderUnusable(folder.folder(), e);
        }
        return new TrackerStore(Database.open(new DatabaseSettings(
                folder.database(),
                new Schema(TrackerStore.class, "tracker", VERSION),
                Durability.EVERY_COMMIT,
                PATIENCE,
                folder.nativeCache())));
    }

    /** The database, for the tables of this room. */
    Database database() {
        return database;
    }

    /**
     * What was kept of one swarm.
     *
     * @param completed downloads that were completed
     * @param lastSeed when somebody last had all of it, in seconds since 1970; 0 for never
     */
    public record KeptTally(long completed, long lastSeed) {}

    /** Reads what was kept of swarms, at most so many; of more, those that were seeded longest ago are deleted. */
    public void tallies(int most, BiConsumer<byte[], KeptTally> each) {
        database.writeUninterruptibly(connection -> {
            try (PreparedStatement old = connection.prepareStatement("DELETE FROM tally WHERE infohash NOT IN"
                    + " (SELECT infohash FROM tally ORDER BY last_seed DESC, completed DESC LIMIT ?)")) {
                old.setInt(1, most);
                old.executeUpdate();
            }
            try (Statement all = connection.createStatement();
                    ResultSet row = all.executeQuery("SELECT infohash, completed, last_seed FROM tally")) {
                while (row.next()) {
                    each.accept(row.getBytes(1), new KeptTally(row.getLong(2), row.getLong(3)));
                }
            }
        });
    }

    /** Adds to what is kept of swarms, all of it or nothing. A power cut may take it, the end of this process does not. */
    public void add(Map<Hash20, KeptTally> changes) {
        database.writeLazily(connection -> {
            try (PreparedStatement put = connection.prepareStatement("INSERT INTO tally VALUES (?, ?, ?)"
                    + " ON CONFLICT (infohash) DO UPDATE SET completed = completed + excluded.completed,"
                    + " last_seed = max(last_seed, excluded.last_seed)")) {
                for (Map.Entry<Hash20, KeptTally> each : changes.entrySet()) {
                    put.setBytes(1, each.getKey().bytes());
                    put.setLong(2, each.getValue().completed());
                    put.setLong(3, each.getValue().lastSeed());
                    put.executeUpdate();
                }
            }
        });
    }

    /**
     * The totals at some moment.
     *
     * @param hour hours since 1970
     * @param datasets all datasets
     * @param unseeded those that nobody has in full
     * @param seeders peers that have everything
     * @param leechers peers that lack something
     * @param completed downloads that were completed
     */
    public record Sample(long hour, long datasets, long unseeded, long seeders, long leechers, long completed) {}

    /** Puts a sample in the place of what its hour has, and deletes those before {@code oldest}. */
    public void put(Sample sample, long oldest) {
        database.writeLazily(connection -> {
            try (PreparedStatement put =
                    connection.prepareStatement("INSERT OR REPLACE INTO sample VALUES (?, ?, ?, ?, ?, ?)")) {
                put.setLong(1, sample.hour());
                put.setLong(2, sample.datasets());
                put.setLong(3, sample.unseeded());
                put.setLong(4, sample.seeders());
                put.setLong(5, sample.leechers());
                put.setLong(6, sample.completed());
                put.executeUpdate();
            }
            try (PreparedStatement old = connection.prepareStatement("DELETE FROM sample WHERE hour < ? OR hour > ?")) {
                old.setLong(1, oldest);
                old.setLong(2, sample.hour());
                old.executeUpdate();
            }
        });
    }

    /** All samples, the oldest first. */
    public List<Sample> samples() {
        return database.readUninterruptibly(TrackerStore::samples);
    }

    private static List<Sample> samples(Connection connection) throws SQLException {
        List<Sample> samples = new ArrayList<>();
        try (Statement all = connection.createStatement();
                ResultSet row = all.executeQuery("SELECT * FROM sample ORDER BY hour")) {
            while (row.next()) {
                samples.add(new Sample(
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)));
            }
        }
        return samples;
    }

    @Override
    public void close() {
        database.close();
    }
}
