package org.seedbank.node.internal.datasets;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.internal.files.Obstacle;

/** Where one dataset stands, and why. For the keeper thread. */
final class LifecycleState {

    private static final Duration RETRY_SOON = Duration.ofSeconds(5);
    private static final Duration RETRY_LATER = Duration.ofMinutes(5);

    private DatasetState state;
    private Optional<String> why = Optional.empty();
    private long triedAt;
    private boolean unmounted;
    private Optional<Instant> looked = Optional.empty();
    private Optional<String> note = Optional.empty();
    private Optional<TakenFiles> taken = Optional.empty();

    LifecycleState(DatasetState first) {
        this.state = first;
    }

    DatasetState state() {
        return state;
    }

    Optional<String> why() {
        return why;
    }

    /** When all files were last seen to look as they did when they were verified. */
    Optional<Instant> looked() {
        return looked;
    }

    /** All files look as they did just now. */
    void isAsItWas() {
        looked = Optional.of(Instant.now());
    }

    /** Returns what was done lately that a person should know. */
    Optional<String> note() {
        return note;
    }

    void note(String text) {
        note = Optional.of(text);
    }

    /** Returns what copies of other versions had of it. */
    Optional<TakenFiles> taken() {
        return taken;
    }

    /** They have given more. */
    void took(TakenFiles more) {
        taken = Optional.of(taken.orElse(TakenFiles.NONE).and(more)).filter(all -> !all.isNone());
    }

    void enter(DatasetState next) {
        enter(next, Optional.empty());
    }

    void enter(DatasetState next, Optional<String> reason) {
        state = next;
        why = reason;
    }

    void stop(Obstacle obstacle, boolean paused) {
        tried();
        enter(paused ? DatasetState.PAUSED : obstacle.state(), Optional.of(obstacle.why()));
        unmounted = obstacle.unmounted();
    }

    /** It is being tried just now. */
    void tried() {
        triedAt = System.nanoTime();
    }

    /** Tells whether it waits for something that may have come by now. */
    boolean isDue() {
        return switch (state) {
            case WAITING -> true;
            case NO_ROOM, NOT_THERE -> isPast(RETRY_SOON);
            case FAILED -> isPast(RETRY_LATER);
            default -> false;
        };
    }

    private boolean isPast(Duration pause) {
        return System.nanoTime() - triedAt > pause.toNanos();
    }

    /** Complete, as far as is known. */
    boolean rests() {
        return state == DatasetState.SEEDING || state == DatasetState.COMPLETE;
    }

    /** Tells whether nothing is done with it that needs its torrent all the time. */
    boolean needsNoTorrent() {
        return switch (state) {
            case SEEDING, COMPLETE, PAUSED, NOT_THERE, NO_ROOM, FAILED -> true;
            case WAITING, CHECKING, NO_TORRENT, FETCHING, VERIFYING, DAMAGED, MENDING, MOVING -> false;
        };
    }

    /** Tells whether the session has it for a good reason. */
    boolean isActive() {
        return state == DatasetState.SEEDING || state == DatasetState.FETCHING || state == DatasetState.VERIFYING;
    }

    /** Tells whether the file system that it lies on was missing when that was last looked at. */
    boolean isUnmounted() {
        return unmounted;
    }
}
