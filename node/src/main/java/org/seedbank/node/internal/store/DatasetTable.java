package org.seedbank.node.internal.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.node.api.Limits;
import org.seedbank.swarm.SwarmKey;

/** The table {@code dataset}, within the transaction of a connection. */
final class DatasetTable {

    private static final String COLUMNS = "key, root, mount, published, files, seed, origin, added, paused, up, down,"
            + " ratio, peers, begun, verified, damaged, damaged_files, damaged_since, existing, moving_to,"
            + " moving_inode, done, downloaded, uploaded, rejected, banned";

    private static final String PUT = "INSERT INTO dataset (%s) VALUES (%s) ON CONFLICT (key) DO UPDATE SET %s"
            .formatted(COLUMNS, COLUMNS.replaceAll("\\w+", "?"), COLUMNS.replaceAll("(\\w+)", "$1 = excluded.$1"));

    private final Connection connection;

    DatasetTable(Connection connection) {
        this.connection = connection;
    }

    /** Puts a record in place of the one before, if there is one. */
    void put(SwarmKey key, DatasetRecord record) throws SQLException {
        DatasetRecord.Wishes wishes = record.wishes();
        DatasetRecord.Progress progress = record.progress();
        DatasetRecord.Totals totals = progress.totals();
        Sql.change(
                connection,
                PUT,
                key.hex(),
                record.root(),
                record.mount(),
                record.published(),
                record.files().map(DatasetTable::bits),
                record.seed(),
                record.origin(),
                record.added(),
                wishes.paused(),
                wishes.limits().up(),
                wishes.limits().down(),
                wishes.limits().ratio(),
                Row.json(wishes.peers()),
                progress.begun(),
                progress.verified(),
                Row.json(progress.damaged()),
                progress.damagedFiles(),
                progress.damagedSince(),
                record.existing().name().toLowerCase(Locale.ROOT),
                record.moving().map(move -> move.target().toString()),
                record.moving().map(DatasetRecord.Move::inode),
                totals.done(),
                totals.downloaded(),
                totals.uploaded(),
                totals.rejected(),
                totals.banned());
    }

    private static byte[] bits(Set<Integer> files) {
        BitSet bits = new BitSet();
        files.forEach(bits::set);
        return bits.toByteArray();
    }

    Optional<DatasetRecord> find(SwarmKey key) throws SQLException {
        return Sql.first(
                connection, "SELECT " + COLUMNS + " FROM dataset WHERE key = ?", DatasetTable::record, key.hex());
    }

    /**
     * Gives all to somebody, in the order of their keys; those before a damaged page come before the failure.
     *
     * @param broken is given the keys of those that break a rule, and which
     */
    void each(BiConsumer<SwarmKey, DatasetRecord> take, BiConsumer<String, String> broken) throws SQLException {
        Sql.each(connection, "SELECT " + COLUMNS + " FROM dataset ORDER BY key", row -> {
            String key = row.getString("key");
            DatasetRecord record;
            try {
                record = record(row);
            } catch (RuntimeException e) {
                broken.accept(key, String.valueOf(e.getMessage())); // Whatever a value's own rules throw.
                return true;
            }
            take.accept(new SwarmKey(key), record);
            return true;
        });
    }

    /** The stamps and whatever else belongs to it go too. */
    void delete(SwarmKey key) throws SQLException {
        Sql.change(connection, "DELETE FROM dataset WHERE key = ?", key.hex());
    }

    private static DatasetRecord record(ResultSet row) throws SQLException {
        return new DatasetRecord(
                Row.path(row, "root"),
                Row.path(row, "mount"),
                row.getBoolean("published"),
                files(row.getBytes("files")),
                row.getBoolean("seed"),
                row.getString("origin"),
                Row.time(row, "added").orElseThrow(),
                new DatasetRecord.Wishes(
                        row.getBoolean("paused"),
                        new Limits(Row.whole(row, "up"), Row.whole(row, "down"), Row.number(row, "ratio")),
                        Row.texts(row, "peers")),
                progress(row),
                ExistingFiles.Policy.valueOf(row.getString("existing").toUpperCase(Locale.ROOT)),
                move(row));
    }

    private static Optional<Set<Integer>> files(byte[] bits) {
        return Optional.ofNullable(bits)
                .map(some -> BitSet.valueOf(some).stream().boxed().collect(Collectors.toSet()));
    }

    private static Optional<DatasetRecord.Move> move(ResultSet row) throws SQLException {
        return row.getString("moving_to") == null
                ? Optional.empty()
                : Optional.of(new DatasetRecord.Move(Row.path(row, "moving_to"), row.getLong("moving_inode")));
    }

    private static DatasetRecord.Progress progress(ResultSet row) throws SQLException {
        return new DatasetRecord.Progress(
                row.getBoolean("begun"),
                Row.time(row, "verified"),
                Row.texts(row, "damaged"),
                row.getInt("damaged_files"),
                Row.time(row, "damaged_since"),
                new DatasetRecord.Totals(
                        row.getLong("done"),
                        row.getLong("downloaded"),
                        row.getLong("uploaded"),
                        row.getLong("rejected"),
                        row.getLong("banned")));
    }
}
