package org.seedbank.swarm.internal.webseed;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.seedbank.swarm.webseed.PieceBuffer;

/**
 * The pieces of one fetch, as its bridge sees them: which are wanted, who reads which, and which are here and wait for
 * libtorrent to take them. Safe for all threads; waiting ends when it is {@linkplain #end() ended}.
 */
final class PieceBoard {

    /** A piece that was handed over and of which libtorrent does not say that it has it is read again after that. */
    private static final Duration TAKEN = Duration.ofSeconds(60);

    /** A piece that another server is slow with is read from a second one after that, when there is nothing else to do. */
    private static final Duration SLOW = Duration.ofSeconds(5);

    /** Parts that libtorrent may wait for; more than it ever asks for at a time. */
    private static final int MOST_WAITING = 8_192;

    /** No reader takes more than this part of what is left, so that all have something to do to the end. */
    private static final int SHARE = 4;

    /** A part of a piece that libtorrent asks for. */
    record Asked(int piece, int begin, int length) {}

    /** Pieces that one reader takes one after the other. */
    record Claim(BitSet pieces, Object owner) {
        int first() {
            return pieces.nextSetBit(0);
        }

        int last() {
            return pieces.length() - 1;
        }
    }

    /** A piece that waits for libtorrent. */
    private static final class Ready {
        private final PieceBuffer buffer;
        private final long since = System.nanoTime();
        private int left;
        private int lent;

        Ready(PieceBuffer buffer) {
            this.buffer = buffer;
            this.left = buffer.bytes().length;
        }
    }

    private record Taken(Object owner, long since) {}

    /** A part of a piece that is being sent: its bytes stay as they are until it {@linkplain PieceBoard#sent was}. */
    static final class Loan {
        private final Asked asked;
        private final Ready from;

        private Loan(Asked asked, Ready from) {
            this.asked = asked;
            this.from = from;
        }

        /** All bytes of the piece. */
        byte[] bytes() {
            return from.buffer.bytes();
        }
    }

    private final BitSet wanted;
    private final int pieceLength;
    private final BitSet there = new BitSet();
    private final Map<Integer, Taken> claimed = new HashMap<>();
    private final Map<Integer, Ready> ready = new LinkedHashMap<>();
    private final Map<Integer, Long> given = new HashMap<>();
    private final List<Asked> waiting = new ArrayList<>();

    /** Rooms of whole pieces to be used again: made anew for each piece, they would keep the collector busy. */
    private final Deque<byte[]> rooms = new ArrayDeque<>();

    private int cursor;
    private long room;
    private long changes;
    private boolean begun;
    private boolean ended;

    /**
     * A board for these pieces.
     *
     * @param start the piece to begin at, so that not all who fetch at a time begin at the same
     * @param room bytes of pieces that may be here at a time, at least a piece
     */
    PieceBoard(BitSet wanted, int pieceLength, int start, long room) {
        this.wanted = wanted;
        this.pieceLength = pieceLength;
        this.cursor = start;
        this.room = room;
    }

    /** Libtorrent has these; what was handed over on an earlier connection is forgotten. */
    synchronized void began(BitSet has) {
        there.clear();
        there.or(has);
        given.clear();
        waiting.clear();
        has.stream().forEach(this::drop);
        begun = true;
        changed();
    }

    /** Libtorrent has got a piece, from wherever. */
    synchronized void got(int piece) {
        if (piece >= 0) {
            there.set(piece);
            given.remove(piece);
            drop(piece);
            changed();
        }
    }

    private void drop(int piece) {
        Ready dropped = ready.remove(piece);
        if (dropped != null) {
            room += dropped.buffer.bytes().length;
            if (dropped.lent == 0) {
                keep(dropped.buffer);
            }
        }
    }

    private void keep(PieceBuffer used) {
        if (used.bytes().length == pieceLength) {
            rooms.push(used.bytes());
        }
    }

    /** Tells whether a piece is still of use. */
    synchronized boolean needs(int piece) {
        return wanted.get(piece) && !there.get(piece) && !ready.containsKey(piece) && !isGiven(piece);
    }

    private boolean isGiven(int piece) {
        Long since = given.get(piece);
        return since != null && System.nanoTime() - since < TAKEN.toNanos();
    }

    /** Wanted pieces that libtorrent does not have. */
    synchronized BitSet missing() {
        BitSet missing = (BitSet) wanted.clone();
        missing.andNot(there);
        return missing;
    }

    /**
     * Takes a row of needed pieces that nobody reads.
     *
     * @param without those that the reader cannot have
     * @param most bytes to take, at least one piece is
     * @param gaps whether the row may go on behind pieces that are not needed
     */
    synchronized Optional<Claim> claim(Object owner, BitSet without, long most, boolean gaps) {
        if (!begun) {
            return Optional.empty();
        }
        BitSet free = missing();
        free.andNot(without);
        int start = gaps ? 0 : cursor;
        int first = next(free, start, true);
        if (first < 0) {
            first = next(free, 0, true);
        }
        if (first < 0) {
            return slow(owner, free);
        }
        BitSet pieces = new BitSet();
        long share = gaps ? most : Math.min(most, (long) free.cardinality() * pieceLength / SHARE);
        long end = first + Math.max(1, share / pieceLength);
        for (int piece = first; piece >= 0 && piece < end; piece = next(free, piece + 1, gaps)) {
            pieces.set(piece);
            claimed.put(piece, new Taken(owner, System.nanoTime()));
        }
        cursor = pieces.length();
        return Optional.of(new Claim(pieces, owner));
    }

    /** The next piece that nobody has; only the very one asked for unless gaps are allowed. */
    private int next(BitSet free, int from, boolean gaps) {
        for (int piece = free.nextSetBit(from); piece >= 0; piece = free.nextSetBit(piece + 1)) {
            if (!gaps && piece != from) {
                return -1;
            }
            if (!claimed.containsKey(piece) && !ready.containsKey(piece) && !isGiven(piece)) {
                return piece;
            }
        }
        return -1;
    }

    /** Nothing is left but what somebody else reads; what takes it long may come faster from here. */
    private Optional<Claim> slow(Object owner, BitSet free) {
        long now = System.nanoTime();
        for (Map.Entry<Integer, Taken> each : claimed.entrySet()) {
            boolean others = each.getValue().owner() != owner
                    && now - each.getValue().since() > SLOW.toNanos()
                    && free.get(each.getKey());
            if (others) {
                BitSet piece = new BitSet();
                piece.set(each.getKey());
                claimed.put(each.getKey(), new Taken(owner, now));
                return Optional.of(new Claim(piece, owner));
            }
        }
        return Optional.empty();
    }

    /** Gives back what is left of a claim. */
    synchronized void release(Claim claim) {
        claim.pieces().stream().forEach(piece -> {
            Taken taken = claimed.get(piece);
            if (taken != null && taken.owner() == claim.owner()) {
                claimed.remove(piece);
            }
        });
        changed();
    }

    /** Waits for room for a piece of this length, and takes it; empty when it is all over. */
    synchronized Optional<PieceBuffer> takeRoom(int piece, int length) throws InterruptedException {
        while (!ended && room < length) {
            wait();
        }
        if (ended) {
            return Optional.empty();
        }
        room -= length;
        boolean again = length == pieceLength && !rooms.isEmpty();
        return Optional.of(new PieceBuffer(piece, again ? rooms.pop() : new byte[length]));
    }

    /** Gives the room of a piece back that is of no use. */
    synchronized void giveRoom(PieceBuffer buffer) {
        room += buffer.bytes().length;
        keep(buffer);
        changed();
    }

    /**
     * Notes that a piece is here and right; its room is given back when it is gone.
     *
     * @return what libtorrent waits for of it; empty when it is of no use any more
     */
    synchronized Optional<List<Asked>> ready(PieceBuffer buffer) {
        if (!needs(buffer.piece())) {
            giveRoom(buffer);
            return Optional.empty();
        }
        ready.put(buffer.piece(), new Ready(buffer));
        claimed.remove(buffer.piece());
        List<Asked> asked =
                waiting.stream().filter(each -> each.piece() == buffer.piece()).toList();
        waiting.removeAll(asked);
        changed();
        return Optional.of(asked);
    }

    /** A part of a piece that libtorrent asks for; empty when it is to wait. */
    synchronized Optional<Loan> lend(Asked asked) {
        Ready here = ready.get(asked.piece());
        if (here != null) {
            here.lent++;
            return Optional.of(new Loan(asked, here));
        }
        given.remove(asked.piece());
        if (waiting.size() < MOST_WAITING) {
            waiting.add(asked);
        }
        changed();
        return Optional.empty();
    }

    /** Notes that a part was sent; a piece of which all was sent is not kept. */
    synchronized void sent(Loan loan) {
        int piece = loan.asked.piece();
        loan.from.lent--;
        loan.from.left -= loan.asked.length();
        if (loan.from.left <= 0 && ready.get(piece) == loan.from) {
            drop(piece);
            given.put(piece, System.nanoTime());
            changed();
        }
    }

    /** Bytes that are here. */
    synchronized long held() {
        return ready.values().stream()
                .mapToLong(each -> each.buffer.bytes().length)
                .sum();
    }

    /** Forgets what libtorrent has not asked for in this time, as it does not want it. Those are not read again. */
    synchronized void dropUnasked(Duration time) {
        long now = System.nanoTime();
        List<Integer> unasked = ready.entrySet().stream()
                .filter(each -> now - each.getValue().since > time.toNanos()
                        && each.getValue().left == each.getValue().buffer.bytes().length)
                .map(Map.Entry::getKey)
                .toList();
        unasked.forEach(piece -> {
            drop(piece);
            given.put(piece, now);
        });
        changed();
    }

    private void changed() {
        changes++;
        notifyAll();
    }

    /** A number that every change makes another one. */
    synchronized long changes() {
        return changes;
    }

    /** Waits for a change since there were so many, for a while at most. */
    synchronized void await(long seen, Duration time) throws InterruptedException {
        if (!ended && changes == seen) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, time.toNanos()));
        }
    }

    synchronized boolean isEnded() {
        return ended;
    }

    /** Nothing is of use any more. */
    synchronized void end() {
        ended = true;
        changed();
    }

    /** Wakes all who wait, as something that they go by has changed. */
    synchronized void wake() {
        changed();
    }
}
