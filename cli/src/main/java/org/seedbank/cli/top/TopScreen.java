package org.seedbank.cli.top;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Size;
import org.seedbank.cli.frame.Context;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.swarm.SwarmKey;

/** Shows datasets of the node on the full screen, and does what keys ask for. For one thread. */
public final class TopScreen {

    private static final int MOST_EVENTS = 1000;

    /** What a slow line carries, in characters a second: 24 kbit/s. What changes by itself takes no more. */
    private static final long SLOW_LINE = 2400;

    private static final long LEAST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONG_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Context context;
    private final NodeControl node;
    private final String instead;
    private final boolean endsWhenDone;
    private final Dashboard dashboard;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(MOST_EVENTS);
    private boolean quit;
    private Optional<SwarmKey> lookedAt = Optional.empty();
    private Size size;

    private TopScreen(Context context, NodeControl node, Set<SwarmKey> only, String instead) {
        this.context = context;
        this.node = node;
        this.instead = instead;
        this.endsWhenDone = !only.isEmpty();
        this.dashboard = new Dashboard(only);
    }

    /**
     * Shows all datasets of the node.
     *
     * @param instead what a person can do where that fails
     */
    static TopScreen all(Context context, NodeControl node, String instead) {
        return new TopScreen(context, node, Set.of(), instead);
    }

    /**
     * Shows these datasets, at least one, until the node is done with them.
     *
     * @param instead what a person can do where that fails
     */
    public static TopScreen until(Context context, NodeControl node, Set<SwarmKey> only, String instead) {
        if (only.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to wait for");
        }
        return new TopScreen(context, node, only, instead);
    }

    /**
     * Throws where this command has no terminal for it.
     *
     * @param instead what a person can do then
     */
    public static void require(Context context, String instead) {
        FullScreen.require(context, instead);
    }

    /**
     * Goes on until a person has enough, or the node is done; the terminal is as it was then.
     *
     * @return whether the node is done with all that was to be shown
     */
    public boolean run() throws InterruptedException {
        Thread feed = new Thread(new NodeFeed(node, events), "changes of the node");
        feed.setDaemon(true);
        try (FullScreen screen = FullScreen.open(context, events, instead);
                Orders orders = new Orders(node, context.browser(), events);
                PieceLook look = new PieceLook(node, events)) {
            feed.start();
            size = screen.size();
            show(screen, orders, look);
        } finally {
            feed.interrupt();
        }
        return dashboard.isDone();
    }

    /** Keys have an effect at once; news wait until the line has carried what was sent before. */
    private void show(FullScreen screen, Orders orders, PieceLook look) throws InterruptedException {
        draw(screen);
        long due = System.nanoTime();
        boolean news = false;
        while (!quit) {
            long wait = news ? Math.max(0, due - System.nanoTime()) : LONG_NANOS;
            List<Event> batch = next(wait);
            boolean pressed = false;
            boolean changed = false;
            for (Event each : batch) {
                boolean told = each instanceof Event.Reported || each instanceof Event.Lost;
                changed |= told;
                boolean looked = each instanceof Event.Looked;
                news |= told || looked;
                pressed |= !told && !looked;
                take(each, screen, orders);
            }
            if (endsWhenDone && dashboard.isDone()) {
                return;
            }
            look(look, changed);
            long now = System.nanoTime();
            if (!quit && (pressed || (news && now - due >= 0))) {
                long sent = draw(screen);
                due = now + Math.max(LEAST_PAUSE_NANOS, sent * TimeUnit.SECONDS.toNanos(1) / SLOW_LINE);
                news = false;
            }
        }
    }

    /** The pieces are asked for when another dataset is chosen, and when the node has told something. */
    private void look(PieceLook look, boolean changed) {
        Optional<SwarmKey> chosen = dashboard.chosen().map(DatasetView::key);
        if (chosen.isPresent() && (changed || !chosen.equals(lookedAt)) && look.ask(chosen.get())) {
            lookedAt = chosen;
        }
    }

    private List<Event> next(long waitNanos) throws InterruptedException {
        List<Event> batch = new ArrayList<>();
        Event first = events.poll(waitNanos, TimeUnit.NANOSECONDS);
        if (first != null) {
            batch.add(first);
            events.drainTo(batch);
        }
        return batch;
    }

    private long draw(FullScreen screen) {
        List<ScreenLine> lines = DashboardLines.of(dashboard, size.getRows(), size.getColumns());
        dashboard.drawn();
        return screen.draw(lines, size);
    }

    private void take(Event event, FullScreen screen, Orders orders) throws InterruptedException {
        LocalTime now = now();
        if (event instanceof Event.Reported report) {
            dashboard.take(report, now);
        } else if (event instanceof Event.Lost lost) {
            dashboard.take(lost, now);
        } else if (event instanceof Event.Looked looked) {
            dashboard.take(looked);
        } else if (event instanceof Event.Done done) {
            dashboard.take(done, now);
        } else if (event instanceof Event.Pressed pressed) {
            press(pressed.key(), screen, orders);
        } else if (event instanceof Event.Resized) {
            size = screen.size();
            screen.redraw();
        } else if (event instanceof Event.Suspended) {
            screen.suspend();
            size = screen.size();
        } else if (event instanceof Event.Continued) {
            screen.reenter();
            size = screen.size();
        } else if (event instanceof Event.HungUp) {
            quit = true;
        }
    }

    /** Time of day as people here have it. */
    private static LocalTime now() {
        return LocalTime.now(ZoneId.systemDefault());
    }

    private void press(Key key, FullScreen screen, Orders orders) {
        if (key.kind() == Key.Kind.REDRAW) {
            screen.redraw();
            return;
        }
        switch (dashboard.mode()) {
            case HELP -> help(key);
            case FILTER, LIMIT -> answer(key, orders);
            default -> list(key, orders);
        }
    }

    private void help(Key key) {
        switch (key.kind()) {
            case DOWN -> dashboard.scrollHelp(1);
            case UP -> dashboard.scrollHelp(-1);
            case PAGE_DOWN -> dashboard.scrollHelp(Math.max(1, size.getRows() - 2));
            case PAGE_UP -> dashboard.scrollHelp(-Math.max(1, size.getRows() - 2));
            default -> dashboard.enter(Dashboard.Mode.LIST);
        }
    }

    private void answer(Key key, Orders orders) {
        switch (key.kind()) {
            case TEXT -> dashboard.type(key.text());
            case ERASE -> dashboard.erase(false);
            case ERASE_ALL -> dashboard.erase(true);
            case ESCAPE -> {
                dashboard.erase(true);
                dashboard.enter(Dashboard.Mode.LIST);
            }
            case ENTER -> {
                if (dashboard.mode() == Dashboard.Mode.LIMIT) {
                    limit(orders);
                }
                dashboard.enter(Dashboard.Mode.LIST);
            }
            default -> {
                // Nothing else means anything here.
            }
        }
    }

    private void limit(Orders orders) {
        Optional<DatasetView> asked = dashboard.asked();
        if (asked.isEmpty()) {
            dashboard.log("the dataset is not there any more", now());
        } else if (!dashboard.typed().isBlank()) {
            orders.limit(asked.get(), dashboard.typed());
        }
    }

    private void list(Key key, Orders orders) {
        int page = Math.max(1, size.getRows() / 2);
        switch (key.kind()) {
            case UP -> dashboard.move(-1);
            case DOWN -> dashboard.move(1);
            case PAGE_UP -> dashboard.move(-page);
            case PAGE_DOWN -> dashboard.move(page);
            case HOME -> dashboard.move(-Integer.MAX_VALUE);
            case END -> dashboard.move(Integer.MAX_VALUE);
            case HELP -> dashboard.enter(Dashboard.Mode.HELP);
            case ESCAPE -> dashboard.showAll();
            case TEXT -> letter(key.text(), orders);
            default -> {
                // Nothing else means anything here.
            }
        }
    }

    private void letter(String text, Orders orders) {
        switch (text) {
            case "q" -> quit = true;
            case "h", "?" -> dashboard.enter(Dashboard.Mode.HELP);
            case "j" -> dashboard.move(1);
            case "k" -> dashboard.move(-1);
            case "/" -> dashboard.enter(Dashboard.Mode.FILTER);
            case "s" -> dashboard.sort(now());
            case "S" -> dashboard.reverse(now());
            case "p", "r", "l", "v", "o" -> order(text, orders);
            default -> {
                // Nothing else means anything here.
            }
        }
    }

    /** Nobody means a dataset that took the place of another while the key was pressed. */
    private void order(String letter, Orders orders) {
        Optional<DatasetView> chosen = dashboard.chosen();
        if (chosen.isEmpty()) {
            return;
        }
        if (dashboard.isChosenUnseen()) {
            dashboard.log("the list has just changed: look, and press it again", now());
            return;
        }
        switch (letter) {
            case "p" -> orders.pause(chosen.get());
            case "r" -> orders.resume(chosen.get());
            case "v" -> orders.verify(chosen.get());
            case "o" -> orders.open(chosen.get());
            default -> dashboard.enter(Dashboard.Mode.LIMIT);
        }
    }
}
