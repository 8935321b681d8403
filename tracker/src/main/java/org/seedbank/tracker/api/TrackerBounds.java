package org.seedbank.tracker.api;

import java.time.Duration;

/**
 * Limits of a tracker, so that nobody who announces can take more of the machine than this.
 *
 * @param torrents most infohashes that have peers, which matters where any may be announced
 * @param peers most peers of all infohashes together; one takes 30 to 60 bytes
 * @param announcesPerMinute most announces and scrapes of one address, or of one IPv6 network of 64 bits; 0 for no limit
 * @param torrentsPerAddress most places in swarms that one address may have; 0 for no limit
 * @param interval the shortest time after which peers are to announce again; it grows with their number
 */
public record TrackerBounds(
        int torrents, int peers, int announcesPerMinute, int torrentsPerAddress, Duration interval) {

    /** The shortest interval that may be set. */
    public static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(5);

    /** The longest interval, also under load; a peer that has gone is listed for twice as long. */
    public static final Duration LONGEST_INTERVAL = Duration.ofHours(2);

    /** Most peers of one infohash. */
    public static final int PEERS_PER_TORRENT = 100_000;

    /** Announces a second that the interval keeps all peers together to. */
    public static final int ANNOUNCES_PER_SECOND = 100;

    /** Bounds for a group, or an institute. */
    public static final TrackerBounds USUAL =
            new TrackerBounds(100_000, 500_000, 3_000, 20_000, Duration.ofMinutes(10));

    /** Throws {@link IllegalArgumentException} when one is out of its range. */
    public TrackerBounds {
        if (torrents < 1 || peers < 1 || announcesPerMinute < 0 || torrentsPerAddress < 0) {
            throw new IllegalArgumentException("a bound is too small");
        }
        if (interval.compareTo(SHORTEST_INTERVAL) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException("an interval is from %d s to %d s, not %d s"
                    .formatted(SHORTEST_INTERVAL.toSeconds(), LONGEST_INTERVAL.toSeconds(), interval.toSeconds()));
        }
    }

    /** The seconds after which a peer is to announce again while so many are listed. */
    public int intervalFor(int listed) {
        long grown = Math.max(interval.toSeconds(), listed / ANNOUNCES_PER_SECOND);
        return (int) Math.min(grown, LONGEST_INTERVAL.toSeconds());
    }
}
