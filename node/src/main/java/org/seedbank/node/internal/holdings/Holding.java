package org.seedbank.node.internal.holdings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.seedbank.downloading.OngoingFetch;
import org.seedbank.integrity.Metainfo;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.DatasetState;
import org.seedbank.node.DatasetView;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.Transfer;
import org.seedbank.swarm.TransferEvent;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;

/**
 * One dataset of a node: goes from state to state as tasks end and bytes arrive. Belongs to the keeper thread but for what
 * says otherwise.
 */
final class Holding {

    /** Damage that is still there after so many fetches comes from the disk, not from the network. */
    private static final int MOST_ATTEMPTS = 3;

    private static final Duration RETRY_SOON = Duration.ofSeconds(5);
    private static final Duration RETRY_LATER = Duration.ofMinutes(5);

    private final Keeping keeping;
    private final Metainfo torrent;
    private final SwarmKey key;
    private final Tally tally;
    private DatasetRecord record;
    private DatasetState state = DatasetState.WAITING;
    private Optional<String> why = Optional.empty();
    private Optional<Transfer> transfer = Optional.empty();
    private Optional<OngoingFetch> fetch = Optional.empty();
    private Optional<Future<?>> reading = Optional.empty();
    private Optional<Stamps> seenDamaged = Optional.empty();
    private int attempts;
    private long triedAt;

    /** Whether a task is at work; what it finds decides what comes next. */
    private boolean busy;

    /** Counts what people and tasks have decided; the outcome of a task from before the last decision is dropped. */
    private int turn;

    /** Bytes read by the task at work; written by its threads. */
    private volatile long bytesRead;

    Holding(Keeping keeping, Metainfo torrent, DatasetRecord record) {
        this.keeping = keeping;
        this.torrent = torrent;
        this.key = SwarmKey.of(torrent);
        this.record = record;
        this.tally = new Tally(record.progress().totals());
        if (record.wishes().paused()) {
            state = DatasetState.PAUSED;
        }
    }

    SwarmKey key() {
        return key;
    }

    Metainfo torrent() {
        return torrent;
    }

    DatasetRecord record() {
        return record;
    }

    DatasetState state() {
        return state;
    }

    Optional<Transfer> transfer() {
        return transfer;
    }

    /** Where its data must be seen for it to be there. */
    Path evidence() {
        boolean written = record.published() || record.progress().begun();
        return written ? record.root() : record.root().getParent();
    }

    /** Looks how things stand, once a second and when something has happened. */
    void tick() {
        if (!busy) {
            switch (state) {
                case WAITING -> open();
                case FETCHING, CHECKING -> transfer.ifPresent(this::followFetch);
                case SEEDING -> transfer.ifPresent(this::followSeeding);
                case NO_ROOM, NOT_THERE -> retryAfter(RETRY_SOON);
                case FAILED -> retryAfter(RETRY_LATER);
                default -> {}
            }
        }
        show();
    }

    private void retryAfter(Duration pause) {
        if (System.nanoTime() - triedAt > pause.toNanos()) {
            open();
        }
    }

    private void open() {
        triedAt = System.nanoTime();
        Opening opening = new Opening(keeping.means(), torrent, record, record.seed() && !isRatioReached());
        task(Workshop.Place.LOOK, opening::run, this::opened, Holding::discard);
    }

    private void opened(Opening.Outcome outcome) {
        if (outcome instanceof Opening.Outcome.Serves serves) {
            if (!serves.mount().equals(record.mount())) {
                keep(record.mountedAt(serves.mount()));
            }
            take(serves.transfer());
            enter(DatasetState.SEEDING);
        } else if (outcome instanceof Opening.Outcome.Rests) {
            enter(DatasetState.COMPLETE);
        } else if (outcome instanceof Opening.Outcome.Doubts doubts) {
            check(doubts.files());
        } else if (outcome instanceof Opening.Outcome.Fetches fetches) {
            fetch = Optional.of(fetches.fetch());
            take(fetches.fetch().transfer());
            enter(DatasetState.FETCHING);
        } else if (outcome instanceof Opening.Outcome.Waits waits) {
            stop(waits.obstacle());
        }
    }

    /** A result that nobody waits for any more. */
    private static void discard(Opening.Outcome outcome) {
        if (outcome instanceof Opening.Outcome.Serves serves) {
            serves.transfer().close();
        } else if (outcome instanceof Opening.Outcome.Fetches fetches) {
            fetches.fetch().close();
        }
    }

    private void take(Transfer begun) {
        transfer = Optional.of(begun);
        tally.follow(begun.status());
        limit();
        begun.addListener(event -> {
            if (event instanceof TransferEvent.StateChanged) {
                keeping.post(this::tick);
            }
        });
    }

    private void followFetch(Transfer running) {
        TransferStatus status = running.status();
        if (status.bytesDone() > 0 && !record.progress().begun() && status.state() == TransferState.FETCHING) {
            keep(record.with(record.progress().withBegun()));
        }
        switch (status.state()) {
            case SEEDING -> verify();
            case FAILED -> fetchFailed(status);
            case CHECKING -> state = DatasetState.CHECKING;
            default -> {
                state = DatasetState.FETCHING;
                why = tally.isSilent() ? Optional.of(Stall.why(running.status())) : Optional.empty();
            }
        }
    }

    private void fetchFailed(TransferStatus status) {
        String problem = status.problem().orElse("no reason given");
        long missing = status.bytesWanted() - status.bytesDone();
        close(DiskRoom.obstacle(record, missing, problem));
    }

    private void followSeeding(Transfer running) {
        if (running.status().state() == TransferState.FAILED) {
            closeThen(() -> check(keeping.means().wanted(torrent, record)));
        } else if (isRatioReached()) {
            closeThen(() -> enter(DatasetState.COMPLETE));
        }
    }

    private boolean isRatioReached() {
        return !record.published()
                && keeping.ratio(record).map(limit -> tally.ratio() >= limit).orElse(false);
    }

    private void verify() {
        enter(DatasetState.VERIFYING);
        Reading found = reading();
        OngoingFetch arrived = fetch.orElseThrow();
        task(Workshop.Place.VERIFY, () -> found.arrived(arrived), this::verified, ignored -> {});
    }

    private Reading reading() {
        bytesRead = 0;
        return new Reading(torrent, record, bytes -> bytesRead = bytes);
    }

    private void verified(Reading.Found found) {
        if (found.nothingThere()) {
            close(Obstacle.notThere(record));
        } else if (found.isIntact()) {
            Transfer running = fetch.orElseThrow().release();
            fetch = Optional.empty();
            transfer = Optional.of(running);
            settle(found, record.seed());
        } else if (++attempts < MOST_ATTEMPTS) {
            OngoingFetch again = fetch.orElseThrow();
            enter(DatasetState.FETCHING);
            task(
                    Workshop.Place.LOOK,
                    () -> {
                        again.again();
                        return again.transfer();
                    },
                    this::take,
                    ignored -> {});
        } else {
            closeThen(() -> damaged(found));
        }
    }

    /** Serves at once what was verified; it is only noted as verified when the disk has it. */
    private void settle(Reading.Found found, boolean serve) {
        enter(serve ? DatasetState.SEEDING : DatasetState.COMPLETE);
        Reading again = reading();
        Runnable noted = () -> {
            keeping.stamp(key, found.stamps());
            keep(record.with(record.progress().intact(Instant.now())));
        };
        task(
                Workshop.Place.CHECK,
                () -> {
                    again.force();
                    return true;
                },
                forced -> {
                    noted.run();
                    if (!serve) {
                        closeThen(() -> enter(DatasetState.COMPLETE));
                    }
                },
                ignored -> {});
    }

    private void check(BitSet files) {
        enter(DatasetState.CHECKING);
        Reading found = reading();
        task(Workshop.Place.CHECK, () -> found.of(files), this::checked, ignored -> {});
    }

    private void checked(Reading.Found found) {
        if (found.nothingThere()) {
            stop(Obstacle.notThere(record));
        } else if (found.isIntact()) {
            keeping.stamp(key, found.stamps());
            keep(record.with(record.progress().intact(Instant.now())));
            enter(DatasetState.WAITING);
        } else {
            damaged(found);
        }
    }

    private void damaged(Reading.Found found) {
        seenDamaged = Optional.of(found.seen());
        keeping.stamp(key, found.stamps());
        keep(record.with(record.progress().damaged(found.damaged(), found.count())));
        enter(DatasetState.DAMAGED);
        why = Optional.of("%d of %d files are not what was published"
                .formatted(
                        found.count(), keeping.means().wanted(torrent, record).cardinality()));
    }

    /** Files may have changed since they were last seen; {@code now} is how they are. */
    void seen(Stamps now) {
        boolean resting = state == DatasetState.SEEDING || state == DatasetState.COMPLETE;
        if (busy || !(resting || state == DatasetState.DAMAGED)) {
            return;
        }
        Optional<Stamps> before = state == DatasetState.DAMAGED
                ? seenDamaged
                : keeping.means().store().stamps(key);
        if (before.isPresent() && !now.equals(before.get())) {
            closeThen(() -> enter(DatasetState.WAITING));
        }
    }

    /** What it lies on is not there any more. */
    void vanished() {
        boolean active = state == DatasetState.SEEDING || state == DatasetState.FETCHING;
        if (!busy && (active || state == DatasetState.COMPLETE)) {
            close(Obstacle.notThere(record));
        }
    }

    void pause() {
        keep(record.paused(true));
        closeThen(() -> enter(DatasetState.PAUSED));
    }

    /** Goes on, whatever it waits for; one whose folder is gone is fetched anew. */
    void resume() {
        DatasetRecord before = record.paused(false);
        boolean anew = state == DatasetState.NOT_THERE && !record.published();
        keep(anew ? before.with(before.progress().anew()) : before);
        if (state == DatasetState.SEEDING || state == DatasetState.FETCHING || state == DatasetState.VERIFYING) {
            return;
        }
        attempts = 0;
        closeThen(() -> enter(DatasetState.WAITING));
    }

    void wish(DatasetRecord changed) {
        keep(changed);
        limit();
        if (state == DatasetState.COMPLETE && record.seed() && !isRatioReached()) {
            enter(DatasetState.WAITING);
        }
    }

    private void limit() {
        transfer.ifPresent(running -> running.limit(
                record.wishes().limits().up(), record.wishes().limits().down()));
    }

    private void close(Obstacle obstacle) {
        closeThen(() -> stop(obstacle));
    }

    private void stop(Obstacle obstacle) {
        triedAt = System.nanoTime();
        enter(obstacle.state());
        why = Optional.of(obstacle.why());
    }

    /** Ends whatever is going on, then goes on with something else. */
    private void closeThen(Runnable next) {
        keepTotals();
        Callable<Boolean> closing = detach();
        task(Workshop.Place.LOOK, closing, ignored -> next.run(), ignored -> {});
    }

    /** Leaves everything that is going on; the caller ends it, on any thread, by what this returns. */
    Callable<Boolean> detach() {
        turn++;
        busy = false;
        reading.ifPresent(task -> task.cancel(true));
        reading = Optional.empty();
        Optional<Transfer> running = transfer;
        Optional<OngoingFetch> begun = fetch;
        transfer = Optional.empty();
        fetch = Optional.empty();
        tally.unfollow();
        return () -> {
            begun.ifPresent(OngoingFetch::close);
            running.ifPresent(Transfer::close);
            return true;
        };
    }

    private <T> void task(Workshop.Place place, Callable<T> task, Consumer<T> next, Consumer<T> discard) {
        busy = true;
        int mine = ++turn;
        BiConsumer<T, RuntimeException> outcome = (result, failure) -> {
            if (mine != turn) {
                if (failure == null) {
                    keeping.later(() -> discard.accept(result));
                }
                return;
            }
            busy = false;
            if (failure == null) {
                next.accept(result);
            } else {
                close(
                        failure instanceof SeedbankException known
                                ? Obstacle.failed(known)
                                : Obstacle.failed(text(failure)));
            }
            tick();
        };
        Future<?> future = keeping.task(place, task, outcome);
        // Looking ends soon, and what it has taken up must come back to be closed.
        reading = place == Workshop.Place.LOOK ? Optional.empty() : Optional.of(future);
    }

    private static String text(RuntimeException failure) {
        Throwable cause = failure.getCause() instanceof IOException disk ? disk : failure;
        return "it could not go on: " + cause.getMessage();
    }

    private void enter(DatasetState next) {
        state = next;
        why = Optional.empty();
    }

    private void keep(DatasetRecord changed) {
        record = changed.with(changed.progress().with(tally.totals()));
        keeping.keep(key, record);
    }

    /** Notes what was moved, if that is more than what is noted. */
    void keepTotals() {
        if (!tally.totals().equals(record.progress().totals())) {
            keep(record);
        }
    }

    private void show() {
        transfer.ifPresent(running -> tally.add(running.status()));
        keeping.show(view());
    }

    DatasetView view() {
        return HoldingView.of(this, why, tally, bytesRead);
    }
}
