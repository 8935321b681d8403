package org.seedbank.node.internal.orders;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.seedbank.integrity.IoReason;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The orders of a node, with the file that they are kept in. Safe for all threads. */
final class OrderBook {

    private static final Logger LOG = LoggerFactory.getLogger(OrderBook.class);

    private final Path path;
    private final OrdersFile file;
    private final Function<OrderProgress, RunningOrder> begin;
    private final Optional<String> warning;

    /** Oldest first; guarded by this. */
    private final List<RunningOrder> orders = new ArrayList<>();

    /** The number that was last given to an order of each kind; guarded by this. */
    private final SortedMap<String, Integer> numbers;

    /** Held by whoever writes the file, and never while waiting for anything else but this. */
    private final Object writing = new Object();

    /** Why the file cannot be written; set by whoever writes it. */
    private volatile Optional<String> unwritten = Optional.empty();

    private final AtomicBoolean unsaved = new AtomicBoolean();

    /** Reads the file, and begins with what is in it. Throws as {@link OrdersFile#read} does. */
    OrderBook(Path path, Function<OrderProgress, RunningOrder> begin) {
        this.path = path;
        this.begin = begin;
        file = new OrdersFile(path);
        OrdersFile.Content content = file.read();
        warning = content.warning();
        warning.ifPresent(LOG::warn);
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

    List<String> warnings() {
        List<String> all = new ArrayList<>();
        warning.ifPresent(all::add);
        unwritten.ifPresent(all::add);
        return all;
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
        } catch (IOException e) {
            undo.run();
            throw new NodeException.StateUnusable(path, e);
        }
    }

    /** Writes down what is not written yet. What fails is told with the orders, and tried again at the next time. */
    void saveSome() {
        boolean some = false;
        for (RunningOrder each : all()) {
            some |= each.standing().takeUnsaved();
        }
        if (some || unsaved.get()) {
            try {
                save();
            } catch (IOException e) {
                unsaved.set(true);
            }
        }
    }

    private void save() throws IOException {
        synchronized (writing) {
            List<OrderProgress> all = new ArrayList<>();
            SortedMap<String, Integer> last;
            synchronized (this) {
                orders.forEach(each -> all.add(each.standing()));
                last = new TreeMap<>(numbers);
            }
            try {
                file.write(all, last);
                unsaved.set(false);
                unwritten = Optional.empty();
            } catch (IOException e) {
                unwritten = Optional.of("cannot write '%s': %s".formatted(path, IoReason.of(e)));
                throw e;
            }
        }
    }
}
