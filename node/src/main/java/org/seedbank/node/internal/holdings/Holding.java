package org.seedbank.node.internal.holdings;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.seedbank.downloading.OngoingFetch;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.DatasetState;
import org.seedbank.node.DatasetView;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.Transfer;
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
    private final Known known;
    private final Tally tally;
    private final Live live;
    private final TaskLine tasks;
    private DatasetRecord record;
    private DatasetState state = DatasetState.WAITING;
    private Optional<String> why = Optional.empty();
    private Optional<Stamps> seenDamaged = Optional.empty();
    private int attempts;
    private long triedAt;

    /** Whether the file system that it lies on was missing when that was last looked at. */
    private boolean unmounted;

    /** Bytes for which the disk had no room; 0 when that is not known. */
    private long lacking;

    /** Bytes read by the task at work; written by its threads. */
    private volatile long bytesRead;

    Holding(Keeping keeping, Known known, DatasetRecord record) {
        this.keeping = keeping;
        this.known = known;
        this.record = record;
        this.tally = new Tally(record.progress().totals());
        this.live = new Live(tally, () -> keeping.post(this::tick));
        this.tasks = new TaskLine(keeping, this::failed, this::tick);
        if (record.wishes().paused()) {
            state = DatasetState.PAUSED;
        }
    }

    SwarmKey key() {
        return known.key();
    }

    Known known() {
        return known;
    }

    DatasetRecord record() {
        return record;
    }

    DatasetState state() {
        return state;
    }

    /** Looks how things stand, once a second and when something has happened. */
    void tick() {
        if (!tasks.isBusy()) {
            switch (state) {
                case WAITING -> open();
                case FETCHING, CHECKING -> live.transfer().ifPresent(this::followFetch);
                case SEEDING -> live.transfer().ifPresent(this::followSeeding);
                case NO_ROOM, NOT_THERE -> retryAfter(RETRY_SOON);
                case FAILED -> retryAfter(RETRY_LATER);
                case COMPLETE -> serveAgain();
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
        Supplier<Optional<Stamps>> stamps = () -> keeping.stamps(known.key());
        boolean serve = record.seed() && !isRatioReached();
        Opening opening = new Opening(keeping.means(), known, record, stamps, serve);
        DatasetRecord now = record;
        long bytes = lacking;
        tasks.look(
                () -> DiskRoom.isFull(now, bytes)
                        ? new Opening.Outcome.Waits(DiskRoom.noRoom(now, bytes))
                        : opening.run(),
                this::opened,
                Opening.Outcome::close);
    }

    private void opened(Opening.Outcome outcome) {
        if (outcome instanceof Opening.Outcome.Serves serves) {
            mounted(serves.mount());
            live.serve(serves.transfer());
            live.limit(record.wishes().limits());
            enter(DatasetState.SEEDING);
        } else if (outcome instanceof Opening.Outcome.Rests) {
            rest();
        } else if (outcome instanceof Opening.Outcome.Doubts doubts) {
            check(doubts.files());
        } else if (outcome instanceof Opening.Outcome.Fetches fetches) {
            mounted(fetches.mount());
            lacking = 0;
            fetching(fetches.fetch());
        } else if (outcome instanceof Opening.Outcome.Waits waits) {
            stop(waits.obstacle());
        }
    }

    private void mounted(Path mount) {
        if (!mount.equals(record.mount())) {
            keep(record.mountedAt(mount));
        }
    }

    /** It is complete and not served, because it is not to be or has been enough. */
    private void rest() {
        enter(DatasetState.COMPLETE);
        why = keeping.ratio(record)
                .filter(limit -> record.seed() && isRatioReached())
                .map(limit -> String.format(Locale.ROOT, "ratio %.2f is reached", limit));
    }

    private void serveAgain() {
        if (record.seed() && !isRatioReached()) {
            enter(DatasetState.WAITING);
        }
    }

    private void fetching(OngoingFetch fetch) {
        live.fetch(fetch);
        live.limit(record.wishes().limits());
        enter(DatasetState.FETCHING);
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
                why = tally.isSilent()
                        ? Optional.of(
                                Stall.why(running.outlook(), tally.totals().banned()))
                        : Optional.empty();
            }
        }
    }

    private void fetchFailed(TransferStatus status) {
        String problem = status.problem().orElse("no reason given");
        long missing = status.bytesWanted() - status.bytesDone();
        Obstacle obstacle = DiskRoom.obstacle(record, missing, problem);
        lacking = obstacle.state() == DatasetState.NO_ROOM ? missing : 0;
        close(obstacle);
    }

    private void followSeeding(Transfer running) {
        if (running.status().state() == TransferState.FAILED) {
            closeThen(() -> check(known.wanted()));
        } else if (isRatioReached()) {
            closeThen(this::rest);
        }
    }

    private boolean isRatioReached() {
        return !record.published()
                && keeping.ratio(record).map(limit -> tally.ratio() >= limit).orElse(false);
    }

    private void verify() {
        enter(DatasetState.VERIFYING);
        Reading found = reading();
        OngoingFetch arrived = live.fetch();
        tasks.read(Workshop.Place.VERIFY, () -> found.arrived(arrived), this::verified);
    }

    private Reading reading() {
        bytesRead = 0;
        return new Reading(known, record, bytes -> bytesRead = bytes);
    }

    private void verified(Reading.Found found) {
        if (found.nothingThere()) {
            close(Obstacle.notThere(record));
        } else if (found.isIntact()) {
            live.keepServing();
            settle(found);
        } else if (++attempts < MOST_ATTEMPTS) {
            OngoingFetch fetch = live.fetch();
            tasks.end(
                    () -> {
                        fetch.again();
                        return true;
                    },
                    () -> fetching(fetch));
        } else {
            closeThen(() -> damaged(found));
        }
    }

    /** Serves at once what was verified; it is noted as verified only when the disk has it. */
    private void settle(Reading.Found found) {
        enter(record.seed() ? DatasetState.SEEDING : DatasetState.COMPLETE);
        Reading again = reading();
        tasks.read(Workshop.Place.CHECK, again::force, forced -> {
            keeping.stamp(known.key(), found.stamps());
            keep(record.with(record.progress().intact(Instant.now())));
            if (!record.seed()) {
                closeThen(this::rest);
            }
        });
    }

    private void check(BitSet files) {
        enter(DatasetState.CHECKING);
        Reading found = reading();
        tasks.read(Workshop.Place.CHECK, () -> found.of(files), this::checked);
    }

    private void checked(Reading.Found found) {
        if (found.nothingThere()) {
            stop(Obstacle.notThere(record));
        } else if (found.isIntact()) {
            keeping.stamp(known.key(), found.stamps());
            keep(record.with(record.progress().intact(Instant.now())));
            enter(DatasetState.WAITING);
        } else {
            damaged(found);
        }
    }

    private void damaged(Reading.Found found) {
        seenDamaged = Optional.of(found.seen());
        keeping.stamp(known.key(), found.stamps());
        keep(record.with(record.progress().damaged(found.damaged(), found.count())));
        enter(DatasetState.DAMAGED);
        why = Optional.of("%d of %d files are not what was published"
                .formatted(found.count(), known.wanted().cardinality()));
    }

    /** Files may have changed since they were last seen; {@code now} is how they are. */
    void seen(Stamps now) {
        boolean resting = state == DatasetState.SEEDING || state == DatasetState.COMPLETE;
        if (tasks.isBusy() || !(resting || state == DatasetState.DAMAGED)) {
            return;
        }
        Optional<Stamps> before = state == DatasetState.DAMAGED ? seenDamaged : keeping.stamps(known.key());
        if (before.isPresent() && !now.equals(before.get())) {
            closeThen(() -> enter(DatasetState.WAITING));
        }
    }

    /** What it lies on is not there any more. */
    void vanished() {
        boolean active = state == DatasetState.SEEDING || state == DatasetState.FETCHING;
        if (!tasks.isBusy() && (active || state == DatasetState.COMPLETE)) {
            close(Obstacle.notThere(record));
        }
    }

    void pause() {
        keep(record.paused(true));
        Runnable ending = detach();
        enter(DatasetState.PAUSED);
        tasks.end(Executors.callable(ending), () -> {});
    }

    /** Goes on, whatever it waits for; one whose folder is gone, though not its disk, is fetched anew. */
    void resume() {
        DatasetRecord before = record.paused(false);
        boolean anew = state == DatasetState.NOT_THERE && !record.published() && !unmounted;
        keep(anew ? before.with(before.progress().anew()) : before);
        // One that is just being left still has the state of before.
        boolean goesOn =
                state == DatasetState.SEEDING || state == DatasetState.FETCHING || state == DatasetState.VERIFYING;
        if (goesOn && live.transfer().isPresent()) {
            return;
        }
        attempts = 0;
        lacking = 0;
        Runnable ending = detach();
        DatasetRecord now = record;
        enter(DatasetState.WAITING);
        tasks.end(
                () -> {
                    if (anew) {
                        Opening.makePlace(now);
                    }
                    ending.run();
                    return true;
                },
                () -> {});
    }

    void connect(List<InetSocketAddress> peers) {
        keep(record.with(record.wishes().with(Means.joined(record.wishes().peers(), peers))));
        live.transfer().ifPresent(running -> peers.forEach(running::connect));
    }

    void wish(DatasetRecord changed) {
        keep(changed);
        live.limit(record.wishes().limits());
    }

    private void close(Obstacle obstacle) {
        closeThen(() -> stop(obstacle));
    }

    private void stop(Obstacle obstacle) {
        triedAt = System.nanoTime();
        enter(record.wishes().paused() ? DatasetState.PAUSED : obstacle.state());
        why = Optional.of(obstacle.why());
        unmounted = obstacle.unmounted();
    }

    /** Ends whatever is going on, then goes on with something else. */
    private void closeThen(Runnable next) {
        tasks.end(Executors.callable(detach()), next);
    }

    /** Leaves everything for good; it has ended when the result is there. */
    CompletableFuture<Boolean> leave() {
        return tasks.endAll(live.detach());
    }

    /** Leaves everything that is going on; the caller ends it, on any thread, by what this returns. */
    Runnable detach() {
        tasks.drop();
        Runnable ending = live.detach();
        keepTotals();
        return ending;
    }

    private void failed(RuntimeException failure) {
        Throwable disk = failure.getCause() instanceof IOException cause ? cause : failure;
        close(
                failure instanceof SeedbankException known
                        ? Obstacle.failed(known)
                        : Obstacle.failed("it could not go on: " + disk.getMessage()));
    }

    private void enter(DatasetState next) {
        state = next;
        why = Optional.empty();
        if (state == DatasetState.SEEDING || state == DatasetState.COMPLETE) {
            known.forgetTorrent();
        }
    }

    private void keep(DatasetRecord changed) {
        record = changed.with(changed.progress().with(tally.totals()));
        keeping.keep(known.key(), record);
    }

    /** Notes what was moved, if that is more than what is noted. */
    void keepTotals() {
        if (!tally.totals().equals(record.progress().totals())) {
            keep(record);
        }
    }

    private void show() {
        live.count();
        keeping.show(view());
    }

    DatasetView view() {
        return HoldingView.of(this, why, tally, bytesRead);
    }
}
