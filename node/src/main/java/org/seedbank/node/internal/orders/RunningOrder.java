package org.seedbank.node.internal.orders;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.seedbank.integrity.SeedbankException;

/** An order that is being carried out: looks while no job of it runs. Looked at by one thread; ended by any. */
final class RunningOrder {

    /** No file is called so. */
    private static final String LOOK = "";

    private static final String JOB = "/";

    private final OrderProgress standing;
    private final Task task;
    private final Function<Task.Lane, ? extends Executor> lanes;

    /** Guarded by itself: what failed in a way that nobody has thought of is not tried every few seconds. */
    private final RetryTimes mishaps;

    /** Guarded by this. */
    private FutureTask<Void> job;

    /** Guarded by this. */
    private boolean ended;

    RunningOrder(OrderProgress standing, Task task, Function<Task.Lane, ? extends Executor> lanes, RetryTimes mishaps) {
        this.standing = standing;
        this.mishaps = mishaps;
        this.task = task;
        this.lanes = lanes;
    }

    OrderProgress standing() {
        return standing;
    }

    boolean isDone() {
        return task.isDone();
    }

    /** Looks at the next occasion, whatever was to be waited for. */
    void hurry() {
        synchronized (mishaps) {
            mishaps.keep(List.of());
        }
        standing.looksSoon();
        task.hurry();
    }

    void look() throws InterruptedException {
        if (isBusy() || !isDue(LOOK) || !isDue(JOB)) {
            return;
        }
        Task.Job[] found = new Task.Job[1];
        guarded(LOOK, () -> found[0] = task.look().orElse(null));
        if (found[0] != null) {
            begin(found[0]);
        }
    }

    private synchronized boolean isBusy() {
        return ended || (job != null && !job.isDone());
    }

    private void begin(Task.Job next) {
        FutureTask<Void> future = new FutureTask<>(() -> {
            guarded(JOB, next.work());
            return null;
        });
        synchronized (this) {
            if (ended) {
                return;
            }
            job = future;
        }
        try {
            lanes.apply(next.lane()).execute(future);
        } catch (RejectedExecutionException e) {
            future.cancel(false); // Too many cancelled jobs are still in the way; the next look finds the job again.
        }
    }

    private boolean isDue(String subject) {
        synchronized (mishaps) {
            return mishaps.isDue(subject, "");
        }
    }

    /** Whatever is wrong with one order, the others go on: they share the thread. */
    private void guarded(String subject, Task.Work work) throws InterruptedException {
        try {
            work.run();
            standing.settle(subject);
            synchronized (mishaps) {
                mishaps.succeeded(subject);
            }
        } catch (SeedbankException e) {
            standing.trouble(subject, "", e);
        } catch (RuntimeException | Error e) {
            synchronized (mishaps) {
                mishaps.failed(subject, "");
            }
            standing.mishap(subject, "it does not go on", e);
        }
    }

    /** Ends the order's job, if it has one, and lets none begin. */
    void end() {
        Optional<FutureTask<Void>> last;
        synchronized (this) {
            ended = true;
            last = Optional.ofNullable(job);
        }
        last.ifPresent(each -> each.cancel(true));
    }
}
