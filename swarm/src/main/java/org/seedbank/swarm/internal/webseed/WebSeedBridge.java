package org.seedbank.swarm.internal.webseed;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;
import org.seedbank.swarm.internal.transfer.NativeTorrent;
import org.seedbank.swarm.webseed.Pace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stay of a bridge with libtorrent: a connection, and readers that fill it. Ends when libtorrent ends the connection, or
 * when it is closed.
 */
final class WebSeedBridge implements AutoCloseable, BridgePeer.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(WebSeedBridge.class);

    /** Readers of all servers together. */
    static final int READERS = 12;

    private static final Duration UNASKED = Duration.ofSeconds(60);
    private static final Duration ALIVE = Duration.ofSeconds(60);

    private final Metainfo torrent;
    private final PieceRow row;
    private final List<WebServer> servers;
    private final PieceBoard board;
    private final Optional<SessionDoor> session;
    private final DirectIntake direct;
    private final Pace pace;
    private final ExecutorService threads;
    private final List<PieceFeed> feeds = new ArrayList<>();
    private volatile Optional<BridgePeer> peer = Optional.empty();
    private volatile boolean over;
    private long alive = System.nanoTime();

    /**
     * Not connected yet.
     *
     * @param wanted pieces that are fetched
     * @param session where libtorrent can be called; empty where it cannot be, so that it is given pieces directly
     * @param room bytes of pieces that it may hold
     */
    WebSeedBridge(
            Metainfo torrent,
            BitSet wanted,
            List<WebServer> servers,
            Optional<SessionDoor> session,
            NativeTorrent natively,
            Pace pace,
            long room) {
        this.torrent = torrent;
        this.row = new PieceRow(torrent);
        this.servers = servers;
        this.session = session;
        this.direct = new DirectIntake(natively);
        this.pace = pace;
        int start = wanted.nextSetBit(ThreadLocalRandom.current().nextInt(Math.max(1, wanted.length())));
        this.board = new PieceBoard(wanted, torrent.pieceLength(), Math.max(0, start), room);
        this.threads = LongLivedThreads.pool("seedbank-swarm-webseed", READERS + 2, READERS + 8);
    }

    /** Begins, on threads of its own. */
    void start() {
        if (session.isPresent()) {
            later(() -> run(session.get()));
        } else {
            direct.ask(this::begin);
        }
    }

    private void begin(BitSet there) {
        board.began(there);
        read();
    }

    private void read() {
        for (int i = 0; i < READERS && !over; i++) {
            PieceFeed feed = new PieceFeed(torrent, row, servers, board, pace, this::offer, i);
            synchronized (feeds) {
                feeds.add(feed);
            }
            later(feed::run);
        }
    }

    private void later(Runnable task) {
        try {
            threads.execute(LongLivedThreads.guarded(task));
        } catch (RejectedExecutionException e) {
            LOG.debug("the bridge of '{}' ends", torrent.name(), e);
        }
    }

    private void run(SessionDoor door) {
        try (BridgePeer connected = BridgePeer.connect(door, infohash(), Math.toIntExact(torrent.pieceCount()))) {
            peer = Optional.of(connected);
            read();
            if (!over) {
                connected.listen(this);
            }
        } catch (IOException e) {
            LOG.debug("the bridge of '{}' ends", torrent.name(), e);
        } finally {
            close();
        }
    }

    private byte[] infohash() {
        return torrent.infoHashV1().or(torrent::infoHashV2).orElseThrow().bytes();
    }

    /** Every second: ends what does not move, and shows libtorrent that it is still there. Returns at once. */
    void look() {
        synchronized (feeds) {
            feeds.forEach(PieceFeed::endIfSlow);
        }
        board.dropUnasked(UNASKED);
        if (session.isEmpty()) {
            direct.ask(has -> has.stream().forEach(board::got));
        }
        long now = System.nanoTime();
        if (now - alive > ALIVE.toNanos() && !over) {
            alive = now;
            later(this::keepAlive);
        }
        board.wake();
    }

    private void keepAlive() {
        peer.ifPresent(each -> {
            try {
                each.keepAlive();
            } catch (IOException e) {
                close();
            }
        });
    }

    /** Bytes that are here, or are just coming. */
    long held() {
        synchronized (feeds) {
            return board.held() + feeds.stream().mapToLong(PieceFeed::held).sum();
        }
    }

    boolean isOver() {
        return over;
    }

    boolean isConnected() {
        return peer.isPresent() && !over;
    }

    @Override
    public void began(BitSet there) {
        board.began(there);
    }

    @Override
    public void got(int piece) {
        board.got(piece);
    }

    @Override
    public void asked(int piece, int begin, int length) throws IOException {
        int most = PieceFeed.length(torrent, piece);
        if (begin < 0 || length <= 0 || begin > most - length) {
            peer.orElseThrow().reject(piece, begin, length);
            return;
        }
        send(new PieceBoard.Asked(piece, begin, length));
    }

    private void send(PieceBoard.Asked asked) throws IOException {
        Optional<PieceBoard.Loan> loan = board.lend(asked);
        if (loan.isPresent()) {
            peer.orElseThrow()
                    .send(
                            asked.piece(),
                            asked.begin(),
                            asked.length(),
                            loan.get().bytes());
            board.sent(loan.get());
        }
    }

    /** A piece is here. */
    private void offer(int piece, List<PieceBoard.Asked> waiting) {
        if (session.isEmpty()) {
            // It stays until libtorrent says that it has it.
            board.lend(new PieceBoard.Asked(piece, 0, 0)).ifPresent(loan -> {
                direct.give(piece, loan.bytes());
                board.sent(loan);
            });
            return;
        }
        try {
            peer.orElseThrow().offer(piece);
            for (PieceBoard.Asked each : waiting) {
                send(each);
            }
            peer.orElseThrow().flush();
        } catch (IOException e) {
            LOG.debug("the bridge of '{}' broke", torrent.name(), e);
            close();
        }
    }

    @Override
    public void close() {
        over = true;
        board.end();
        peer.ifPresent(BridgePeer::close);
        synchronized (feeds) {
            feeds.forEach(PieceFeed::close);
        }
        threads.shutdownNow();
    }
}
