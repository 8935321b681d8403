package org.seedbank.cli.top;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.seedbank.cli.frame.RemedyWords;
import org.seedbank.cli.status.NodeTrouble;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.NodeControl;

/**
 * Tells what changes in a node, as events, until its thread is interrupted. The node is asked once a second at most, and
 * waits itself until there is something to tell. One that is gone is asked again until it is back.
 */
final class NodeFeed implements Runnable {

    private static final Duration ROUND = Duration.ofSeconds(20);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What is wrong with a node changes seldom. */
    private static final long WARNINGS_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final NodeControl node;
    private final BlockingQueue<Event> events;
    private List<String> warnings = List.of();
    private long warned = System.nanoTime() - WARNINGS_NANOS;

    NodeFeed(NodeControl node, BlockingQueue<Event> events) {
        this.node = node;
        this.events = events;
    }

    @Override
    public void run() {
        try {
            while (true) {
                long asked = System.nanoTime();
                try {
                    follow();
                } catch (SeedbankException e) {
                    events.put(new Event.Lost(e.getMessage(), RemedyWords.of(e.advice())));
                }
                pause(asked);
            }
        } catch (InterruptedException e) {
            // The screen is left.
        }
    }

    /** Numbers of changes mean nothing after the node was started anew, so all is told first. */
    private void follow() throws InterruptedException {
        events.put(new Event.Reported(node.datasets(), List.of(), true, node.facts(), warnings()));
        long seen = 0;
        while (true) {
            long asked = System.nanoTime();
            Optional<Changes> news = node.changes(seen, ROUND);
            seen = news.map(Changes::number).orElse(seen);
            events.put(new Event.Reported(
                    news.map(Changes::datasets).orElse(List.of()),
                    news.map(Changes::gone).orElse(List.of()),
                    false,
                    node.facts(),
                    warnings()));
            pause(asked);
        }
    }

    private List<String> warnings() throws InterruptedException {
        long now = System.nanoTime();
        if (now - warned >= WARNINGS_NANOS) {
            warnings = NodeTrouble.of(node).lines();
            warned = now;
        }
        return warnings;
    }

    private static void pause(long asked) throws InterruptedException {
        long left = PAUSE_NANOS - (System.nanoTime() - asked);
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }
}
