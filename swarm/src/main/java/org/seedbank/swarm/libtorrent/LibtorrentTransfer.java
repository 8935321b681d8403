package org.seedbank.swarm.libtorrent;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.libtorrent4j.swig.peer_info_vector;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.PeerView;
import org.seedbank.swarm.PieceMap;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.SwarmLimits;
import org.seedbank.swarm.Transfer;
import org.seedbank.swarm.TransferListener;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;
import org.seedbank.swarm.internal.session.Workers;
import org.seedbank.swarm.internal.sources.PeerViews;
import org.seedbank.swarm.internal.transfer.NativePieces;
import org.seedbank.swarm.internal.transfer.Renewal;
import org.seedbank.swarm.internal.transfer.SuperSeeding;
import org.seedbank.swarm.internal.transfer.TransferClosing;
import org.seedbank.swarm.internal.transfer.TransferCore;
import org.seedbank.swarm.internal.transfer.TransferRequests;

/** A transfer of libtorrent's. */
final class LibtorrentTransfer implements Transfer {

    /** A slow disk has this long to take what was fetched; after it, closing goes on without. */
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(30);

    private final TransferCore core;
    private final TransferRequests requests;
    private final Renewal renewal;
    private final TransferClosing closing;
    private final Consumer<LibtorrentTransfer> forget;
    private final Consumer<Metainfo> urls;
    private final Consumer<List<HostPort>> strangers;
    private volatile Optional<SuperSeeding> superSeeding = Optional.empty();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    /**
     * A transfer that goes on already.
     *
     * @param urls is given the torrent whose trackers and web seeds are to be asked in place of others
     * @param strangers is given peers that somebody else has named
     * @param forget is given it once it is closed
     */
    LibtorrentTransfer(
            TransferCore core,
            Renewal renewal,
            TransferClosing closing,
            Consumer<Metainfo> urls,
            Consumer<List<HostPort>> strangers,
            Consumer<LibtorrentTransfer> forget) {
        this.core = core;
        this.requests = new TransferRequests(core);
        this.renewal = renewal;
        this.closing = closing;
        this.urls = urls;
        this.strangers = strangers;
        this.forget = forget;
    }

    /** It is an original of which each piece is offered to one peer first. */
    void offersPiecesOnce(SuperSeeding way) {
        superSeeding = Optional.of(way);
    }

    /** Every second, on the control thread. */
    void lookAtOffers() {
        superSeeding.ifPresent(SuperSeeding::look);
    }

    @Override
    public String name() {
        return core.plan().name();
    }

    @Override
    public SwarmKey key() {
        return core.plan().key();
    }

    @Override
    public TransferStatus status() {
        return core.board().status();
    }

    @Override
    public Availability availability() {
        TransferStatus now = status();
        return new Availability(
                now.peers(),
                now.seeds(),
                core.offering(),
                core.knownPeers(),
                core.peers().declining(),
                core.seedSeen(),
                core.copies(),
                core.silentSince(),
                core.given(),
                core.trackers().problem());
    }

    @Override
    public List<Source> sources() {
        return core.sources().sources();
    }

    @Override
    public Optional<SortedMap<Sha256, byte[]>> pieceLayers() throws InterruptedException {
        return core.torrent().pieceLayers();
    }

    @Override
    public Optional<PieceMap> pieces(int spans) throws InterruptedException {
        return core.torrent()
                .ask(NativePieces::of)
                .map(found -> found.map(spans))
                .filter(map -> map.pieces() > 0);
    }

    @Override
    public Optional<List<Long>> bytesOfFiles(int from, int count) throws InterruptedException {
        int[] theirs = core.plan().layout().theirs(from, count);
        return core.torrent()
                .ask(NativePieces::bytesOfFiles)
                .filter(bytes -> theirs.length == 0 || theirs[theirs.length - 1] < bytes.size())
                .map(bytes -> IntStream.of(theirs).mapToObj(bytes::get).toList());
    }

    @Override
    public List<PeerView> peers() throws InterruptedException {
        return core.torrent()
                .ask(bound -> {
                    peer_info_vector connected = new peer_info_vector();
                    bound.get_peer_info(connected);
                    return PeerViews.of(connected);
                })
                .orElse(List.of());
    }

    /** How it is taken up anew by itself when libtorrent has lost a piece. */
    Renewal renewal() {
        return renewal;
    }

    TransferRequests requests() {
        return requests;
    }

    void lookAtPeers() {
        core.lookAtPeers();
    }

    boolean fetches() {
        return core.plan().fetches();
    }

    @Override
    public void addListener(TransferListener listener) {
        core.board().add(listener);
    }

    @Override
    public void removeListener(TransferListener listener) {
        core.board().remove(listener);
    }

    @Override
    public void awaitSeeding(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        if (!isComplete(core.board().await(LibtorrentTransfer::isSettled, progress -> deadline, status -> {}))) {
            throw new SwarmException.TimedOut("seeding '%s'".formatted(name()), limit);
        }
    }

    @Override
    public void awaitFinished(Duration silence, Consumer<TransferStatus> observer) throws InterruptedException {
        if (!isComplete(core.board()
                .await(LibtorrentTransfer::isSettled, progress -> progress + silence.toNanos(), observer))) {
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
            throw Workers.rethrown(e);
        } catch (TimeoutException e) {
            throw new SwarmException.TimedOut("writing what was fetched", CLOSE_LIMIT);
        }
        isComplete(status());
    }

    @Override
    public TransferStatus awaitEnd(Consumer<TransferStatus> observer) throws InterruptedException {
        long never = Duration.ofDays(365).toNanos();
        return core.board().await(LibtorrentTransfer::hasEnded, progress -> System.nanoTime() + never, observer);
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

    @Override
    public void replaceUrls(Metainfo edited) {
        if (!SwarmKey.of(edited).equals(key())) {
            throw new IllegalArgumentException("'%s' is another torrent".formatted(edited.name()));
        }
        if (!closed.get()) {
            urls.accept(edited);
        }
    }

    @Override
    public void introduce(List<HostPort> peers) {
        if (!closed.get()) {
            strangers.accept(peers);
        }
    }

    @Override
    public void connect(InetSocketAddress peer) {
        core.peers().name(peer);
        requests.call(peer);
    }

    @Override
    public void callPeers() {
        requests.callPeers();
    }

    @Override
    public void limit(Optional<Long> up, Optional<Long> down) {
        SwarmLimits.requireRate(up);
        SwarmLimits.requireRate(down);
        core.throttle().limit(up, down);
    }

    @Override
    public void pause() {
        requests.pause();
    }

    @Override
    public void resume() {
        requests.resume();
    }

    @Override
    public void saveResume() throws InterruptedException {
        if (!core.plan().keepsNotes() || closed.get()) {
            return;
        }
        try {
            core.requestResume().saved().get(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw Workers.rethrown(e);
        } catch (TimeoutException e) {
            throw new SwarmException.TimedOut("saving what was fetched", CLOSE_LIMIT);
        }
    }

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
