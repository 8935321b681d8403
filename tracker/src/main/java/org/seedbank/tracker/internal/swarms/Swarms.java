package org.seedbank.tracker.internal.swarms;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.tracker.api.TrackedDataset;
import org.seedbank.tracker.api.TrackerBounds;

/**
 * All swarms of a tracker. Safe for all threads. A thread holds the lock of one swarm at a time, but for the one that
 * counts, which may hold two.
 */
public final class Swarms {

    private static final byte[] NONE = {};
    private static final int V4_BYTES = 6;
    private static final int V6_BYTES = 18;
    private static final int SPREAD = 20;

    /** Addresses that ask without being in a swarm, such as those that scrape. */
    private static final int MORE_ADDRESSES = 65_536;

    private static final long NANOS = 1_000_000_000L;

    private final TrackerBounds bounds;
    private final boolean open;
    private final Clock clock;
    private final LongSupplier nanos;
    private final long began;
    private final AddressLimits limits;
    private final Refusals refusals;
    private final Map<Hash20, Swarm> swarms = new ConcurrentHashMap<>();
    private final Map<Hash20, Tally> tallies = new ConcurrentHashMap<>();
    private final AtomicInteger peers = new AtomicInteger();
    private volatile Map<Hash20, TrackedDataset> allowed = Map.of();
    private volatile List<TrackedDataset> datasets = List.of();

    /**
     * No swarm yet, and none allowed.
     *
     * @param open whether any infohash may be announced
     * @param refusals is told of announces that get nothing
     * @param clock for what is kept
     * @param nanos for what lasts: {@link System#nanoTime}, but in tests
     */
    public Swarms(TrackerBounds bounds, boolean open, Refusals refusals, Clock clock, LongSupplier nanos) {
        this.bounds = bounds;
        this.open = open;
        this.refusals = refusals;
        this.clock = clock;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.limits = new AddressLimits(
                bounds.announcesPerMinute(), bounds.torrentsPerAddress(), bounds.peers() + MORE_ADDRESSES, nanos);
    }

    /** Puts back what was kept of a swarm, before anybody asks. */
    public void restore(Hash20 hash, Tally tally) {
        tallies.put(hash, tally);
    }

    /** From now on, these are the datasets; peers of others are forgotten at once, unless any may be announced. */
    public void allow(Collection<TrackedDataset> now) {
        Map<Hash20, TrackedDataset> byHash = new HashMap<>(now.size() * 4);
        for (TrackedDataset each : now) {
            hashes(each).forEach(hash -> byHash.putIfAbsent(hash, each));
        }
        datasets = List.copyOf(now);
        allowed = byHash;
        if (!open) {
            swarms.keySet().stream().filter(hash -> !byHash.containsKey(hash)).forEach(this::forget);
        }
    }

    /** By which infohashes a dataset is announced. */
    static Stream<Hash20> hashes(TrackedDataset dataset) {
        return Stream.of(dataset.infohashes().v1(), dataset.infohashes().v2())
                .flatMap(Optional::stream)
                .map(Hash20::of);
    }

    private boolean isAllowed(Hash20 hash) {
        return open || allowed.containsKey(hash);
    }

    private void forget(Hash20 hash) {
        Swarm swarm = swarms.remove(hash);
        if (swarm != null) {
            synchronized (swarm) {
                swarm.close(this::gone);
            }
        }
    }

    private void gone(PeerAddress address) {
        peers.decrementAndGet();
        limits.giveBack(address);
    }

    /** Seconds since it began. */
    private int now() {
        return (int) ((nanos.getAsLong() - began) / NANOS);
    }

    /**
     * Does what a peer asks.
     *
     * @param mostV4 most IPv4 peers of an answer
     * @param mostV6 most IPv6 peers
     */
    public Answer announce(Announce announce, int mostV4, int mostV6) {
        if (!limits.admits(announce.address())) {
            return refused(Refusal.TOO_OFTEN, announce);
        }
        Hash20 hash = announce.hash();
        if (!isAllowed(hash)) {
            return refused(Refusal.NOT_LISTED, announce);
        }
        while (true) {
            Swarm swarm = swarms.get(hash);
            if (swarm == null) {
                if (swarms.size() >= bounds.torrents()) {
                    return refused(Refusal.FULL, announce);
                }
                swarm = swarms.computeIfAbsent(hash, key -> new Swarm(tally(key)));
            }
            synchronized (swarm) {
                if (!isAllowed(hash)) {
                    swarms.remove(hash, swarm);
                    swarm.close(this::gone);
                    return refused(Refusal.NOT_LISTED, announce);
                }
                if (!swarm.isClosed()) {
                    return answer(swarm, announce, mostV4, mostV6);
                }
            }
        }
    }

    /** Where any infohash may be announced, not each can have its tally. */
    private Tally tally(Hash20 hash) {
        Tally known = tallies.get(hash);
        if (known != null) {
            return known;
        }
        return allowed.containsKey(hash) || tallies.size() < bounds.torrents() * 2
                ? tallies.computeIfAbsent(hash, key -> new Tally(0, 0))
                : new Tally(0, 0);
    }

    private Answer answer(Swarm swarm, Announce announce, int mostV4, int mostV6) {
        int interval = bounds.intervalFor(peers.get());
        int index = swarm.find(announce);
        if (announce.event() == Event.STOPPED) {
            if (index != PeerTable.NONE) {
                swarm.remove(index, announce.address());
                gone(announce.address());
            }
            return Answer.of(swarm.seeds(), swarm.size() - swarm.seeds(), interval, NONE, NONE);
        }
        if (announce.isReachable()) {
            if (index == PeerTable.NONE) {
                if (swarm.isFull() || peers.get() >= bounds.peers()) {
                    // It is told of others all the same.
                    refusals.count(Refusal.FULL, announce.address());
                } else if (limits.take(announce.address())) {
                    peers.incrementAndGet();
                    index = swarm.add(announce);
                } else {
                    return refused(Refusal.TOO_MANY_TORRENTS, announce);
                }
            }
            if (index != PeerTable.NONE) {
                index = swarm.update(index, announce, now() + 2 * interval);
                if (announce.left() == 0) {
                    swarm.tally().seeded(clock.instant().getEpochSecond());
                }
            }
        }
        byte[] v4 = chosen(swarm, false, index, announce, mostV4);
        byte[] v6 = chosen(swarm, true, index, announce, mostV6);
        // Those that came at the same moment are not to come at the same moment again.
        int spread = ThreadLocalRandom.current().nextInt(interval / SPREAD + 1);
        return Answer.of(swarm.seeds(), swarm.size() - swarm.seeds(), interval - spread, v4, v6);
    }

    private Answer refused(Refusal why, Announce announce) {
        refusals.count(why, announce.address());
        return Answer.refused(why);
    }

    private static byte[] chosen(Swarm swarm, boolean v6, int index, Announce announce, int most) {
        if (most == 0) {
            return NONE;
        }
        int wanted = Math.min(announce.wanted(most), swarm.size());
        ByteBuffer out = ByteBuffer.allocate(wanted * (v6 ? V6_BYTES : V4_BYTES));
        swarm.choose(v6, index, announce, wanted, out);
        byte[] all = out.array();
        return out.position() == all.length ? all : Arrays.copyOf(all, out.position());
    }

    /** Tells whether a peer is announced from this address with this port, as it is until it leaves or has not been heard of. */
    public boolean knows(Hash20 hash, PeerAddress address, int port) {
        Swarm swarm = swarms.get(hash);
        if (swarm == null) {
            return false;
        }
        synchronized (swarm) {
            return swarm.knows(address, port);
        }
    }

    /**
     * Figures of a swarm for a scrape (BEP 48).
     *
     * @param seeders peers that have everything
     * @param completed downloads that were completed
     * @param leechers peers that lack something
     */
    public record Scraped(int seeders, long completed, int leechers) {}

    /** The figures of a swarm; empty where the infohash may not be announced. */
    public Optional<Scraped> scrape(Hash20 hash) {
        if (!isAllowed(hash)) {
            return Optional.empty();
        }
        Swarm swarm = swarms.get(hash);
        if (swarm == null) {
            Tally kept = tallies.get(hash);
            return Optional.of(new Scraped(0, kept == null ? 0 : kept.completed(), 0));
        }
        synchronized (swarm) {
            return Optional.of(new Scraped(swarm.seeds(), swarm.tally().completed(), swarm.size() - swarm.seeds()));
        }
    }

    /** Tells whether an address may scrape now, and takes note. */
    public boolean admits(PeerAddress address) {
        boolean admitted = limits.admits(address);
        if (!admitted) {
            refusals.count(Refusal.TOO_OFTEN, address);
        }
        return admitted;
    }

    /** Forgets peers that have not announced for two intervals, and swarms without any. */
    public void expire() {
        int now = now();
        swarms.forEach((hash, swarm) -> {
            synchronized (swarm) {
                swarm.expire(now, this::gone);
                if (swarm.size() == 0) {
                    swarms.remove(hash, swarm);
                    swarm.close(this::gone);
                }
            }
        });
        limits.sweep();
    }

    /** Goes through what is to be kept of swarms. */
    public void tallies(BiConsumer<Hash20, Tally> each) {
        tallies.forEach(each);
    }

    /** All places that peers have in swarms. */
    public int places() {
        return peers.get();
    }

    /** The seconds after which peers are to announce again now. */
    public int interval() {
        return bounds.intervalFor(peers.get());
    }

    /** What is allowed, and may have peers or not. */
    public List<TrackedDataset> datasets() {
        return datasets;
    }

    /** Infohashes with peers that no dataset has; only where any may be announced. */
    public List<Hash20> others() {
        Map<Hash20, TrackedDataset> known = allowed;
        return swarms.keySet().stream()
                .filter(hash -> !known.containsKey(hash))
                .sorted()
                .toList();
    }

    /** Counts the peers of a swarm of which nothing is known. */
    public PeerCount count(Hash20 hash) {
        PeerCount count = new PeerCount(-1);
        Swarm swarm = swarms.get(hash);
        if (swarm != null) {
            synchronized (swarm) {
                swarm.count(null, count);
            }
        }
        return count;
    }

    /** Counts the peers of a dataset; who announces both infohashes of a hybrid torrent is one. For one thread at a time. */
    public synchronized PeerCount count(TrackedDataset dataset) {
        PeerCount count = new PeerCount(dataset.bytes());
        Swarm one = swarm(dataset.infohashes().v1());
        Swarm other = swarm(dataset.infohashes().v2());
        if (one == null || other == null || one == other) {
            Swarm only = one == null ? other : one;
            if (only != null) {
                synchronized (only) {
                    only.count(null, count);
                }
            }
            return count;
        }
        synchronized (one) {
            synchronized (other) {
                one.count(null, count);
                other.count(one, count);
            }
        }
        return count;
    }

    private Swarm swarm(Optional<InfoHash> hash) {
        return hash.map(Hash20::of).map(swarms::get).orElse(null);
    }

    /** What was kept of the swarms of a dataset: clients announce a completed hybrid torrent to both, so the larger counts. */
    public Tally tally(TrackedDataset dataset) {
        long completed = 0;
        long lastSeed = 0;
        for (Hash20 each : hashes(dataset).toList()) {
            Tally kept = tallies.get(each);
            if (kept != null) {
                completed = Math.max(completed, kept.completed());
                lastSeed = Math.max(lastSeed, kept.lastSeed());
            }
        }
        return new Tally(completed, lastSeed);
    }

    /** What was kept of a swarm. */
    public Tally kept(Hash20 hash) {
        return Optional.ofNullable(tallies.get(hash)).orElseGet(() -> new Tally(0, 0));
    }
}
