package org.seedbank.node.internal.store;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.node.api.NodeException;

/** When a node had itself started again, and why, among what is set: a line for each of the last times. Safe for all threads. */
public final class RestartRow {

    private static final String RESTARTS = "restarts";
    private static final int MOST = 10;

    private final NodeDatabase database;

    /** In a node's database. */
    public RestartRow(NodeDatabase database) {
        this.database = database;
    }

    /** One time. */
    public record Restart(Instant time, String why) {}

    /**
     * Notes one.
     *
     * @throws NodeException.StateUnusable when that fails
     */
    public void note(Instant time, String why) {
        List<Restart> all = new ArrayList<>(all());
        all.add(new Restart(time, why));
        List<String> lines = all.subList(Math.max(0, all.size() - MOST), all.size()).stream()
                .map(each -> each.time() + " " + each.why().replace('\n', ' '))
                .toList();
        database.write(connection -> SettingTable.put(connection, RESTARTS, String.join("\n", lines)));
    }

    /** Returns how often that was since a moment. */
    public long since(Instant from) {
        return all().stream().filter(each -> each.time().isAfter(from)).count();
    }

    /** Returns the last time; empty also when that cannot be read. */
    public Optional<Restart> last() {
        try {
            List<Restart> all = all();
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
        } catch (NodeException.StateUnusable e) {
            return Optional.empty(); // Others tell of that.
        }
    }

    private List<Restart> all() {
        return database.read(connection -> SettingTable.find(connection, RESTARTS)).stream()
                .flatMap(String::lines)
                .flatMap(line -> parse(line).stream())
                .toList();
    }

    private static Optional<Restart> parse(String line) {
        String[] parts = line.split(" ", 2);
        try {
            return parts.length == 2 ? Optional.of(new Restart(Instant.parse(parts[0]), parts[1])) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty(); // Nothing that this program has written.
        }
    }
}
