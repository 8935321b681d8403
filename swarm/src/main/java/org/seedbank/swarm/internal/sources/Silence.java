package org.seedbank.swarm.internal.sources;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * For how long nothing has come from peers that were asked for pieces. A connection that is cut without a word looks well to
 * libtorrent for two minutes. Not safe for threads.
 */
public final class Silence {

    /** A disk that wakes up, or a peer with many others, may take some of it. */
    private static final Duration LEAST = Duration.ofSeconds(10);

    private Map<InetSocketAddress, Long> before = Map.of();
    private long last;
    private boolean looked;

    /** Tells whether one of these has sent something since the last look. */
    public boolean isBrokenBy(List<ConnectedPeer> peers) {
        return peers.stream().anyMatch(peer -> peer.received() > before.getOrDefault(peer.address(), 0L));
    }

    /**
     * Looks who has sent something since the last look.
     *
     * @param now as {@link System#nanoTime()} has it
     * @return for how long none of them has, when that is long and one at least was to
     */
    public Optional<Duration> look(List<ConnectedPeer> peers, long now) {
        Map<InetSocketAddress, Long> received = new HashMap<>();
        peers.forEach(peer -> received.put(peer.address(), peer.received()));
        boolean moves =
                received.entrySet().stream().anyMatch(each -> !each.getValue().equals(before.get(each.getKey())));
        if (!looked || moves || peers.stream().noneMatch(ConnectedPeer::owes)) {
            last = now;
        }
        looked = true;
        before = received;
        Duration silent = Duration.ofNanos(now - last);
        return silent.compareTo(LEAST) >= 0 ? Optional.of(silent) : Optional.empty();
    }
}
