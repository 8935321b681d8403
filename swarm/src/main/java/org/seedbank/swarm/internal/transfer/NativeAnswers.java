package org.seedbank.swarm.internal.transfer;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.libtorrent4j.swig.add_torrent_params;

/** Answers of libtorrent that are waited for. Asked for by any thread, completed on the alert thread. */
final class NativeAnswers {

    private final CompletableFuture<Void> partsDeleted = new CompletableFuture<>();

    /** The flush that is waited for; complete while nobody waits. */
    private final AtomicReference<CompletableFuture<Void>> flush =
            new AtomicReference<>(CompletableFuture.completedFuture(null));

    private final AtomicReference<Optional<Consumer<Optional<add_torrent_params>>>> saved =
            new AtomicReference<>(Optional.empty());

    /** The future that the next flush completes; to be called before libtorrent is asked for it. */
    CompletableFuture<Void> expectFlush() {
        return flush.updateAndGet(last -> last.isDone() ? new CompletableFuture<>() : last);
    }

    /** All that was to be written before is with the operating system. */
    void flushed() {
        flush.get().complete(null);
    }

    /**
     * Gives the next resume data to {@code taker}, on the alert thread; nothing when there is none. To be called before
     * libtorrent is asked for it. Who takes a copy deletes it.
     */
    void expectSaved(Consumer<Optional<add_torrent_params>> taker) {
        saved.set(Optional.of(taker));
    }

    void saved(Optional<add_torrent_params> params) {
        saved.getAndSet(Optional.empty()).ifPresent(taker -> taker.accept(params.map(add_torrent_params::new)));
    }

    CompletableFuture<Void> partsDeleted() {
        return partsDeleted;
    }
}
