package org.seedbank.swarm;

import java.util.concurrent.CompletableFuture;

/** What closing a transfer waits for. Completed on the alert thread. */
record NativeAnswers(CompletableFuture<Void> flushed, CompletableFuture<Void> partsDeleted) {

    NativeAnswers() {
        this(new CompletableFuture<>(), new CompletableFuture<>());
    }
}
