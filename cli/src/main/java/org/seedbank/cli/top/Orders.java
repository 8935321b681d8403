package org.seedbank.cli.top;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.seedbank.cli.frame.RemedyWords;
import org.seedbank.cli.screen.BrowserOpening;
import org.seedbank.cli.status.LimitOptions;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import picocli.CommandLine.ParameterException;

/**
 * Does what keys ask for, one after another beside the screen, and tells what came of it with the command that does the
 * same. For one thread; ends with what it still has to do left undone.
 */
final class Orders implements AutoCloseable {

    private static final int MOST_WAITING = 16;

    private final NodeControl node;
    private final BrowserOpening browser;
    private final BlockingQueue<Event> events;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), task -> new Thread(task, "orders"));

    Orders(NodeControl node, BrowserOpening browser, BlockingQueue<Event> events) {
        this.node = node;
        this.browser = browser;
        this.events = events;
    }

    /** Something that the node is told of a dataset. */
    private interface Order {
        DatasetView give() throws InterruptedException;
    }

    void pause(DatasetView view) {
        give("pause", () -> node.pause(view.key()));
    }

    void resume(DatasetView view) {
        give("resume", () -> node.resume(view.key()));
    }

    /** Has the node read everything of it again. */
    void verify(DatasetView view) {
        give("get --verify", () -> node.check(view.key(), true));
    }

    /** Sets what it may use, as a person has typed it. */
    void limit(DatasetView view, String typed) {
        try {
            LimitOptions options = LimitOptions.parse(typed);
            give("limit " + typed.strip(), () -> node.limit(view.key(), options.changed(view.limits())));
        } catch (ParameterException e) {
            tell(e.getMessage(), Optional.empty());
        }
    }

    /** Opens the folder that it is, or that its file is in; says where that is where there is no desktop. */
    void open(DatasetView view) {
        Path path = Path.of(view.path());
        Path folder = Files.isDirectory(path) || path.getParent() == null ? path : path.getParent();
        if (!Files.isDirectory(folder)) {
            tell("'%s' is not there".formatted(folder), Optional.empty());
        } else {
            URI address = folder.toUri();
            tell(
                    browser.open(address) ? "opened '%s'".formatted(folder) : "it is in '%s'".formatted(folder),
                    Optional.empty());
        }
    }

    private void give(String command, Order order) {
        try {
            worker.execute(() -> run(command, order));
        } catch (RejectedExecutionException e) {
            tell("the node has not done yet what it was told before: try again", Optional.empty());
        }
    }

    private void run(String command, Order order) {
        try {
            DatasetView now = order.give();
            String did = "'%s' is %s (seedbank %s %s)"
                    .formatted(now.name(), now.state().label(), command, now.reference());
            tell(did, Optional.of(now));
        } catch (SeedbankException e) {
            tell("error: %s; %s".formatted(e.getMessage(), RemedyWords.of(e.advice())), Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where so much waits to be shown that there is no room, the node's own word for it comes soon enough. */
    private void tell(String text, Optional<DatasetView> now) {
        events.offer(new Event.Done(text, now));
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
