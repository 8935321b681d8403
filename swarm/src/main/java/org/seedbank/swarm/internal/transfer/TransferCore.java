package org.seedbank.swarm.internal.transfer;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.libtorrent4j.swig.torrent_handle;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.TransferEvent;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;
import org.seedbank.swarm.internal.session.Session;
import org.seedbank.swarm.local.LocalActivity;

/**
 * One torrent in a session: turns what libtorrent says of it into a status and events. What libtorrent
 * says comes on the alert thread.
 */
public final class TransferCore {

    private final TransferPlan plan;
    private final Session session;
    private final NativeTorrent torrent;
    private final ResumeSaver saver;
    private final LocalPresence presence;
    private final StatusBoard board;
    private final NativeAnswers answers = new NativeAnswers();
    private final Intent intent = new Intent();
    private final Throttle throttle;
    private final StatusReader reader;
    private final AtomicBoolean started = new AtomicBoolean();
    private final TrackerHealth trackers = new TrackerHealth();
    private volatile int knownPeers;
    private volatile boolean looked;
    private volatile Optional<TransferFailure> stopped = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();

    public TransferCore(TransferPlan plan, Session session, ResumeSaver saver, LocalPresence presence) {
        this.plan = plan;
        this.session = session;
        this.torrent = new NativeTorrent(session);
        this.saver = saver;
        this.presence = presence;
        this.reader = new StatusReader(plan, intent);
        this.board = new StatusBoard(TransferStatus.starting(plan.bytesWanted()), session::event);
        this.throttle = new Throttle(plan, torrent, board, intent, session::limits);
    }

    public TransferPlan plan() {
        return plan;
    }

    public SwarmKey key() {
        return plan.key();
    }

    public StatusBoard board() {
        return board;
    }

    NativeAnswers answers() {
        return answers;
    }

    public ResumeSaver saver() {
        return saver;
    }

    public LocalPresence presence() {
        return presence;
    }

    Intent intent() {
        return intent;
    }

    public NativeTorrent torrent() {
        return torrent;
    }

    public Throttle throttle() {
        return throttle;
    }

    /** Runs work that waits for the disk. */
    void onDisk(Runnable task) {
        session.onDisk(task);
    }

    /** The native torrent; before it is bound there are no peers and no disk work. */
    public void bind(torrent_handle bound) {
        if (plan.fetches()) {
            throttle.apply(bound);
        }
        if (intent.isPaused()) {
            bound.pause();
        }
        torrent.bind(bound);
        startWhenLooked();
    }

    /** libtorrent's newest status. */
    void observe(NativeStatus seen) {
        throttle.observe(seen.phase());
        knownPeers = seen.peers().known();
        seen.fault()
                .ifPresent(fault -> fail(TransferFailure.ofDisk(plan.layout().file(fault.file()), fault.reason())));
        if (seen.phase() != NativeStatus.Phase.LOOKING) {
            looked = true;
            startWhenLooked();
        }
        TransferState state = reader.state(seen);
        if (state == TransferState.FAILED) {
            fail(TransferFailure.ofDamage());
        }
        show(reader.status(stopped.isPresent() ? TransferState.FAILED : state, seen, problem));
    }

    /**
     * A fetch is added paused and resumed when libtorrent has looked at the files: resuming connects to the known peers
     * at once, while otherwise they wait for the session's next full second. One that failed or was paused meanwhile
     * waits for its owner.
     */
    private void startWhenLooked() {
        boolean ready = looked && torrent.isBound() && stopped.isEmpty() && !intent.isPaused();
        if (ready && started.compareAndSet(false, true)) {
            torrent.resume();
        }
    }

    private void show(TransferStatus next) {
        if (!board.show(next)) {
            return;
        }
        if (next.state() == TransferState.SEEDING) {
            board.tell(new TransferEvent.Finished());
        }
        onDisk(() -> announce(next.state()));
    }

    private void announce(TransferState state) {
        if (plan.isForPieces()) {
            return; // A few pieces in a place of their own are no copy that others could look for.
        }
        switch (state) {
            case SEEDING -> presence.show(LocalActivity.SEEDING);
            case FETCHING -> presence.show(LocalActivity.FETCHING);
            default -> presence.withdraw();
        }
    }

    void resumed() {
        intent.resumed();
    }

    /** The disk refused; libtorrent has stopped the torrent, or at least its writing. */
    void diskFailed(String file, String reason) {
        Optional<DatasetPath> ours = plan.layout().file(file);
        fail(TransferFailure.ofDisk(ours, ours.isPresent() || file.isEmpty() ? reason : file + ": " + reason));
        if (stopped.isPresent()) {
            show(board.status().with(problem).in(TransferState.FAILED));
        }
    }

    /** A failure from before the transfer was told to go on is no longer of interest. */
    private void fail(TransferFailure failure) {
        if (stopped.isEmpty() && !intent.isResuming()) {
            stopped = Optional.of(failure);
            problem = Optional.of(failure.text());
            board.tell(new TransferEvent.Failed(failure.file(), failure.reason()));
        }
    }

    /** Lets waiting begin anew before libtorrent has taken up what it is told to do, which starts it too. */
    void forgetFailure() {
        started.set(true);
        stopped = Optional.empty();
        problem = Optional.empty();
        board.show(board.status().with(problem).in(TransferState.CHECKING));
    }

    /** Why a transfer stopped that was seen to have stopped, even if it was told to go on meanwhile. */
    public TransferFailure failure() {
        return stopped.orElseGet(() -> TransferFailure.ofDisk(Optional.empty(), problem.orElse("no reason given")));
    }

    void trackerWarned(String tracker, String reason) {
        problem = Optional.of(tracker + ": " + reason);
        board.tell(new TransferEvent.TrackerWarned(tracker, reason));
    }

    public TrackerHealth trackers() {
        return trackers;
    }

    /** Peers that were heard of. */
    public int knownPeers() {
        return knownPeers;
    }

    void pieceRejected(String reason) {
        reader.pieceRejected();
        board.tell(new TransferEvent.PeerMisbehaved(reason));
    }

    void peerBanned(String reason) {
        reader.peerBanned();
        board.tell(new TransferEvent.PeerMisbehaved(reason));
    }

    void resumeData(PieceSet pieces) {
        ResumeSaver.Request request = saver.answered();
        onDisk(() -> saver.write(pieces, request));
    }

    /** Asks libtorrent to end its writes and close the files. */
    public CompletableFuture<Void> requestFlush() {
        CompletableFuture<Void> flushed = answers.expectFlush();
        torrent.later(bound -> bound.flush_cache());
        return flushed;
    }

    /** Asks libtorrent for what it has; the answer comes as {@link #resumeData} and is written down. */
    public ResumeSaver.Request requestResume() {
        ResumeSaver.Request request = saver.expect(board.status().bytesDone());
        torrent.later(bound -> bound.save_resume_data());
        return request;
    }
}
