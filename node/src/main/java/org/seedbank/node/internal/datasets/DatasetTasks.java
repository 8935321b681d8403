package org.seedbank.node.internal.datasets;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The tasks of one holding. A new one puts the one before it out of date, but looks never overtake each other: what one has
 * taken up is let go of before the next begins. For the keeper thread.
 */
final class DatasetTasks {

    private final HoldingContext keeping;
    private final Consumer<RuntimeException> failed;
    private final Runnable after;
    private final Deque<Look> looks = new ArrayDeque<>();
    private Optional<Future<?>> reading = Optional.empty();
    private Optional<Stoppable<?>> mending = Optional.empty();
    private boolean looking;
    private boolean busy;

    /** Counts decisions; the outcome of a task from before the last one is dropped. */
    private int turn;

    /**
     * A look whose turn has not come.
     *
     * @param needless whether it need not be done when nobody waits for it any more
     */
    private record Look(Runnable start, boolean needless) {}

    /**
     * A line of tasks.
     *
     * @param failed hears what a task failed for
     * @param after runs when a task's outcome was taken in
     */
    DatasetTasks(HoldingContext keeping, Consumer<RuntimeException> failed, Runnable after) {
        this.keeping = keeping;
        this.failed = failed;
        this.after = after;
    }

    /** Tells whether a task is at work; what it finds decides what comes next. */
    boolean isBusy() {
        return busy;
    }

    /** Reads files; dropped at once when something else is decided. */
    <T> void read(NodeThreads.Place place, Callable<T> task, Consumer<T> next) {
        int mine = begin();
        reading = Optional.of(keeping.task(place, task, (result, failure) -> {
            if (mine == turn) {
                take(result, failure, next);
            }
        }));
    }

    /** Does what must be done whatever is decided meanwhile. */
    void end(Callable<?> task, Runnable next) {
        int mine = begin();
        line(new Look(() -> look(NodeThreads.Place.LOOK, mine, task, done -> next.run(), done -> {}), false));
    }

    /** Does the same as the last thing of all; whether it went well is known once it is done. */
    CompletableFuture<Boolean> endAll(Runnable task) {
        drop();
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        Runnable start = () -> {
            Future<?> unused = keeping.task(NodeThreads.Place.LOOK, Executors.callable(task), (result, failure) -> {
                ended.complete(failure == null);
                looked();
            });
        };
        line(new Look(start, false));
        return ended;
    }

    /**
     * Takes something up.
     *
     * @param discard lets go of it when nobody waits for it any more; may wait for the disk
     */
    <T> void look(Callable<T> task, Consumer<T> next, Consumer<T> discard) {
        int mine = begin();
        line(new Look(() -> look(NodeThreads.Place.LOOK, mine, task, next, discard), true));
    }

    private int begin() {
        busy = true;
        return ++turn;
    }

    private void line(Look look) {
        looks.add(look);
        lookNext();
    }

    private void lookNext() {
        if (!looking && !looks.isEmpty()) {
            looking = true;
            looks.remove().start().run();
        }
    }

    private void looked() {
        looking = false;
        lookNext();
    }

    /** Mends; what comes after waits until that has ended, and has it stopped. */
    <T> void mend(Callable<T> task, Consumer<T> next) {
        int mine = begin();
        Stoppable<T> stoppable = new Stoppable<>(task);
        mending = Optional.of(stoppable);
        Consumer<Optional<T>> taken = result -> result.ifPresent(next);
        line(new Look(() -> look(NodeThreads.Place.MEND, mine, stoppable, taken, done -> {}), false));
    }

    private <T> void look(NodeThreads.Place place, int mine, Callable<T> task, Consumer<T> next, Consumer<T> discard) {
        Future<?> unused = keeping.task(place, task, (result, failure) -> {
            if (mine != turn && failure == null) {
                letGo(() -> discard.accept(result));
                return;
            }
            looked();
            if (mine == turn) {
                take(result, failure, next);
            }
        });
    }

    private void letGo(Runnable discard) {
        Future<?> unused =
                keeping.task(NodeThreads.Place.LOOK, Executors.callable(discard), (done, failure) -> looked());
    }

    private <T> void take(T result, RuntimeException failure, Consumer<T> next) {
        busy = false;
        if (failure == null) {
            takeIn(result, next);
        } else {
            failed.accept(failure);
        }
        after.run();
    }

    /** A result that cannot be taken in is as if the task had failed: otherwise nothing would ever come next. */
    private <T> void takeIn(T result, Consumer<T> next) {
        try {
            next.accept(result);
        } catch (RuntimeException | Error e) {
            failed.accept(NodeThreads.wrapped(e));
        }
    }

    /** Lets the task at work be for nothing. */
    void drop() {
        turn++;
        busy = false;
        looks.removeIf(Look::needless);
        reading.ifPresent(task -> task.cancel(true));
        reading = Optional.empty();
        mending.ifPresent(Stoppable::stop);
        mending = Optional.empty();
    }
}
