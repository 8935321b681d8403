package org.seedbank.tracker.internal.swarms;

/**
 * What a peer asks and says of itself.
 *
 * @param hash the swarm
 * @param address where it was seen; what it says of its address itself counts for nothing
 * @param port where it listens; 0 and 1 are what peers say that do not
 * @param event what has happened
 * @param left bytes that it lacks, negative where it does not know
 * @param wanted peers that it wants of each family, negative for as many as usual
 */
public record Announce(Hash20 hash, PeerAddress address, int port, Event event, long left, int wanted) {

    /** Peers that one gets who does not say how many. */
    static final int USUAL_PEERS = 50;

    private static final int LOWEST_PORT = 2;

    /** Tells whether others could reach it. */
    boolean isReachable() {
        return port >= LOWEST_PORT;
    }

    int wanted(int most) {
        return Math.min(wanted < 0 ? USUAL_PEERS : wanted, most);
    }

    /** Whatever is unknown or makes no sense is one thing. */
    long knownLeft() {
        return left < 0 ? PeerTable.UNKNOWN : left;
    }
}
