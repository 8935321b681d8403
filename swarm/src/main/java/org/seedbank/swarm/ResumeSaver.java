package org.seedbank.swarm;

import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Writes down what a fetch has, when asked. libtorrent answers each request once, in order, on the alert thread. */
final class ResumeSaver {

    private final ResumeStore store;
    private final SwarmKey key;
    private final Path root;
    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
    private volatile long savedAt;

    ResumeSaver(ResumeStore store, SwarmKey key, Path root) {
        this.store = store;
        this.key = key;
        this.root = root;
    }

    /** Whether there is more to write down than last time. */
    boolean isBehind(long bytesDone) {
        return bytesDone != savedAt;
    }

    /** Completes when the answer to the request is on the disk; the caller sends that request right after. */
    CompletableFuture<Void> expect(long bytesDone) {
        savedAt = bytesDone;
        CompletableFuture<Void> saved = new CompletableFuture<>();
        waiting.add(saved);
        return saved;
    }

    /** Writes libtorrent's answer; waits for the disk. */
    void write(PieceSet pieces, CompletableFuture<Void> saved) {
        try {
            store.save(key, root, pieces);
            saved.complete(null);
        } catch (SwarmException.FolderUnusable e) {
            saved.completeExceptionally(e);
            throw e;
        }
    }

    /** The request that the answer at hand belongs to. */
    CompletableFuture<Void> answered() {
        CompletableFuture<Void> saved = waiting.poll();
        return saved == null ? new CompletableFuture<>() : saved;
    }

    /** There is nothing to save: the torrent is gone, or never got as far. */
    void unavailable() {
        answered().complete(null);
    }

    void forget() {
        store.forget(key);
    }
}
