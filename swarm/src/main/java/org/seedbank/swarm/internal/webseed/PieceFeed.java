package org.seedbank.swarm.internal.webseed;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.repair.PieceCheck;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;
import org.seedbank.swarm.webseed.Pace;
import org.seedbank.swarm.webseed.PieceBuffer;
import org.seedbank.swarm.webseed.WebSeedReader;
import org.seedbank.swarm.webseed.WebSeedTrouble;

/** One reader of a bridge: takes pieces from whichever server has room for it, and holds each against its hash. */
final class PieceFeed implements AutoCloseable {

    /** A request is for as much as came in this time, so that it costs little beside what it brings. */
    private static final Duration REQUEST = Duration.ofSeconds(3);

    private static final long FIRST_REQUEST = 4 << 20;
    private static final long LONGEST_REQUEST = 64 << 20;

    /** So much of a piece is worth waiting for its server to come back. */
    private static final int MUCH = 256 << 10;

    private static final Duration WORTH_WAITING = Duration.ofMinutes(2);

    private static final Duration IDLE = Duration.ofSeconds(1);

    /** Is given pieces that are here and right. */
    interface Taker {
        /** With what libtorrent waits for of it. */
        void take(int piece, List<PieceBoard.Asked> waiting);
    }

    private final Metainfo torrent;
    private final List<WebServer> servers;
    private final PieceBoard board;
    private final Pace pace;
    private final Taker taker;
    private final int number;
    private final PieceCheck check;
    private long requestBytes = FIRST_REQUEST;

    private volatile Optional<WebSeedReader> reader = Optional.empty();
    private volatile Optional<PieceBuffer> current = Optional.empty();
    private volatile boolean tooSlow;

    private final SlowWindow window = new SlowWindow();
    private long read;
    private boolean answered;

    /** The number says with which server it begins, so that readers spread. */
    PieceFeed(
            Metainfo torrent,
            PieceRow row,
            List<WebServer> servers,
            PieceBoard board,
            Pace pace,
            Taker taker,
            int number) {
        this.torrent = torrent;
        this.servers = servers;
        this.board = board;
        this.pace = pace;
        this.taker = taker;
        this.number = number;
        this.check = new PieceCheck(torrent, row);
    }

    /** Bytes that a piece has in the row of files and padding. */
    static int length(Metainfo torrent, int piece) {
        if (piece < 0 || piece >= torrent.pieceCount()) {
            return 0;
        }
        long left = torrent.rowLength() - (long) piece * torrent.pieceLength();
        return torrent.format().hasV1() ? (int) Math.min(torrent.pieceLength(), left) : torrent.pieceLength();
    }

    /** Reads until all is over. */
    void run() {
        try {
            while (!board.isEnded()) {
                long seen = board.changes();
                if (!round()) {
                    board.await(seen, IDLE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean round() throws InterruptedException {
        for (int i = 0; i < servers.size(); i++) {
            WebServer server = servers.get((number + i) % servers.size());
            if (server.enter()) {
                try {
                    Optional<PieceBoard.Claim> claim = server.claim(this, board, requestBytes);
                    if (claim.isPresent()) {
                        read(server, claim.get());
                        return true;
                    }
                } finally {
                    server.left();
                }
            }
        }
        return false;
    }

    private void read(WebServer server, PieceBoard.Claim claim) throws InterruptedException {
        tooSlow = false;
        answered = false;
        long began = System.nanoTime();
        long before = read;
        try (WebSeedReader opened = server.reader(bytes -> took(server, bytes))) {
            reader = Optional.of(opened);
            int piece = claim.first();
            while (piece >= 0 && !board.isEnded()) {
                if (board.needs(piece) && !take(server, opened, piece, claim.last())) {
                    return;
                }
                piece = claim.pieces().nextSetBit(piece + 1);
            }
        } finally {
            reader = Optional.empty();
            board.release(claim);
            requestBytes = requestBytes(read - before, System.nanoTime() - began);
        }
    }

    private static long requestBytes(long bytes, long nanos) {
        double next = (double) bytes / Math.max(1, nanos) * REQUEST.toNanos();
        return (long) Math.min(LONGEST_REQUEST, Math.max(1, next));
    }

    /** Reads one piece; false when it is no use to go on with the next. */
    private boolean take(WebServer server, WebSeedReader opened, int piece, int last) throws InterruptedException {
        Optional<PieceBuffer> room = board.takeRoom(piece, length(torrent, piece));
        if (room.isEmpty()) {
            return false;
        }
        PieceBuffer buffer = room.get();
        current = room;
        boolean handed = false;
        try {
            if (!fill(server, opened, buffer, last)) {
                return false;
            }
            if (!check.agrees(piece, buffer.bytes())) {
                server.wrong(piece);
                return true;
            }
            server.right();
            handed = true;
            board.ready(buffer).ifPresent(waiting -> taker.take(piece, waiting));
            return true;
        } finally {
            current = Optional.empty();
            if (!handed) {
                board.giveRoom(buffer);
            }
        }
    }

    /** Goes on with what a connection that broke has left: at once when it had brought something, else when the server may be asked. */
    private boolean fill(WebServer server, WebSeedReader opened, PieceBuffer buffer, int last)
            throws InterruptedException {
        long until = System.nanoTime() + WORTH_WAITING.toNanos();
        do {
            int before = buffer.filled();
            try {
                window.begin();
                server.beginWait(window);
                opened.read(buffer, last);
                return true;
            } catch (WebSeedTrouble e) {
                server.trouble(e, buffer.piece());
                if (e.kind() == WebSeedTrouble.Kind.NO_RANGES) {
                    return false; // What lies before this piece is needed as well, and is read first by the next claim.
                }
            } catch (IOException e) {
                if (tooSlow) {
                    server.hangs(buffer.piece());
                } else {
                    server.broke(e, buffer.filled() > before, buffer.piece());
                }
                tooSlow = false;
            } finally {
                server.endWait(window);
                window.end();
            }
        } while (awaitServer(server, buffer, until));
        return false;
    }

    /** Waits for a server, with a piece of which much is here; false when that has no use. */
    private boolean awaitServer(WebServer server, PieceBuffer buffer, long until) throws InterruptedException {
        if (buffer.filled() < MUCH && server.isPaused()) {
            return false;
        }
        while (server.isPaused() && System.nanoTime() - until < 0 && board.needs(buffer.piece())) {
            board.await(board.changes(), IDLE);
        }
        return !server.isPaused()
                && !server.leavesOut(buffer.piece())
                && board.needs(buffer.piece())
                && !board.isEnded();
    }

    private void took(WebServer server, int bytes) throws InterruptedException {
        server.answers();
        if (!answered) {
            answered = true;
            board.wake(); // A server that has shown how it answers may be asked by more readers.
        }
        read += bytes;
        window.took(bytes);
        long before = System.nanoTime();
        window.pause();
        pace.took(bytes);
        window.goOn(System.nanoTime() - before);
    }

    /** Every second: ends a request that has brought next to nothing. */
    void endIfSlow() {
        if (window.isTooSlow()) {
            tooSlow = true;
            reader.ifPresent(WebSeedReader::close);
        }
    }

    /** Bytes of the piece that is coming. */
    long held() {
        return current.map(PieceBuffer::filled).orElse(0);
    }

    @Override
    public void close() {
        reader.ifPresent(WebSeedReader::close);
    }
}
