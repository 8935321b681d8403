package org.seedbank.swarm;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.seedbank.swarm.internal.session.SwarmErrors;
import org.seedbank.swarm.internal.session.Workers;
import org.seedbank.swarm.internal.transfer.Renewal;
import org.seedbank.swarm.internal.transfer.TransferClosing;
import org.seedbank.swarm.internal.transfer.TransferCore;

/**
 * One torrent in a session, seeded or fetched. Safe for all threads. Its owner closes it; closing the session closes it
 * too.
 */
public final class Transfer implements AutoCloseable {

    /** A slow disk has this long to take what was fetched; after it, closing goes on without. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final TransferCore core;
    private final TransferClosing closing;
    private final Consumer<Transfer> forget;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * A transfer that goes on already.
     *
     * @param forget is given it once it is closed
     */
    Transfer(TransferCore core, TransferClosing closing, Consumer<Transfer> forget) {
        this.core = core;
        this.closing = closing;
        this.forget = forget;
    }

    /** The torrent's name. */
    public String name() {
        return core.plan().name();
    }

    /** The torrent's name among sessions; a session has each once. */
    public SwarmKey key() {
        return core.plan().key();
    }

    /** What it is doing, at most a quarter of a second old. Never blocks. */
    public TransferStatus status() {
        return core.board().status();
    }

    /** Who could give what is missing, for a person who wonders why nothing comes. Never blocks. */
    public Outlook outlook() {
        TransferStatus now = status();
        return new Outlook(
                now.peers(), now.seeds(), core.knownPeers(), core.trackers().problem());
    }

    /** How it is taken up anew by itself when libtorrent has lost a piece. */
    public Renewal renewal() {
        return core.renewal();
    }

    /** Adds a listener; it hears what has happened so far, without progress, and then what happens. */
    public void addListener(TransferListener listener) {
        core.board().add(listener);
    }

    /** Removes a listener; an event that is on its way may still reach it. */
    public void removeListener(TransferListener listener) {
        core.board().remove(listener);
    }

    /**
     * Waits until every wanted byte is there and served.
     *
     * @throws SwarmException.TimedOut when that takes longer than {@code limit}
     * @throws SwarmException.DiskFailed when the disk fails
     * @throws SwarmException.DataMissing when a dataset that is only seeded turns out to be damaged
     * @throws SwarmException.Closed when the transfer is closed, before or meanwhile
     */
    public void awaitSeeding(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        if (!isComplete(core.board().await(Transfer::isSettled, progress -> deadline, status -> {}))) {
            throw new SwarmException.TimedOut("seeding '%s'".formatted(name()), limit);
        }
    }

    /**
     * Waits until every wanted byte has arrived, as long as bytes keep coming, and then until libtorrent, which says so
     * before its writes have ended, has handed all of them to the operating system: whoever reads the files then reads
     * what was fetched.
     *
     * @param silence how long no byte may come before this gives up; checking files counts as bytes
     * @param observer is shown the status a few times a second, on this thread
     * @throws SwarmException.Stalled when nothing came for that long; the transfer goes on
     * @throws SwarmException.TimedOut when the disk does not take in half a minute what has arrived
     * @throws SwarmException.DiskFailed when the disk fails
     * @throws SwarmException.DataMissing when a dataset that is only seeded turns out to be damaged
     * @throws SwarmException.Closed when the transfer is closed, before or meanwhile
     */
    public void awaitFinished(Duration silence, Consumer<TransferStatus> observer) throws InterruptedException {
        if (!isComplete(core.board().await(Transfer::isSettled, progress -> progress + silence.toNanos(), observer))) {
            throw new SwarmException.Stalled(name(), silence);
        }
        if (core.plan().fetches()) {
            awaitWritten();
        }
    }

    private void awaitWritten() throws InterruptedException {
        try {
            core.requestFlush().get(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw SwarmErrors.rethrown(e);
        } catch (TimeoutException e) {
            throw new SwarmException.TimedOut("writing what was fetched", CLOSE_LIMIT);
        }
        isComplete(status());
    }

    /**
     * Waits, without limit, until the transfer fails or is closed.
     *
     * @param observer is shown the status a few times a second while it changes, on this thread
     * @return the status then, {@code FAILED} or {@code CLOSED}
     */
    public TransferStatus awaitEnd(Consumer<TransferStatus> observer) throws InterruptedException {
        long never = Duration.ofDays(365).toNanos();
        return core.board().await(Transfer::hasEnded, progress -> System.nanoTime() + never, observer);
    }

    private static boolean hasEnded(TransferStatus status) {
        return status.state() == TransferState.FAILED || status.state() == TransferState.CLOSED;
    }

    private static boolean isSettled(TransferStatus status) {
        return status.state() == TransferState.SEEDING || hasEnded(status);
    }

    private boolean isComplete(TransferStatus status) {
        return switch (status.state()) {
            case SEEDING -> true;
            case FAILED -> throw core.failure().exception(core.plan().layout().root());
            case CLOSED -> throw new SwarmException.Closed("the transfer of '%s'".formatted(name()));
            default -> false;
        };
    }

    /** Tries a peer, at the session's next full second. */
    public void connect(InetSocketAddress peer) {
        core.wishes().connect(peer);
    }

    /**
     * Limits what this transfer moves, within what the session may; until it is called there is no limit of its own.
     * Returns at once.
     *
     * <p>With 0 bytes up a transfer that has every wanted byte leaves its peers, though its state stays {@code SEEDING};
     * one that still fetches must send its requests, and sends 8 KiB/s at most, of which a part may be pieces. With 0
     * bytes down a fetch asks for nothing and serves what it has; its state stays {@code FETCHING}.
     *
     * @param up bytes sent per second; 0 for none, empty for no limit
     * @param down bytes received per second; 0 for none, empty for no limit
     * @throws IllegalArgumentException when a limit is negative
     */
    public void limit(Optional<Long> up, Optional<Long> down) {
        SwarmLimits.requireRate(up);
        SwarmLimits.requireRate(down);
        core.throttle().limit(up, down);
    }

    /** Leaves all peers and touches no file until {@link #resume()}. Returns at once. */
    public void pause() {
        core.wishes().pause();
    }

    /** Goes on after {@link #pause()}, or tries again after a failure. Returns at once. */
    public void resume() {
        core.wishes().resume();
    }

    /**
     * Writes down what a fetch has, so that another process can go on from there; this also happens by itself every few
     * seconds and on closing. Does nothing for a dataset that is only seeded.
     *
     * @throws SwarmException.FolderUnusable when it cannot be written
     * @throws SwarmException.TimedOut when that takes longer than half a minute
     */
    public void saveResume() throws InterruptedException {
        if (!core.plan().keepsNotes() || closed.get()) {
            return;
        }
        try {
            core.requestResume().saved().get(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw SwarmErrors.rethrown(e);
        } catch (TimeoutException e) {
            throw new SwarmException.TimedOut("saving what was fetched", CLOSE_LIMIT);
        }
    }

    /**
     * Takes the torrent out of the session and keeps its files: writes down what a fetch has, waits until libtorrent has
     * written and closed the files, half a minute at most, and stops listeners. When this returns the files can be
     * verified. Does nothing the second time.
     */
    @Override
    public void close() {
        if (beginClose()) {
            endClose(System.nanoTime() + CLOSE_LIMIT.toNanos());
        }
    }

    /** Starts closing and returns at once; whether nobody else did before. */
    boolean beginClose() {
        boolean first = closed.compareAndSet(false, true);
        if (first) {
            closing.begin();
        }
        return first;
    }

    void endClose(long deadline) {
        closing.end(deadline);
        ended.countDown();
        forget.accept(this);
    }

    /** Waits until whoever began closing has ended it; an interrupt is kept for later. */
    void awaitClosed(long deadline) {
        Workers.await(ended, deadline);
    }
}
