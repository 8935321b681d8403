package org.seedbank.tracker.internal.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.seedbank.integrity.Sha256;
import org.seedbank.tracker.api.MemberKey;
import org.seedbank.tracker.api.TrackerException;

/** The keys of members, of which only digests are kept. Safe for all threads. */
public final class KeyTable {

    /** Most keys at once. */
    static final int MOST = 10_000;

    private final TrackerStore store;

    /** Over an open database. */
    public KeyTable(TrackerStore store) {
        this.store = store;
    }

    /**
     * Adds one.
     *
     * @throws TrackerException.KeyExists when the name is taken
     * @throws TrackerException.TooManyKeys when there are as many as there may be
     */
    public void add(MemberKey key, Sha256 digest) throws InterruptedException {
        store.database().write(connection -> {
            List<MemberKey> all = all(connection);
            if (all.stream().anyMatch(each -> each.name().equals(key.name()))) {
                throw new TrackerException.KeyExists(key.name());
            }
            if (all.size() >= MOST) {
                throw new TrackerException.TooManyKeys(MOST);
            }
            try (PreparedStatement put = connection.prepareStatement("INSERT INTO member_key VALUES (?, ?, ?, ?)")) {
                put.setString(1, key.name());
                put.setBytes(2, digest.bytes());
                put.setLong(3, key.added().getEpochSecond());
                put.setLong(4, key.expires().getEpochSecond());
                put.executeUpdate();
            }
        });
    }

    /** All of them, by name. */
    public List<MemberKey> all() throws InterruptedException {
        return store.database().read(KeyTable::all);
    }

    private static List<MemberKey> all(Connection connection) throws SQLException {
        List<MemberKey> keys = new ArrayList<>();
        try (Statement all = connection.createStatement();
                ResultSet row = all.executeQuery("SELECT name, added, expires FROM member_key ORDER BY name")) {
            while (row.next()) {
                keys.add(new MemberKey(
                        row.getString(1),
                        Instant.ofEpochSecond(row.getLong(2)),
                        Instant.ofEpochSecond(row.getLong(3))));
            }
        }
        return keys;
    }

    /**
     * Removes one.
     *
     * @throws TrackerException.UnknownKey when there is none of this name
     */
    public void remove(String name) throws InterruptedException {
        store.database().write(connection -> {
            try (PreparedStatement delete = connection.prepareStatement("DELETE FROM member_key WHERE name = ?")) {
                delete.setString(1, name);
                if (delete.executeUpdate() == 0) {
                    throw new TrackerException.UnknownKey(name);
                }
            }
        });
    }

    /** When each key expires, in seconds since 1970, by its digest. */
    Map<Sha256, Long> expiries() {
        return store.database().readUninterruptibly(connection -> {
            Map<Sha256, Long> found = new HashMap<>();
            try (Statement all = connection.createStatement();
                    ResultSet row = all.executeQuery("SELECT hash, expires FROM member_key")) {
                while (row.next()) {
                    found.put(Sha256.of(row.getBytes(1)), row.getLong(2));
                }
            }
            return found;
        });
    }
}
