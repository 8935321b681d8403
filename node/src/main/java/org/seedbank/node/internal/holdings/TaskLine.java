package org.seedbank.node.internal.holdings;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The tasks of one holding, one at a time. For the keeper thread. */
final class TaskLine {

    private final Keeping keeping;
    private final Consumer<RuntimeException> failed;
    private final Runnable after;
    private Optional<Future<?>> reading = Optional.empty();
    private boolean busy;

    /** Counts decisions; the outcome of a task from before the last one is dropped. */
    private int turn;

    /**
     * A line of tasks.
     *
     * @param failed hears what a task failed for
     * @param after runs when a task's outcome was taken in
     */
    TaskLine(Keeping keeping, Consumer<RuntimeException> failed, Runnable after) {
        this.keeping = keeping;
        this.failed = failed;
        this.after = after;
    }

    /** Whether a task is at work; what it finds decides what comes next. */
    boolean isBusy() {
        return busy;
    }

    /** Does a task that holds nothing when it is done. */
    <T> void run(Workshop.Place place, Callable<T> task, Consumer<T> next) {
        run(place, task, next, ignored -> {});
    }

    /**
     * Does a task and takes in its result.
     *
     * @param discard lets go of a result that nobody waits for any more; may wait for the disk
     */
    <T> void run(Workshop.Place place, Callable<T> task, Consumer<T> next, Consumer<T> discard) {
        busy = true;
        int mine = ++turn;
        BiConsumer<T, RuntimeException> outcome = (result, failure) -> {
            if (mine == turn) {
                take(result, failure, next);
            } else if (failure == null) {
                keeping.later(() -> discard.accept(result));
            }
        };
        Future<?> future = keeping.task(place, task, outcome);
        // Looking ends soon, and what it has taken up must come back to be closed.
        reading = place == Workshop.Place.LOOK ? Optional.empty() : Optional.of(future);
    }

    private <T> void take(T result, RuntimeException failure, Consumer<T> next) {
        busy = false;
        if (failure == null) {
            next.accept(result);
        } else {
            failed.accept(failure);
        }
        after.run();
    }

    /** Lets the task at work be for nothing. */
    void drop() {
        turn++;
        busy = false;
        reading.ifPresent(task -> task.cancel(true));
        reading = Optional.empty();
    }
}
