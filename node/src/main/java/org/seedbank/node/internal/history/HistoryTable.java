package org.seedbank.node.internal.history;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.HistoryPage;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.Row;
import org.seedbank.node.internal.store.Sql;
import org.seedbank.swarm.SwarmKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the history in the table {@code history}, and says it in the log too. The death of this process takes none of it, a
 * power cut perhaps the last events. Safe for all threads.
 */
public final class HistoryTable implements DatasetHistory {

    /** Events that are kept; the oldest of more go. */
    static final int MOST = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(HistoryTable.class);

    /** A disk that is full for long costs the history more events than this, and no memory. */
    private static final int MOST_UNWRITTEN = 1000;

    private final NodeDatabase database;
    private final int most;

    /** Events that the disk has refused so far; guarded by itself. */
    private final Deque<HistoryEntry> unwritten = new ArrayDeque<>();

    private volatile Optional<String> warning = Optional.empty();

    /** Goes on with the history in a node's database. */
    public HistoryTable(NodeDatabase database) {
        this(database, MOST);
    }

    HistoryTable(NodeDatabase database, int most) {
        this.database = database;
        this.most = most;
    }

    @Override
    public Optional<String> serial(SwarmKey key) {
        try {
            return database.read(connection -> serial(connection, key));
        } catch (NodeException.StateUnusable e) {
            return Optional.empty();
        }
    }

    private static Optional<String> serial(Connection connection, SwarmKey key) throws SQLException {
        return Sql.first(
                connection,
                "SELECT serial FROM history WHERE key = ? AND serial IS NOT NULL ORDER BY number DESC LIMIT 1",
                row -> row.getString("serial"),
                key.hex());
    }

    /** When a dataset was taken back, as far as the history tells. */
    public Optional<Instant> withdrawn(SwarmKey key) {
        try {
            return database.read(connection -> Sql.first(
                    connection,
                    "SELECT time FROM history WHERE key = ? AND event = ? ORDER BY number LIMIT 1",
                    row -> Instant.parse(row.getString("time")),
                    key.hex(),
                    word(HistoryEntry.Kind.WITHDRAWN)));
        } catch (NodeException.StateUnusable e) {
            return Optional.empty();
        }
    }

    @Override
    public void note(HistoryEntry happened) {
        HistoryEntry entry = happened.serial()
                .or(() -> serial(happened.key()))
                .map(happened::with)
                .orElse(happened);
        LOG.info(
                "{} '{}' ({}{}): {}",
                entry.kind().label(),
                entry.name(),
                entry.digest().map(Object::toString).orElse(entry.key().hex()),
                entry.serial().map(serial -> ", " + serial).orElse(""),
                entry.detail());
        synchronized (unwritten) {
            if (unwritten.size() < MOST_UNWRITTEN) {
                unwritten.addLast(entry);
            }
        }
        retry();
    }

    @Override
    public void retry() {
        List<HistoryEntry> entries = takeUnwritten();
        if (entries.isEmpty()) {
            return;
        }
        try {
            database.writeSoon(connection -> add(connection, entries, most));
            warning = Optional.empty();
        } catch (NodeException.StateUnusable e) {
            putBack(entries);
            if (!warning.equals(Optional.of(e.getMessage()))) {
                LOG.warn("the history is not kept: {}", e.getMessage());
            }
            warning = Optional.of(e.getMessage());
        }
    }

    private List<HistoryEntry> takeUnwritten() {
        synchronized (unwritten) {
            List<HistoryEntry> all = List.copyOf(unwritten);
            unwritten.clear();
            return all;
        }
    }

    private void putBack(List<HistoryEntry> entries) {
        synchronized (unwritten) {
            List<HistoryEntry> all = new ArrayList<>(entries);
            all.addAll(takeUnwritten());
            all.stream().limit(MOST_UNWRITTEN).forEach(unwritten::addLast);
        }
    }

    /** Why the last events are not kept yet, for a person. */
    public Optional<String> warning() {
        return warning;
    }

    static void add(Connection connection, List<HistoryEntry> entries, int most) throws SQLException {
        for (HistoryEntry entry : entries) {
            Sql.change(
                    connection,
                    "INSERT INTO history (time, event, key, name, digest, serial, detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    entry.time(),
                    word(entry.kind()),
                    entry.key().hex(),
                    entry.name(),
                    entry.digest().map(Sha256::hex),
                    entry.serial(),
                    entry.detail());
        }
        Sql.change(connection, "DELETE FROM history WHERE number <= (SELECT max(number) FROM history) - ?", most);
    }

    /** See {@link org.seedbank.node.NodeHistory#last}. */
    public static List<HistoryEntry> last(NodeDatabase database, int most, Predicate<HistoryEntry> wanted) {
        Deque<HistoryEntry> found = new ArrayDeque<>();
        database.read(connection -> {
            Sql.each(connection, "SELECT * FROM history ORDER BY number DESC", row -> {
                entry(row).filter(wanted).ifPresent(found::addFirst);
                return found.size() < most;
            });
            return true;
        });
        return List.copyOf(found);
    }

    /**
     * Events, the newest first, see {@link org.seedbank.node.api.NodeControl#history}.
     *
     * @throws NodeException.BadRequest when {@code count} is too high or too low
     * @throws NodeException.StateUnusable when they cannot be read
     */
    public HistoryPage page(Optional<SwarmKey> dataset, Optional<Long> before, int count) {
        if (count < 1 || count > HistoryPage.MOST) {
            throw new NodeException.BadRequest("'count' must be from 1 to %d".formatted(HistoryPage.MOST));
        }
        List<HistoryEntry> entries = new ArrayList<>();
        AtomicLong last = new AtomicLong();
        AtomicBoolean more = new AtomicBoolean();
        database.read(connection -> {
            Sql.each(
                    connection,
                    "SELECT * FROM history WHERE number < ? AND (? IS NULL OR key = ?) ORDER BY number DESC",
                    row -> {
                        if (entries.size() == count) {
                            more.set(true);
                            return false;
                        }
                        last.set(row.getLong("number"));
                        entry(row).ifPresent(entries::add);
                        return true;
                    },
                    before.orElse(Long.MAX_VALUE),
                    dataset.map(SwarmKey::hex),
                    dataset.map(SwarmKey::hex));
            return true;
        });
        return new HistoryPage(entries, more.get() ? Optional.of(last.get()) : Optional.empty());
    }

    /** Empty for what a later version has told. */
    private static Optional<HistoryEntry> entry(ResultSet row) throws SQLException {
        String word = row.getString("event");
        for (HistoryEntry.Kind kind : HistoryEntry.Kind.values()) {
            if (word(kind).equals(word)) {
                return Optional.of(new HistoryEntry(
                        Row.time(row, "time").orElseThrow(),
                        kind,
                        new SwarmKey(row.getString("key")),
                        row.getString("name"),
                        Row.text(row, "digest").map(Sha256::new),
                        Row.text(row, "serial"),
                        row.getString("detail")));
            }
        }
        return Optional.empty();
    }

    private static String word(HistoryEntry.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
