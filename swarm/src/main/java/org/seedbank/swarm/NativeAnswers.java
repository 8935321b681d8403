package org.seedbank.swarm;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** What is waited for until libtorrent has done it. Asked for by any thread, completed on the alert thread. */
final class NativeAnswers {

    private final CompletableFuture<Void> partsDeleted = new CompletableFuture<>();

    /** The flush that is waited for; complete while nobody waits. */
    private final AtomicReference<CompletableFuture<Void>> flush =
            new AtomicReference<>(CompletableFuture.completedFuture(null));

    /** What the next flush completes; to be called before libtorrent is asked for it. */
    CompletableFuture<Void> expectFlush() {
        return flush.updateAndGet(last -> last.isDone() ? new CompletableFuture<>() : last);
    }

    /** All that was to be written before is with the operating system. */
    void flushed() {
        flush.get().complete(null);
    }

    CompletableFuture<Void> partsDeleted() {
        return partsDeleted;
    }
}
