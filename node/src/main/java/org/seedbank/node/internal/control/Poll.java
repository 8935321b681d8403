package org.seedbank.node.internal.control;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.seedbank.node.api.Changes;

/** Somebody who waits for the next change. */
final class Poll implements ChangeFeed.Waiter {

    private final ChangeFeed feed;
    private final long seen;
    private final CompletableFuture<Optional<Changes>> found = new CompletableFuture<>();

    Poll(ChangeFeed feed, long seen) {
        this.feed = feed;
        this.seen = seen;
    }

    /** Returns what is new, or empty when that time has passed or the node ends. */
    CompletableFuture<Optional<Changes>> within(Duration wait) {
        wake();
        return found.completeOnTimeout(Optional.empty(), wait.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((changes, failure) -> feed.remove(this));
    }

    @Override
    public void wake() {
        try {
            feed.since(seen).ifPresent(changes -> found.complete(Optional.of(changes)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
        } catch (RuntimeException e) {
            // Whatever it is, it is told to who asked.
            found.completeExceptionally(e);
        }
    }

    @Override
    public void beat() {
        // Its own time limit is what ends it.
    }

    @Override
    public void end() {
        found.complete(Optional.empty());
    }
}
