package org.seedbank.node.internal.orders;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.seedbank.integrity.IoReason;
import org.seedbank.node.NodeControl;
import org.seedbank.node.NodeException;
import org.seedbank.node.Order;
import org.seedbank.node.OrderView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node was told to do again and again. Safe for all threads.
 *
 * <p>One thread looks at all orders in turn; a few others do what takes long, one job of an order at a time. Everything
 * that an order does can be done twice without harm, so that what was not noted before the process was killed is simply
 * done again.
 */
public final class Orders implements AutoCloseable {

    /** Most orders at a time. */
    public static final int MOST = 100;

    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OrdersSettings settings;
    private final OrdersFile file;
    private final Tasks tasks;
    private final Function<Task.Lane, ? extends Executor> lanes;
    private final Optional<String> warning;

    /** Guarded by this, like the numbers: oldest first. */
    private final List<Running> orders = new ArrayList<>();

    private final SortedMap<String, Integer> numbers;

    /** Held by whoever writes the file, and never while waiting for anything else but this. */
    private final Object writing = new Object();

    /** Why the file cannot be written; set by whoever writes it. */
    private volatile Optional<String> unwritten = Optional.empty();

    private final AtomicBoolean unsaved = new AtomicBoolean();
    private final Semaphore wake = new Semaphore(0);
    private Optional<Lanes> ownLanes = Optional.empty();
    private Optional<Thread> looker = Optional.empty();

    /** Orders that nobody looks at but by {@link #poll}, with long work done wherever the caller says. */
    Orders(
            NodeControl node,
            HeldTorrents torrents,
            OrdersSettings settings,
            Function<Task.Lane, ? extends Executor> lanes) {
        this.settings = settings;
        this.lanes = lanes;
        file = new OrdersFile(settings.file());
        tasks = new Tasks(new Means(node, torrents, settings, this::saveSome));
        OrdersFile.Content content = file.read();
        warning = content.warning();
        warning.ifPresent(LOG::warn);
        numbers = new TreeMap<>(content.numbers());
        content.orders().forEach(standing -> orders.add(running(standing)));
    }

    /**
     * Goes on with the orders of an earlier run, and takes new ones. The caller closes them before the node.
     *
     * @param node the node that carries them out
     * @param torrents the torrents of its datasets
     * @throws NodeException.NewerState when a later version wrote the orders
     * @throws NodeException.StateUnusable when they cannot be read
     */
    public static Orders open(NodeControl node, HeldTorrents torrents, OrdersSettings settings) {
        Lanes lanes = new Lanes(settings.background());
        try {
            Orders orders = new Orders(node, torrents, settings, lanes::of);
            orders.start(lanes);
            return orders;
        } catch (NodeException e) {
            lanes.close();
            throw e;
        }
    }

    private void start(Lanes started) {
        ownLanes = Optional.of(started);
        Thread thread = new Thread(this::lookAgainAndAgain, "seedbank-node-orders");
        thread.setDaemon(true);
        looker = Optional.of(thread);
        thread.start();
    }

    private void lookAgainAndAgain() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                poll();
                if (wake.tryAcquire(settings.pace().poll().toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // The node ends, and this thread with it.
        }
    }

    /** Looks at every order once. For one thread. */
    void poll() throws InterruptedException {
        for (Running each : running()) {
            each.look();
        }
        saveSome();
    }

    /** What the node was told, oldest first. */
    public List<OrderView> orders() {
        return running().stream().map(each -> each.standing().view(unwritten)).toList();
    }

    /** What a person should know of how the orders are kept. */
    public List<String> warnings() {
        List<String> all = new ArrayList<>();
        warning.ifPresent(all::add);
        unwritten.ifPresent(all::add);
        return all;
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
        Set<String> taken = tasks.origins();
        Running added;
        synchronized (this) {
            Optional<Running> same = orders.stream()
                    .filter(each -> each.standing().order().equals(order))
                    .findFirst();
            if (same.isPresent()) {
                return same.get().standing().view(unwritten);
            }
            Neighbours.check(
                    order, orders.stream().map(each -> each.standing().order()).toList());
            makeRoom();
            added = running(new Standing(
                    nextId(order, taken), order, settings.pace().clock().instant()));
            orders.add(added);
        }
        saveOr(() -> remove(added));
        wake.release();
        return added.standing().view(unwritten);
    }

    private synchronized void makeRoom() {
        if (orders.size() < MOST) {
            return;
        }
        Running done = orders.stream()
                .filter(Running::isDone)
                .findFirst()
                .orElseThrow(() -> new NodeException.Refused(
                        "the node has %d orders, which is the most".formatted(MOST), "cancel one of them first"));
        remove(done);
    }

    /** Where the file was lost, datasets may still be there that an order of the same name brought. */
    private String nextId(Order order, Set<String> taken) {
        String kind = OrderJson.kind(order);
        String id;
        do {
            id = kind + "-" + numbers.merge(kind, 1, Math::addExact);
        } while (taken.contains(id));
        return id;
    }

    /**
     * Ends an order; what it has brought stays. A job that runs is interrupted.
     *
     * @throws NodeException.UnknownOrder when there is none with that id
     * @throws NodeException.StateUnusable when that cannot be written down; the order goes on then
     */
    public void cancel(String id) {
        Running found = running().stream()
                .filter(each -> each.standing().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NodeException.UnknownOrder(id));
        int place = remove(found);
        saveOr(() -> insert(place, found));
        found.end();
    }

    private synchronized int remove(Running order) {
        int place = orders.indexOf(order);
        orders.remove(order);
        return Math.max(place, 0);
    }

    private synchronized void insert(int place, Running order) {
        orders.add(Math.min(place, orders.size()), order);
    }

    private synchronized List<Running> running() {
        return List.copyOf(orders);
    }

    private Running running(Standing standing) {
        return new Running(standing, tasks.of(standing), lanes);
    }

    private void saveOr(Runnable undo) {
        try {
            save();
        } catch (IOException e) {
            undo.run();
            throw new NodeException.StateUnusable(settings.file(), e);
        }
    }

    /** Writes down what is not written yet. What fails is told with the orders, and tried again at the next look. */
    private void saveSome() {
        boolean some = false;
        for (Running each : running()) {
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
            List<Standing> all = new ArrayList<>();
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
                unwritten = Optional.of("cannot write '%s': %s".formatted(settings.file(), IoReason.of(e)));
                throw e;
            }
        }
    }

    /** Interrupts what is being done, waits a moment for it to end, and writes down how far it came. */
    @Override
    public void close() {
        running().forEach(Running::end);
        looker.ifPresent(Thread::interrupt);
        try {
            if (looker.isPresent()) {
                looker.get().join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Only now, when nobody looks any more who could find a job that they would not take.
        ownLanes.ifPresent(Lanes::close);
        saveSome();
    }
}
