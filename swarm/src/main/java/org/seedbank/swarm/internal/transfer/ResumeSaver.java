package org.seedbank.swarm.internal.transfer;

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;

/** Writes down what a fetch has, when asked. libtorrent answers each request once, in order, on the alert thread. */
public final class ResumeSaver {

    private final ResumeNotes notes;
    private final SwarmKey key;
    private final Path root;
    private final Queue<Request> waiting = new ConcurrentLinkedQueue<>();
    private volatile long savedAt;

    public ResumeSaver(ResumeNotes notes, SwarmKey key, Path root) {
        this.notes = notes;
        this.key = key;
        this.root = root;
    }

    /** True when there is more to write down than last time. */
    boolean isBehind(long bytesDone) {
        return bytesDone != savedAt;
    }

    /** A request to be answered; the caller sends it to libtorrent right after. */
    Request expect(long bytesDone) {
        savedAt = bytesDone;
        Request request = new Request(new CompletableFuture<>());
        waiting.add(request);
        return request;
    }

    /** Writes libtorrent's answer; waits for the disk. A failure goes to who asked, and to the caller's log. */
    void write(PieceSet pieces, Request request) {
        try {
            notes.save(key, root, pieces);
            request.saved().complete(null);
        } catch (SwarmException.FolderUnusable e) {
            request.saved().completeExceptionally(e);
            throw e;
        }
    }

    /** The request that the answer at hand belongs to. */
    Request answered() {
        Request request = waiting.poll();
        return request == null ? new Request(new CompletableFuture<>()) : request;
    }

    /** There is nothing to save: the torrent is gone, or never got as far. */
    void unavailable() {
        answered().saved().complete(null);
    }

    /** The native torrent that was asked is gone, and answers no more; later answers are those of later requests. */
    public void abandon() {
        for (Request request = waiting.poll(); request != null; request = waiting.poll()) {
            request.saved().complete(null);
        }
    }

    void forget() {
        notes.forget(key);
    }

    /**
     * A request to write down what a fetch has.
     *
     * @param saved completes when the answer is on the disk
     */
    public record Request(CompletableFuture<Void> saved) {}
}
