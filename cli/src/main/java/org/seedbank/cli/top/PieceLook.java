package org.seedbank.cli.top;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.api.NodeControl;
import org.seedbank.swarm.PieceMap;
import org.seedbank.swarm.SwarmKey;

/** Asks the node for pieces of one dataset at a time, and how it stands, beside the screen. For one thread. */
final class PieceLook implements AutoCloseable {

    /** As many as the longest bar has characters. */
    static final int SPANS = 60;

    private final NodeControl node;
    private final BlockingQueue<Event> events;
    private final ThreadPoolExecutor worker = new ThreadPoolExecutor(
            0, 1, 1, TimeUnit.MINUTES, new SynchronousQueue<>(), task -> new Thread(task, "pieces"));

    PieceLook(NodeControl node, BlockingQueue<Event> events) {
        this.node = node;
        this.events = events;
    }

    /** Asks for them, unless it waits for an answer already; tells whether it asks. */
    boolean ask(SwarmKey key) {
        try {
            worker.execute(() -> look(key));
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private void look(SwarmKey key) {
        try {
            Optional<PieceMap> pieces = answer(() -> node.pieces(key, SPANS));
            events.put(new Event.Looked(
                    key, pieces.filter(each -> !each.have().isEmpty()), answer(() -> node.examine(key))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Question<T> {
        T ask() throws InterruptedException;
    }

    /** Why the node does not answer is told elsewhere. */
    private static <T> Optional<T> answer(Question<T> question) throws InterruptedException {
        try {
            return Optional.of(question.ask());
        } catch (SeedbankException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
