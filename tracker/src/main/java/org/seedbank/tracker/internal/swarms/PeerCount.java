package org.seedbank.tracker.internal.swarms;

/** Counts peers of a dataset, and how far they are. For one thread. */
public final class PeerCount {

    private final long bytes;
    private long seeders;
    private long leechers;
    private long paused;
    private long left;
    private double parts;

    /** For a dataset of this many bytes; negative where that is not known. */
    public PeerCount(long bytes) {
        this.bytes = bytes;
    }

    /** One more; who claims to lack more than there is lacks all of it. */
    void add(boolean seed, boolean pauses, long lacks) {
        if (seed) {
            seeders++;
            return;
        }
        leechers++;
        paused += pauses ? 1 : 0;
        if (bytes >= 0) {
            long bounded = lacks < 0 ? bytes : Math.min(lacks, bytes);
            left = saturated(left, bounded);
            parts += bytes == 0 ? 0 : 1 - (double) bounded / bytes;
        } else if (lacks > 0) {
            left = saturated(left, lacks);
        }
    }

    private static long saturated(long sum, long more) {
        return sum > Long.MAX_VALUE - more ? Long.MAX_VALUE : sum + more;
    }

    /** Peers that have everything. */
    public long seeders() {
        return seeders;
    }

    /** Peers that lack something. */
    public long leechers() {
        return leechers;
    }

    /** Those of them that fetch nothing more (BEP 21). */
    public long paused() {
        return paused;
    }

    /** Bytes that they lack, by what they say. */
    public long left() {
        return left;
    }

    /** Copies of the dataset that there are, those of peers that lack something in parts; seeders alone where its size is unknown. */
    public double copies() {
        return seeders + parts;
    }
}
