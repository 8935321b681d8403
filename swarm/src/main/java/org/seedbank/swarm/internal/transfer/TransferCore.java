package org.seedbank.swarm.internal.transfer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.libtorrent4j.swig.peer_info_vector;
import org.libtorrent4j.swig.torrent_handle;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.TransferEvent;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;
import org.seedbank.swarm.internal.announce.Announcing;
import org.seedbank.swarm.internal.session.NativeTracker;
import org.seedbank.swarm.internal.session.Session;
import org.seedbank.swarm.internal.sources.ConnectedPeer;
import org.seedbank.swarm.internal.sources.LocalAnswer;
import org.seedbank.swarm.internal.sources.PeerBook;
import org.seedbank.swarm.internal.sources.Silence;
import org.seedbank.swarm.internal.sources.SourceBoard;
import org.seedbank.swarm.local.LocalActivity;
import org.seedbank.web.OwnAddresses;

/**
 * One torrent in a session: turns what libtorrent says of it into a status and events. What libtorrent
 * says comes on the alert thread.
 */
public final class TransferCore implements Seeker {

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
    private final SourceBoard sources = new SourceBoard();
    private final PeerBook peers;
    private volatile Optional<Announcing> announcing = Optional.empty();
    private volatile Consumer<String> askingWhy = tracker -> {};
    private volatile int knownPeers;
    private volatile Optional<Instant> seedSeen = Optional.empty();
    private volatile OptionalDouble copies = OptionalDouble.empty();
    private volatile OptionalInt offering = OptionalInt.empty();
    private volatile Optional<Instant> silentSince = Optional.empty();
    private volatile Optional<Instant> given = Optional.empty();

    /** Used on the control thread only. */
    private final Silence silence = new Silence();

    /** Used on the alert thread only. */
    private final LocalAnswer localAnswer = new LocalAnswer();

    private volatile Feeder feeder = Feeder.NONE;
    private volatile long useful;
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
        this.peers = new PeerBook(InstantSource.system(), session::port);
        this.sources.add(trackers::sources);
        this.sources.add(peers::sources);
        plan.fetching().ifPresent(fetch -> fetch.peers().forEach(peers::name));
        this.throttle = new Throttle(plan, torrent, intent, session::limits);
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
        if (seen.peers().seeds() > 0 && silentSince.isEmpty()) {
            seedSeen = Optional.of(Instant.now());
        }
        Optional<TransferFailure> failure = seen.fault()
                .flatMap(fault -> fail(TransferFailure.ofDisk(plan.layout().file(fault.file()), fault.reason())));
        if (seen.phase() != NativeStatus.Phase.LOOKING) {
            looked = true;
            startWhenLooked();
        }
        TransferState state = reader.state(seen);
        if (state == TransferState.FAILED) {
            failure = failure.or(() -> fail(TransferFailure.ofDamage()));
        }
        TransferStatus next = reader.status(stopped.isPresent() ? TransferState.FAILED : state, seen, problem);
        useful = reader.useful();
        show(withPeersOnce(next), useful + feeder.held());
        failure.ifPresent(this::tell);
    }

    /** Without the feeder, and each peer once; connections may have ended since they were compared. */
    private TransferStatus withPeersOnce(TransferStatus status) {
        int others = Math.max(0, status.peers() - feeder.peers());
        int once = Math.max(Math.min(1, others), others - peers.doubled());
        return once == status.peers() ? status : status.withPeers(once);
    }

    /** Whether no peer is connected that has shaken hands. */
    boolean isAlone() {
        return peers.shaken() <= feeder.peers();
    }

    /** Has bytes come in by another way than peers, too. */
    public void feedBy(Feeder other) {
        feeder = other;
    }

    /** Has the feeder ask at once for what it had in vain. */
    void askFeeder() {
        feeder.askAgain();
    }

    /** Bytes that a feeder holds are progress, though libtorrent does not know of them yet. */
    public void fed() {
        board.progress(useful + feeder.held());
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

    private void show(TransferStatus next, long useful) {
        if (!board.show(next, useful)) {
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

    /**
     * Somebody in the local network has announced that it wants this or has it. libtorrent calls nobody from here whom it once saw have
     * everything, though it may have begun anew since, so that one hears of us and calls. Alert thread only.
     */
    void heardLocally() {
        if (board.status().state() == TransferState.SEEDING
                && !throttle.isSilent()
                && localAnswer.isDue(System.nanoTime())) {
            torrent.later(bound -> bound.force_lsd_announce());
        }
    }

    void resumed() {
        intent.resumed();
    }

    /** The disk refused; libtorrent has stopped the torrent, or at least its writing. */
    void diskFailed(String file, String reason) {
        Optional<DatasetPath> ours = plan.layout().file(file);
        Optional<TransferFailure> failure =
                fail(TransferFailure.ofDisk(ours, ours.isPresent() || file.isEmpty() ? reason : file + ": " + reason));
        if (stopped.isPresent()) {
            show(board.status().with(problem).in(TransferState.FAILED), 0);
        }
        failure.ifPresent(this::tell);
    }

    /** Notes the first failure, and returns it; one from before the transfer was told to go on is no longer of interest. */
    private Optional<TransferFailure> fail(TransferFailure failure) {
        if (stopped.isPresent() || intent.isResuming()) {
            return Optional.empty();
        }
        stopped = Optional.of(failure);
        problem = Optional.of(failure.text());
        return stopped;
    }

    /** Behind the status: whoever hears of it finds that the transfer has failed. */
    private void tell(TransferFailure failure) {
        board.tell(new TransferEvent.Failed(failure.file(), failure.reason()));
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

    /** Its trackers over HTTP are asked by this. */
    public void announcedBy(Announcing found) {
        announcing = Optional.of(found);
        sources.add(found::sources);
    }

    /** What asks its trackers over HTTP; empty before it is in the session. */
    public Optional<Announcing> announcing() {
        return announcing;
    }

    @Override
    public void countByTrackers() {
        torrent.later(handle -> NativeTracker.of(handle).forEach(trackers::counted));
    }

    /** A tracker that has refused without words that libtorrent understands is asked for them by this, which returns at once. */
    public void asksWhy(Consumer<String> asking) {
        askingWhy = asking;
    }

    @Override
    public void refusedWithoutWords(String tracker) {
        askingWhy.accept(tracker);
    }

    /** A tracker has said why it refuses. */
    public void told(String tracker, String words) {
        trackers.told(tracker, words);
        trackerWarned(tracker, words);
    }

    @Override
    public void trackerWarned(String tracker, String reason) {
        String shown = AddressKeys.hidden(tracker);
        problem = Optional.of(shown + ": " + reason);
        board.tell(new TransferEvent.TrackerWarned(shown, reason));
    }

    /** It is asked again after a while. */
    public void webSeedFailed(String url, String reason) {
        trackers.failed(Source.Kind.WEB_SEED, url, reason);
        trackerWarned(url, reason);
    }

    @Override
    public TrackerHealth trackers() {
        return trackers;
    }

    /** By what it finds peers and bytes. */
    public SourceBoard sources() {
        return sources;
    }

    /** Peers that were heard of, each once, without this session itself. */
    public int knownPeers() {
        return Math.max(board.status().peers(), peers.known(Math.max(0, knownPeers - feeder.peers())));
    }

    @Override
    public PeerBook peers() {
        return peers;
    }

    /** When somebody who has everything was last connected. */
    public Optional<Instant> seedSeen() {
        return seedSeen;
    }

    /** Has the peers that are connected looked at, and how many copies they have together. */
    public void lookAtPeers() {
        TransferStatus now = board.status();
        if (now.peers() == 0) {
            peers.connected(List.of());
            listen(List.of());
            copies = OptionalDouble.empty();
            offering = OptionalInt.empty();
            return;
        }
        torrent.later(bound -> {
            peer_info_vector connected = new peer_info_vector();
            bound.get_peer_info(connected);
            List<ConnectedPeer> those = ConnectedPeer.of(connected);
            peers.connected(those);
            listen(those);
            boolean wanted = plan.fetches() && now.seeds() == 0;
            copies = wanted ? copies(bound) : OptionalDouble.empty();
        });
    }

    private void listen(List<ConnectedPeer> connected) {
        // The feeder calls from this machine.
        List<ConnectedPeer> peersAlone = connected.stream()
                .filter(peer -> !peer.isWebSeed())
                .filter(peer ->
                        feeder.peers() == 0 || !OwnAddresses.has(peer.address().getAddress()))
                .toList();
        offering = OptionalInt.of(
                (int) peersAlone.stream().filter(ConnectedPeer::offers).count());
        if (silence.isBrokenBy(peersAlone)) {
            given = Optional.of(Instant.now());
        }
        silentSince = silence.look(connected, System.nanoTime()).map(Instant.now()::minus);
    }

    /** How many of the peers that are connected show something of what is missing here, and let it be asked for; empty while nobody has looked. */
    public OptionalInt offering() {
        return offering;
    }

    /** When the last byte came, where connected peers that were asked for pieces send nothing any more. */
    public Optional<Instant> silentSince() {
        return silentSince;
    }

    /** When a peer last sent bytes of it. */
    public Optional<Instant> given() {
        return given;
    }

    /** Negative, or 0, where libtorrent does not know. */
    private static OptionalDouble copies(torrent_handle bound) {
        double copies = bound.status(torrent_handle.query_distributed_copies).getDistributed_copies();
        return copies < 0 ? OptionalDouble.empty() : OptionalDouble.of(copies);
    }

    /** How many whole copies connected peers and this transfer have together; empty where somebody has everything. */
    public OptionalDouble copies() {
        return copies;
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

    /** Brings bytes to a transfer by another way than peers, in the guise of one. Safe for all threads. */
    public interface Feeder {

        /** None. */
        Feeder NONE = new Feeder() {
            @Override
            public int peers() {
                return 0;
            }

            @Override
            public long held() {
                return 0;
            }

            @Override
            public void askAgain() {
                // There is nobody to ask.
            }
        };

        /** How many of the peers that libtorrent sees are it. */
        int peers();

        /** Bytes that it holds, on their way to libtorrent. */
        long held();

        /** Has it ask at once for what it does not ask for now, as it was had in vain. */
        void askAgain();
    }
}
