package org.seedbank.tracker.internal.swarms;

import java.util.Optional;

/** What an announce is answered with. Immutable, but for the arrays, which are who gets it own's. */
public final class Answer {

    private static final byte[] NONE = {};

    private final Refusal refusal;
    private final int seeders;
    private final int leechers;
    private final int interval;
    private final byte[] v4;
    private final byte[] v6;

    private Answer(Refusal refusal, int seeders, int leechers, int interval, byte[] v4, byte[] v6) {
        this.refusal = refusal;
        this.seeders = seeders;
        this.leechers = leechers;
        this.interval = interval;
        this.v4 = v4;
        this.v6 = v6;
    }

    /** Nothing, for a reason. */
    static Answer refused(Refusal why) {
        return new Answer(why, 0, 0, 0, NONE, NONE);
    }

    /** Peers in their compact form. */
    static Answer of(int seeders, int leechers, int interval, byte[] v4, byte[] v6) {
        return new Answer(null, seeders, leechers, interval, v4, v6);
    }

    /** Why there is nothing else. */
    public Optional<Refusal> refusal() {
        return Optional.ofNullable(refusal);
    }

    public int seeders() {
        return seeders;
    }

    public int leechers() {
        return leechers;
    }

    /** Seconds after which the peer is to announce again. */
    public int interval() {
        return interval;
    }

    /** Six bytes for each peer. */
    public byte[] v4() {
        return v4;
    }

    /** Eighteen bytes for each peer. */
    public byte[] v6() {
        return v6;
    }
}
