package org.seedbank.node.internal.orders;

import com.google.gson.JsonParser;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.Row;
import org.seedbank.node.internal.store.Sql;

/** Orders and what they have done, in the tables {@code standing_order}, {@code order_note} and {@code order_number}. */
final class OrderTable {

    private final NodeDatabase database;

    OrderTable(NodeDatabase database) {
        this.database = database;
    }

    /**
     * Describes what is kept.
     *
     * @param orders all orders, oldest first
     * @param numbers the number that was last given to an order of each kind
     */
    record Content(List<OrderProgress> orders, SortedMap<String, Integer> numbers) {}

    /** Reads everything. Throws {@link NodeException.StateUnusable} when that fails. */
    Content read() {
        return database.read(connection -> {
            List<OrderProgress> orders = new ArrayList<>();
            for (OrderProgress each :
                    Sql.all(connection, "SELECT * FROM standing_order ORDER BY position", OrderTable::order)) {
                readNotes(connection, each);
                orders.add(each);
            }
            SortedMap<String, Integer> numbers = new TreeMap<>();
            Sql.each(connection, "SELECT kind, number FROM order_number", row -> {
                numbers.put(row.getString("kind"), row.getInt("number"));
                return true;
            });
            return new Content(orders, numbers);
        });
    }

    private static OrderProgress order(ResultSet row) throws SQLException {
        OrderProgress order = new OrderProgress(
                row.getString("id"),
                OrderJson.order(JsonParser.parseString(row.getString("given")).getAsJsonObject()),
                Row.time(row, "since").orElseThrow());
        order.place(row.getString("place"));
        order.restore(Row.texts(row, "news"));
        return order;
    }

    private static void readNotes(Connection connection, OrderProgress order) throws SQLException {
        Sql.each(
                connection,
                "SELECT * FROM order_note WHERE standing_order = ?",
                row -> {
                    order.note(
                            row.getString("name"),
                            new Noted(
                                    row.getString("stamp"),
                                    row.getString("dataset"),
                                    row.getString("label"),
                                    row.getBoolean("own")));
                    return true;
                },
                order.id());
        order.takeUnsaved();
    }

    /**
     * Writes down what has changed, all of it or nothing.
     *
     * @param all every order, oldest first; what is not among them goes
     * @throws NodeException.StateUnusable when that fails
     */
    void write(List<OrderProgress> all, Map<String, Integer> numbers) {
        List<OrderProgress.Unsaved> taken =
                all.stream().map(OrderProgress::takeUnsaved).toList();
        try {
            database.write(connection -> write(connection, all, taken, numbers));
        } catch (NodeException.StateUnusable e) {
            for (int i = 0; i < all.size(); i++) {
                all.get(i).giveBack(taken.get(i));
            }
            throw e;
        }
    }

    private static void write(
            Connection connection,
            List<OrderProgress> all,
            List<OrderProgress.Unsaved> changes,
            Map<String, Integer> numbers)
            throws SQLException {
        List<String> ids = all.stream().map(OrderProgress::id).toList();
        Sql.change(
                connection,
                "DELETE FROM standing_order WHERE id NOT IN (SELECT value FROM json_each(?))",
                Row.json(ids));
        for (int i = 0; i < all.size(); i++) {
            put(connection, all.get(i), changes.get(i), i);
        }
        for (Map.Entry<String, Integer> each : numbers.entrySet()) {
            Sql.change(
                    connection,
                    "INSERT INTO order_number (kind, number) VALUES (?, ?)"
                            + " ON CONFLICT (kind) DO UPDATE SET number = excluded.number",
                    each.getKey(),
                    each.getValue());
        }
    }

    private static void put(Connection connection, OrderProgress order, OrderProgress.Unsaved changed, int position)
            throws SQLException {
        Sql.change(
                connection,
                "INSERT INTO standing_order (id, position, since, given, place, news) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET position = excluded.position, given = excluded.given,"
                        + " place = excluded.place, news = excluded.news",
                order.id(),
                position,
                order.since(),
                OrderJson.write(order.order()).toString(),
                order.place(),
                Row.json(order.news()));
        for (Map.Entry<String, Optional<Noted>> each : changed.notes().entrySet()) {
            put(connection, order.id(), each.getKey(), each.getValue());
        }
    }

    private static void put(Connection connection, String id, String name, Optional<Noted> note) throws SQLException {
        if (note.isEmpty()) {
            Sql.change(connection, "DELETE FROM order_note WHERE standing_order = ? AND name = ?", id, name);
            return;
        }
        Sql.change(
                connection,
                "INSERT INTO order_note (standing_order, name, stamp, dataset, label, own) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (standing_order, name) DO UPDATE SET stamp = excluded.stamp,"
                        + " dataset = excluded.dataset, label = excluded.label, own = excluded.own",
                id,
                name,
                note.get().stamp(),
                note.get().id(),
                note.get().label(),
                note.get().own());
    }
}
