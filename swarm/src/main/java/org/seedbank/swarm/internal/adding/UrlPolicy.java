package org.seedbank.swarm.internal.adding;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.libtorrent4j.swig.torrent_handle;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.swarm.Reach;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.internal.session.HostLookups;

/**
 * The trackers that a session asks. Strangers' torrents send it to the Internet alone, so nowhere where it
 * reaches this machine or its network only; others may name private ones. Where it reaches everywhere, hosts in digits are judged at once, and libtorrent is given those with names when these are known to lead
 * there. Adding a torrent never waits for a name server; a name that is not known, as off line, is looked up again. Safe
 * for all threads.
 */
public final class UrlPolicy {

    /** Of one name: those of both families, and a few that share the work. */
    private static final int MOST_ADDRESSES = 4;

    private final SwarmSettings settings;
    private final HostLookups lookups;
    private final Set<SwarmKey> trusted = ConcurrentHashMap.newKeySet();

    /** Torrents in the session. */
    private final Map<SwarmKey, Asking> live = new ConcurrentHashMap<>();

    /** The policy of a session. */
    public UrlPolicy(SwarmSettings settings, HostLookups lookups) {
        this.settings = settings;
        this.lookups = lookups;
    }

    /** Lets a torrent, in the session or when it is added, name private trackers. */
    public void trust(SwarmKey key) {
        Asking torrent = trusted.add(key) ? live.get(key) : null;
        if (torrent != null) {
            for (TorrentUrls.Url url : torrent.urls().allowPrivate()) {
                ask(torrent, url);
            }
            torrent.show(torrent.urls().sources());
        }
    }

    /** Tells whether a torrent may have this machine and private networks asked. */
    boolean allowsPrivate(SwarmKey key) {
        return settings.allowPrivate() || trusted.contains(key);
    }

    /**
     * Judges a peer that a stranger names, at once where it is in digits, else when its name is looked up.
     *
     * @param allowed is given its address, on any thread
     * @param refused is told why there is none
     */
    void judgePeer(SwarmKey torrent, HostPort peer, Consumer<InetSocketAddress> allowed, Consumer<NotAsked> refused) {
        Optional<InetSocketAddress> digits = PeerAddresses.inDigits(peer);
        if (digits.isPresent()) {
            judge(torrent, List.of(digits.get().getAddress()), peer.port(), allowed, refused);
        } else if (settings.network() == Network.LOCAL && HostKind.of(peer.host()) != HostKind.PRIVATE) {
            refused.accept(NotAsked.BEYOND_REACH);
        } else {
            lookups.find(peer.host(), addresses -> judge(torrent, addresses, peer.port(), allowed, refused));
        }
    }

    /**
     * Gives an address of a tracker over UDP that libtorrent asks, if it may be asked without libtorrent: behind a proxy, or where
     * the session has an address of its own, libtorrent alone does as it should. On any thread, or never.
     */
    void locate(SwarmKey torrent, String tracker, Consumer<InetSocketAddress> found) {
        boolean direct =
                settings.usedProxy().isEmpty() && settings.networking().listen().isEmpty();
        int port = port(tracker);
        if (direct && port > 0) {
            AtomicBoolean first = new AtomicBoolean(true);
            HostKind.hostOf(tracker)
                    .ifPresent(host -> judgePeer(
                            torrent,
                            new HostPort(host, port),
                            address -> {
                                if (first.getAndSet(false)) {
                                    found.accept(address);
                                }
                            },
                            refused -> {}));
        }
    }

    private static int port(String tracker) {
        try {
            return new URI(tracker.strip()).getPort();
        } catch (URISyntaxException e) {
            return -1;
        }
    }

    private void judge(
            SwarmKey torrent,
            List<InetAddress> addresses,
            int port,
            Consumer<InetSocketAddress> allowed,
            Consumer<NotAsked> refused) {
        Reach reach = settings.reach();
        List<InetAddress> within =
                addresses.stream().filter(address -> reach.allows(address)).toList();
        List<InetAddress> good =
                within.stream().filter(address -> mayMeet(torrent, address)).toList();
        good.stream().limit(MOST_ADDRESSES).forEach(address -> allowed.accept(new InetSocketAddress(address, port)));
        if (good.isEmpty()) {
            refused.accept(
                    addresses.isEmpty()
                            ? NotAsked.UNKNOWN_HOST
                            : within.isEmpty() ? NotAsked.BEYOND_REACH : NotAsked.PRIVATE);
        }
    }

    /** Where the reach ends at this machine or at its network, that is where others may lead it. */
    private boolean mayMeet(SwarmKey torrent, InetAddress address) {
        return allowsPrivate(torrent)
                || switch (settings.network()) {
                    case LOCAL -> true;
                    case PRIVATE -> !address.isLoopbackAddress();
                    case PUBLIC -> HostKind.of(address.getAddress()) == HostKind.PUBLIC;
                };
    }

    /** What is asked of those that a torrent has. Of a private one (BEP 27) the DHT is told nothing. */
    TorrentUrls judge(Metainfo torrent) {
        List<HostPort> nodes = torrent.isPrivate() ? List.of() : torrent.dhtNodes();
        return judge(SwarmKey.of(torrent), torrent.trackerTiers(), nodes);
    }

    /** What is asked of those that a magnet link has, each tracker in a tier of its own. */
    TorrentUrls judge(SwarmKey torrent, List<String> trackers) {
        return judge(torrent, trackers.stream().map(List::of).toList(), List.of());
    }

    private TorrentUrls judge(SwarmKey torrent, List<List<String>> tiers, List<HostPort> nodes) {
        return TorrentUrls.of(
                tiers, nodes, new TorrentUrls.Rule(settings.reach(), allowsPrivate(torrent), isOverUdp()));
    }

    /** A torrent in the session whose URLs are asked. */
    interface Asking {
        /** All of them. */
        TorrentUrls urls();

        /** Calls on the control thread, where the torrent is still in the session. */
        void later(Consumer<torrent_handle> call);

        /** Has a tracker over HTTP asked, in its tier; any thread. */
        void announce(String url, int tier);

        /** Tells the session's DHT of a node, on any thread. */
        void dhtNode(HostPort node);

        /** Is shown which are asked and which are not, whenever that changes. */
        void show(List<Source> sources);

        /** True when the torrent is of no interest any more. */
        boolean hasEnded();
    }

    /** Looks up the names of a torrent that is in the session, and goes on until all are known or it has ended. */
    void follow(SwarmKey key, Asking torrent) {
        live.put(key, torrent);
        torrent.urls().announced().forEach(url -> ask(torrent, url));
        lookUp(torrent);
        torrent.urls().nodes().forEach(node -> introduce(torrent, node));
    }

    /** Has trackers asked too that somebody names later for a torrent that is followed. */
    void add(SwarmKey key, Asking torrent, List<String> trackers) {
        TorrentUrls urls = torrent.urls();
        urls.add(trackers);
        urls.trackers().forEach(url -> ask(torrent, url));
        if (allowsPrivate(key)) {
            urls.allowPrivate().forEach(url -> ask(torrent, url));
        }
        torrent.show(urls.sources());
        follow(key, torrent);
    }

    /** By its address, also where it has a name: what the name leads to when libtorrent looks it up is anybody's guess. */
    private void introduce(Asking torrent, HostPort node) {
        HostKind kind = HostKind.of(node.host());
        if (kind == HostKind.NAME && looksUpAtProxy()) {
            return; // Only its address could be told to libtorrent.
        }
        if (kind == HostKind.NAME) {
            lookups.find(node.host(), addresses -> addresses.stream()
                    .filter(address -> torrent.urls().allows(HostKind.of(address.getAddress())))
                    .findFirst()
                    .ifPresent(address -> torrent.dhtNode(new HostPort(address.getHostAddress(), node.port()))));
        } else if (torrent.urls().allows(kind)) {
            torrent.dhtNode(node);
        }
    }

    /** Looks up again what was not known. */
    public void again() {
        live.values().removeIf(Asking::hasEnded);
        live.values().forEach(this::lookUp);
    }

    private void lookUp(Asking torrent) {
        for (TorrentUrls.Url url : torrent.urls().unknown()) {
            if (looksUpAtProxy()) {
                learned(torrent, url, HostKind.PUBLIC);
            } else {
                lookups.find(url.host(), addresses -> learned(torrent, url, kind(addresses)));
            }
        }
    }

    private boolean isOverUdp() {
        return settings.usedProxy().filter(proxy -> !proxy.kind().carriesUdp()).isEmpty();
    }

    private static void ask(Asking torrent, TorrentUrls.Url url) {
        if (url.isAnnounced()) {
            torrent.announce(url.text(), url.tier());
        } else {
            torrent.later(handle -> GivenUrls.add(handle, url));
        }
    }

    /** Then no name is looked up here, as a name server would hear of it; where the name leads is the proxy's. */
    private boolean looksUpAtProxy() {
        return settings.usedProxy().filter(proxy -> proxy.kind().looksUp()).isPresent();
    }

    private static void learned(Asking torrent, TorrentUrls.Url url, HostKind kind) {
        if (torrent.urls().learned(url, kind)) {
            ask(torrent, url);
        }
        torrent.show(torrent.urls().sources());
    }

    /** One private address among others is enough: nobody knows which is taken. */
    private static HostKind kind(List<InetAddress> addresses) {
        if (addresses.isEmpty()) {
            return HostKind.NAME;
        }
        boolean all = addresses.stream().allMatch(address -> HostKind.of(address.getAddress()) == HostKind.PUBLIC);
        return all ? HostKind.PUBLIC : HostKind.PRIVATE;
    }

    /** Looks nothing up any more. */
    public void close() {
        lookups.close();
    }
}
