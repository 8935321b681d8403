package org.seedbank.node.internal.orders;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.threads.Loop;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;

/**
 * Describes what a node was told to do again and again. Safe for all threads.
 *
 * <p>One thread looks at all orders in turn; a few others do what takes long, one job of an order at a time. Everything
 * that an order does can be done twice without harm, so that what was not noted before the process was killed is simply
 * done again.
 */
public final class Orders implements AutoCloseable {

    /** Most orders at a time. */
    public static final int MOST = 100;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OrdersSettings settings;
    private final OrderTasks tasks;
    private final OrderBook book;
    private final Semaphore wake = new Semaphore(0);

    /** These two are set once, before anybody else has this object. */
    private Optional<OrderThreads> ownLanes = Optional.empty();

    private Optional<Loop> looker = Optional.empty();

    /** Orders that nobody looks at but by {@link #poll}, with long work done wherever the caller says. */
    Orders(
            NodeControl node,
            HeldTorrents torrents,
            OrdersSettings settings,
            Function<Task.Lane, ? extends Executor> lanes) {
        this.settings = settings;
        tasks = new OrderTasks(new OrderContext(node, torrents, settings, this::save));
        book = new OrderBook(
                new OrderTable(settings.database()),
                standing -> new RunningOrder(
                        standing,
                        tasks.of(standing),
                        lanes,
                        new RetryTimes(settings.pace(), settings.pace().quiet())));
    }

    private void save() {
        book.saveSome();
    }

    /**
     * Goes on with the orders of an earlier run, and takes new ones. The caller closes them before the node.
     *
     * @param node the node that carries them out
     * @param torrents the torrents of its datasets
     * @param threads those of the node
     * @throws NodeException.StateUnusable when they cannot be read
     */
    public static Orders open(
            NodeControl node, HeldTorrents torrents, OrdersSettings settings, LongLivedThreads threads) {
        OrderThreads lanes = new OrderThreads(settings.background());
        try {
            Orders orders = new Orders(node, torrents, settings, lanes::of);
            orders.start(lanes, threads);
            return orders;
        } catch (NodeException e) {
            lanes.close();
            throw e;
        }
    }

    private void start(OrderThreads started, LongLivedThreads threads) {
        ownLanes = Optional.of(started);
        looker = Optional.of(
                threads.loop("seedbank-node-orders", this::lookAndWait).start());
    }

    private void lookAndWait() throws InterruptedException {
        poll();
        if (wake.tryAcquire(settings.pace().poll().toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    /** Looks at every order once. For one thread. */
    void poll() throws InterruptedException {
        for (RunningOrder each : book.all()) {
            each.look();
        }
        save();
    }

    /** Returns what the node was told, oldest first. */
    public List<OrderView> orders() {
        return book.all().stream().map(this::view).toList();
    }

    private OrderView view(RunningOrder order) {
        return order.standing().view(book.unwritten());
    }

    /** Returns what a person should know of how the orders are kept. */
    public Optional<String> warning() {
        return book.unwritten();
    }

    /**
     * Takes an order; the same one twice is one. Links in its paths are followed now, once and for all.
     *
     * @throws NodeException.Refused when a folder is not there or cannot be used, or when there are too many orders
     * @throws NodeException.UnknownDataset when a dataset is to be linked that the node does not have
     * @throws NodeException.StateUnusable when it cannot be written down; it is not taken then
     */
    public OrderView order(Order given) throws InterruptedException {
        Order order = tasks.checked(given);
        // Where the file was lost, datasets may still be here that an order of an early name brought.
        Set<String> names = tasks.origins();
        RunningOrder added = book.add(order, names, settings.pace().clock().instant());
        wake.release();
        return view(added);
    }

    /**
     * Has an order look now.
     *
     * @throws NodeException.UnknownOrder when there is none with that id
     */
    public OrderView look(String id) {
        RunningOrder order = book.require(id);
        order.hurry();
        wake.release();
        return view(order);
    }

    /**
     * Ends an order; what it has brought stays. A job that runs is interrupted.
     *
     * @throws NodeException.UnknownOrder when there is none with that id
     * @throws NodeException.StateUnusable when that cannot be written down; the order goes on then
     */
    public void cancel(String id) {
        book.cancel(id);
    }

    /** Interrupts what is being done, waits some seconds at most for it to end, and writes down how far it came. */
    @Override
    public void close() {
        book.all().forEach(RunningOrder::end);
        looker.ifPresent(Loop::close);
        looker.ifPresent(each -> each.join(PATIENCE));
        // Only now, when nobody looks any more who could find a job that they would not take.
        ownLanes.ifPresent(OrderThreads::close);
        save();
    }
}
