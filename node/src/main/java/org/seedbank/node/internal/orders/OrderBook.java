package org.seedbank.node.internal.orders;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The orders of a node, with the table that they are kept in. Safe for all threads. */
final class OrderBook {

    private static final Logger LOG = LoggerFactory.getLogger(OrderBook.class);

    private final OrderTable table;
    private final Function<OrderProgress, RunningOrder> begin;

    /** Oldest first; guarded by this. */
    private final List<RunningOrder> orders = new ArrayList<>();

    /** The number that was last given to an order of each kind; guarded by this. */
    private final SortedMap<String, Integer> numbers;

    /** Held by whoever writes the table, and never while waiting for anything else but this. */
    private final Object writing = new Object();

    /** Why nothing can be written; set by whoever writes. */
    private volatile Optional<String> unwritten = Optional.empty();

    /** Reads the table, and begins with what is in it. Throws as {@link OrderTable#read} does. */
    OrderBook(OrderTable table, Function<OrderProgress, RunningOrder> begin) {
        this.table = table;
        this.begin = begin;
        OrderTable.Content content = table.read();
        numbers = new TreeMap<>(content.numbers());
        content.orders().forEach(standing -> orders.add(begin.apply(standing)));
    }

    synchronized List<RunningOrder> all() {
        return List.copyOf(orders);
    }

    /** Why what happens cannot be written down just now. */
    Optional<String> unwritten() {
        return unwritten;
    }

    /**
     * Adds an order, or answers the same one that is there already.
     *
     * @param taken names that it must not get, beside those that were given before
     */
    RunningOrder add(Order order, Set<String> taken, Instant now) {
        Optional<RunningOrder> same = same(order);
        return same.isPresent() ? again(same.get(), order) : begin(order, taken, now);
    }

    private synchronized Optional<RunningOrder> same(Order order) {
        return orders.stream()
                .filter(each -> each.standing().order().usual().equals(order.usual()))
                .findFirst();
    }

    private RunningOrder again(RunningOrder known, Order order) {
        Order before = known.standing().order();
        if (known.standing().given(order)) {
            saveOr(() -> known.standing().given(before));
        }
        return known;
    }

    private RunningOrder begin(Order order, Set<String> taken, Instant now) {
        RunningOrder added;
        synchronized (this) {
            // Another may have given it meanwhile.
            Optional<RunningOrder> same = same(order);
            if (same.isPresent()) {
                return same.get();
            }
            OrderConflicts.check(
                    order, orders.stream().map(each -> each.standing().order()).toList());
            makeRoom();
            added = begin.apply(new OrderProgress(nextId(order, taken), order, now));
            orders.add(added);
        }
        saveOr(() -> take(added));
        return added;
    }

    private synchronized void makeRoom() {
        if (orders.size() < Orders.MOST) {
            return;
        }
        RunningOrder done = orders.stream()
                .filter(RunningOrder::isDone)
                .findFirst()
                .orElseThrow(() -> new NodeException.Refused(
                        "the node has %d orders, which is the most".formatted(Orders.MOST),
                        "cancel one of them first"));
        orders.remove(done);
    }

    private synchronized String nextId(Order order, Set<String> taken) {
        String kind = OrderJson.kind(order);
        String id;
        do {
            id = kind + "-" + numbers.merge(kind, 1, Math::addExact);
        } while (taken.contains(id));
        return id;
    }

    /** The order with this id. Throws {@link NodeException.UnknownOrder} when there is none. */
    RunningOrder require(String id) {
        return all().stream()
                .filter(each -> each.standing().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NodeException.UnknownOrder(id));
    }

    /** Takes an order out and ends it. Throws {@link NodeException.UnknownOrder} when there is none with that id. */
    void cancel(String id) {
        RunningOrder found = require(id);
        int place = take(found);
        saveOr(() -> putBack(place, found));
        found.end();
    }

    private synchronized int take(RunningOrder order) {
        int place = orders.indexOf(order);
        orders.remove(order);
        return Math.max(place, 0);
    }

    private synchronized void putBack(int place, RunningOrder order) {
        orders.add(Math.min(place, orders.size()), order);
    }

    private void saveOr(Runnable undo) {
        try {
            save();
        } catch (NodeException.StateUnusable e) {
            undo.run();
            throw e;
        }
    }

    /** Writes down what is not written yet. What fails is told with the orders, and tried again at the next time. */
    void saveSome() {
        try {
            if (all().stream().anyMatch(each -> each.standing().isUnsaved())) {
                save();
            }
        } catch (NodeException.StateUnusable e) {
            LOG.debug("orders are written down later: {}", e.getMessage());
        }
    }

    private void save() {
        synchronized (writing) {
            List<OrderProgress> all = new ArrayList<>();
            SortedMap<String, Integer> last;
            synchronized (this) {
                orders.forEach(each -> all.add(each.standing()));
                last = new TreeMap<>(numbers);
            }
            try {
                table.write(all, last);
                unwritten = Optional.empty();
            } catch (NodeException.StateUnusable e) {
                unwritten = Optional.of(e.getMessage());
                throw e;
            }
        }
    }
}
