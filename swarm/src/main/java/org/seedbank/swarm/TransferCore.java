package org.seedbank.swarm;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.torrent_handle;
import org.seedbank.integrity.DatasetPath;

/**
 * One torrent in a session: turns what libtorrent says of it into a status and events, and what its owner wants into
 * calls. What libtorrent says comes on the alert thread, wishes come on any thread.
 */
final class TransferCore {

    private static final String DAMAGED = "the files no longer hold what was published";

    private final TransferPlan plan;
    private final long bytesWanted;
    private final Session session;
    private final ResumeSaver saver;
    private final LocalPresence presence;
    private final Board board;
    private final NativeAnswers answers = new NativeAnswers();
    private final AtomicBoolean started = new AtomicBoolean();
    private volatile torrent_handle handle;
    private volatile boolean looked;
    private volatile boolean paused;
    private volatile boolean recheckAsked;
    private volatile Optional<String> stopped = Optional.empty();
    private volatile Optional<String> problem = Optional.empty();

    TransferCore(TransferPlan plan, Session session, ResumeSaver saver, LocalPresence presence) {
        this.plan = plan;
        this.bytesWanted = plan.bytesWanted();
        this.session = session;
        this.saver = saver;
        this.presence = presence;
        this.board = new Board(TransferStatus.starting(bytesWanted), session::event);
    }

    TransferPlan plan() {
        return plan;
    }

    SwarmKey key() {
        return SwarmKey.of(plan.torrent());
    }

    Board board() {
        return board;
    }

    NativeAnswers answers() {
        return answers;
    }

    ResumeSaver saver() {
        return saver;
    }

    LocalPresence presence() {
        return presence;
    }

    /** The native torrent; before it is bound there are no peers and no disk work. */
    void bind(torrent_handle bound) {
        handle = bound;
        startWhenLooked();
    }

    /** Runs a call of the native torrent on the control thread; a torrent that is gone is no error. */
    void natively(Consumer<torrent_handle> call) {
        inSession((ignored, torrent) -> call.accept(torrent));
    }

    void inSession(BiConsumer<session, torrent_handle> call) {
        session.later(natively -> {
            if (handle != null && handle.is_valid()) {
                call.accept(natively, handle);
            }
        });
    }

    /** libtorrent's newest status. */
    void observe(Observation seen) {
        if (seen.phase() != Observation.Phase.LOOKING) {
            looked = true;
            startWhenLooked();
        }
        if (seen.phase() == Observation.Phase.HASHING) {
            recheckAsked = false;
        }
        seen.fault().ifPresent(fault -> fail(plan.layout().file(fault.file()), fault.reason()));
        TransferState state = state(seen);
        if (state == TransferState.FAILED && stopped.isEmpty()) {
            fail(Optional.empty(), DAMAGED);
        }
        show(status(state, seen));
    }

    /**
     * A fetch is added paused and resumed when libtorrent has looked at the files: resuming connects to the known peers
     * at once, while otherwise they wait for the session's next full second.
     */
    private void startWhenLooked() {
        if (looked && handle != null && started.compareAndSet(false, true)) {
            handle.resume();
        }
    }

    private TransferState state(Observation seen) {
        if (stopped.isPresent()) {
            return TransferState.FAILED;
        }
        if (paused) {
            return TransferState.PAUSED;
        }
        boolean checking = seen.phase() == Observation.Phase.LOOKING || seen.phase() == Observation.Phase.HASHING;
        if (checking || recheckAsked) {
            return TransferState.CHECKING;
        }
        if (seen.phase() == Observation.Phase.COMPLETE) {
            return TransferState.SEEDING;
        }
        return plan.fetches() ? TransferState.FETCHING : TransferState.FAILED;
    }

    private TransferStatus status(TransferState state, Observation seen) {
        long done =
                switch (seen.phase()) {
                    case LOOKING -> 0;
                    case HASHING -> (long) (bytesWanted * (seen.checked() / 1e6));
                    case INCOMPLETE -> Math.min(seen.done(), bytesWanted);
                    case COMPLETE -> bytesWanted;
                };
        return new TransferStatus(state, done, bytesWanted, seen.traffic(), seen.peers(), seen.seeds(), problem);
    }

    private void show(TransferStatus next) {
        if (!board.show(next)) {
            return;
        }
        if (next.state() == TransferState.SEEDING) {
            board.tell(new TransferEvent.Finished());
        }
        session.onDisk(() -> announce(next.state()));
    }

    private void announce(TransferState state) {
        switch (state) {
            case SEEDING -> presence.show(LocalActivity.SEEDING);
            case FETCHING -> presence.show(LocalActivity.FETCHING);
            default -> presence.withdraw();
        }
    }

    /** libtorrent entered a phase, perhaps for too short a time for any status to show it. */
    void entered(Observation.Phase phase) {
        if (phase == Observation.Phase.LOOKING || phase == Observation.Phase.HASHING) {
            recheckAsked = false;
        }
    }

    /** The disk refused; libtorrent has stopped the torrent, or at least its writing. */
    void diskFailed(String file, String reason) {
        Optional<DatasetPath> ours = plan.layout().file(file);
        fail(ours, ours.isPresent() || file.isEmpty() ? reason : file + ": " + reason);
        show(board.status().with(problem.orElse(reason)).in(TransferState.FAILED));
    }

    private void fail(Optional<DatasetPath> file, String reason) {
        if (stopped.isEmpty()) {
            stopped = Optional.of(reason);
            problem = Optional.of(file.map(path -> path + ": " + reason).orElse(reason));
            board.tell(new TransferEvent.Failed(file, reason));
        }
    }

    void trackerWarned(String tracker, String reason) {
        problem = Optional.of(tracker + ": " + reason);
        board.tell(new TransferEvent.TrackerWarned(tracker, reason));
    }

    void peerMisbehaved(String reason) {
        board.tell(new TransferEvent.PeerMisbehaved(reason));
    }

    void resumeData(PieceSet pieces) {
        CompletableFuture<Void> saved = saver.answered();
        session.onDisk(() -> saver.write(pieces, saved));
    }

    CompletableFuture<Void> requestResume() {
        CompletableFuture<Void> saved = saver.expect(board.status().bytesDone());
        natively(torrent -> torrent.save_resume_data());
        return saved;
    }

    /** What happens by itself every few seconds: writing down what a fetch has, if that is more than last time. */
    void saveProgress() {
        TransferStatus now = board.status();
        boolean moves = now.state() == TransferState.FETCHING || now.state() == TransferState.SEEDING;
        if (plan.fetches() && moves && saver.isBehind(now.bytesDone())) {
            // A write that fails is logged by the disk thread, and tried again the next time.
            CompletableFuture<Void> unused = requestResume();
        }
    }

    /** What happens by itself every second: a fetch without peers looks for processes of this machine that have it. */
    void findLocalPeers() {
        TransferStatus now = board.status();
        if (now.state() == TransferState.FETCHING && now.peers() == 0) {
            session.onDisk(() -> presence.others().forEach(this::connect));
        }
    }

    void connect(InetSocketAddress peer) {
        Endpoints.of(peer).ifPresent(endpoint -> natively(torrent -> torrent.connect_peer(endpoint)));
    }

    void pause() {
        paused = true;
        natively(torrent -> torrent.pause());
    }

    void resume() {
        paused = false;
        stopped = Optional.empty();
        natively(torrent -> {
            torrent.clear_error();
            if (plan.fetches()) {
                torrent.unset_flags(libtorrent.getUpload_mode());
            }
            torrent.resume();
        });
    }

    void recheck() {
        recheckAsked = board.status().state() != TransferState.CHECKING;
        stopped = Optional.empty();
        board.show(board.status().in(TransferState.CHECKING));
        natively(torrent -> torrent.force_recheck());
    }
}
