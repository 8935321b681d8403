package org.seedbank.node.internal.datasets;

import java.util.Optional;
import org.seedbank.downloading.fetch.OngoingFetch;
import org.seedbank.node.api.Limits;
import org.seedbank.swarm.Transfer;
import org.seedbank.swarm.TransferEvent;

/** Describes what one holding has in the session, and what that has moved. For the keeper thread. */
final class ActiveTransfer {

    private final TransferCounters tally;
    private final Runnable changed;
    private Optional<Transfer> transfer = Optional.empty();
    private Optional<OngoingFetch> fetch = Optional.empty();

    /**
     * Nothing yet.
     *
     * @param changed runs, on any thread, when a transfer's state has changed
     */
    ActiveTransfer(TransferCounters tally, Runnable changed) {
        this.tally = tally;
        this.changed = changed;
    }

    Optional<Transfer> transfer() {
        return transfer;
    }

    Optional<OngoingFetch> arriving() {
        return fetch;
    }

    OngoingFetch fetch() {
        return fetch.orElseThrow();
    }

    void serve(Transfer begun) {
        transfer = Optional.of(begun);
        tally.follow(begun.status());
        begun.addListener(event -> {
            if (event instanceof TransferEvent.StateChanged) {
                changed.run();
            }
        });
    }

    void fetch(OngoingFetch begun) {
        fetch = Optional.of(begun);
        transfer = Optional.empty();
        begun.transfer().ifPresent(this::serve);
    }

    void limit(Limits limits) {
        transfer.ifPresent(running -> running.limit(limits.up(), limits.down()));
    }

    /** Takes in what was moved lately. */
    void count() {
        transfer.ifPresent(running -> tally.add(running.status()));
    }

    /** Lets go of everything; what this returns ends it, on any thread, and waits for the disk. */
    Runnable detach() {
        count();
        Optional<Transfer> running = transfer;
        Optional<OngoingFetch> begun = fetch;
        transfer = Optional.empty();
        fetch = Optional.empty();
        tally.unfollow();
        return () -> {
            begun.ifPresent(OngoingFetch::close);
            running.ifPresent(Transfer::close);
        };
    }
}
