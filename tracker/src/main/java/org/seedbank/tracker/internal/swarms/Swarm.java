package org.seedbank.tracker.internal.swarms;

import java.nio.ByteBuffer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.seedbank.tracker.api.TrackerBounds;
import org.seedbank.tracker.internal.swarms.PeerAddress.Nearness;

/** The peers of one infohash. Whoever uses one holds its lock. */
final class Swarm {

    private final Tally tally;
    private final PeerTable v4 = new PeerTable(false);
    private final PeerTable v6 = new PeerTable(true);
    private boolean closed;

    /** Empty. */
    Swarm(Tally tally) {
        this.tally = tally;
    }

    Tally tally() {
        return tally;
    }

    int size() {
        return v4.size() + v6.size();
    }

    int seeds() {
        return v4.seeds() + v6.seeds();
    }

    /** Tells whether it has been forgotten, and nothing may be added. */
    boolean isClosed() {
        return closed;
    }

    /** Forgets all peers, for good. {@code gone} is told of each once, however many threads close it. */
    void close(Consumer<PeerAddress> gone) {
        closed = true;
        v4.clear(gone);
        v6.clear(gone);
    }

    int find(Announce announce) {
        return table(announce.address()).find(announce.address(), announce.port());
    }

    boolean knows(PeerAddress address, int port) {
        return table(address).find(address, port) != PeerTable.NONE;
    }

    boolean isFull() {
        return size() >= TrackerBounds.PEERS_PER_TORRENT;
    }

    /** Adds one that is not there. */
    int add(Announce announce) {
        PeerAddress address = announce.address();
        return table(address).add(address, announce.port(), address.nearness());
    }

    /** Notes what one says that is there; returns its index from now on. */
    int update(int index, Announce announce, int deadline) {
        PeerTable table = table(announce.address());
        int now = table.update(index, deadline, announce.knownLeft(), announce.event() == Event.PAUSED);
        if (announce.event() == Event.COMPLETED && announce.left() == 0 && table.count(now)) {
            tally.complete();
        }
        return now;
    }

    /** Takes out one that is there. */
    void remove(int index, PeerAddress address) {
        table(address).remove(index);
    }

    void expire(int now, Consumer<PeerAddress> gone) {
        v4.expire(now, gone);
        v6.expire(now, gone);
    }

    /** Writes peers of one family for who asks; {@code index} is its own, where it is there. */
    void choose(boolean ofV6, int index, Announce announce, int wanted, ByteBuffer out) {
        PeerTable table = ofV6 ? v6 : v4;
        PeerAddress address = announce.address();
        int own = address.v6() == ofV6 ? index : PeerTable.NONE;
        boolean seeds = announce.left() == 0;
        // Only the asker's own address is known: whether it has one of the other family too, it has to find out.
        Nearness reach =
                index == PeerTable.NONE ? address.nearness() : table(address).nearness(index);
        table.choose(own, wanted, reach, seeds, ThreadLocalRandom.current(), out);
    }

    /** Counts all peers but those that another swarm of the same dataset has too. */
    void count(Swarm other, PeerCount into) {
        v4.count(other == null ? null : other.v4, into);
        v6.count(other == null ? null : other.v6, into);
    }

    private PeerTable table(PeerAddress address) {
        return address.v6() ? v6 : v4;
    }
}
