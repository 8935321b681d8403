package org.seedbank.swarm.internal.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.libtorrent4j.swig.announce_endpoint;
import org.libtorrent4j.swig.announce_entry;
import org.libtorrent4j.swig.announce_entry_vector;
import org.libtorrent4j.swig.announce_infohash;
import org.libtorrent4j.swig.torrent_handle;

/**
 * What libtorrent knows of a tracker that it asks itself, by each of its own addresses and by both infohashes of a hybrid.
 *
 * @param url as libtorrent was given it
 * @param seeders how many have everything, by the tracker's count
 * @param leechers how many are fetching, by the tracker's count
 * @param next when it is asked again, from now on
 * @param takes what of the torrent it takes
 */
public record NativeTracker(
        String url, OptionalInt seeders, OptionalInt leechers, Optional<Duration> next, Takes takes) {

    /** What of a torrent it takes now, at any of our addresses. */
    public enum Takes {
        /** Each infohash that it was asked about. */
        ALL,
        /** One of the two infohashes of a hybrid, and not the other. */
        ONE_OF_TWO,
        /** None, or it was not asked yet. */
        NOTHING
    }

    /** Those of a torrent. Control thread only. */
    public static List<NativeTracker> of(torrent_handle handle) {
        announce_entry_vector trackers = handle.trackers();
        List<NativeTracker> known = new ArrayList<>();
        for (announce_entry tracker : trackers) {
            known.add(new NativeTracker(
                    tracker.getUrl(),
                    most(tracker, announce_infohash::getScrape_complete),
                    most(tracker, announce_infohash::getScrape_incomplete),
                    next(tracker),
                    takes(tracker)));
        }
        trackers.delete();
        return known;
    }

    private static Takes takes(announce_entry tracker) {
        List<announce_infohash> first = new ArrayList<>();
        List<announce_infohash> second = new ArrayList<>();
        tracker.getEndpoints().stream().filter(announce_endpoint::getEnabled).forEach(endpoint -> {
            first.add(endpoint.get_infohash_v1());
            second.add(endpoint.get_infohash_v2());
        });
        boolean one = first.stream().anyMatch(NativeTracker::works);
        boolean other = second.stream().anyMatch(NativeTracker::works);
        if (!one && !other) {
            return Takes.NOTHING;
        }
        boolean refuses = (one ? second : first).stream().anyMatch(asked -> asked.getFails() > 0);
        return one != other && refuses ? Takes.ONE_OF_TWO : Takes.ALL;
    }

    private static boolean works(announce_infohash asked) {
        return asked.getStart_sent() && asked.getFails() == 0;
    }

    private static Stream<announce_infohash> each(announce_entry tracker) {
        return tracker.getEndpoints().stream()
                .filter(announce_endpoint::getEnabled)
                .flatMap(endpoint -> Stream.of(endpoint.get_infohash_v1(), endpoint.get_infohash_v2()));
    }

    /** libtorrent has a negative number for what it was not told. */
    private static OptionalInt most(announce_entry tracker, ToIntFunction<announce_infohash> count) {
        return each(tracker).mapToInt(count).filter(number -> number >= 0).max();
    }

    /** Times are milliseconds since 1970; those of the past mean nothing. */
    private static Optional<Duration> next(announce_entry tracker) {
        long now = System.currentTimeMillis();
        OptionalLong next = each(tracker)
                .mapToLong(announce_infohash::get_next_announce)
                .filter(time -> time > now)
                .min();
        return next.isPresent() ? Optional.of(Duration.ofMillis(next.getAsLong() - now)) : Optional.empty();
    }
}
