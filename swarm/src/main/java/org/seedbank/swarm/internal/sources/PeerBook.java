package org.seedbank.swarm.internal.sources;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.integrity.HostPort;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.swarm.Source;
import org.seedbank.web.OwnAddresses;

/**
 * Peers of a transfer that were tried, each counted once and this session not at all. Safe for all threads.
 *
 * <p>Peers whose ids have the same beginning are one: other seedbank sessions say the same there in all their connections
 * ({@code ClientName}). libtorrent otherwise takes another id for each connection, and a peer has several addresses. A port that
 * systems give at random is taken by one peer, whatever its addresses are; of another port, each IPv4 address is one, and its
 * IPv6 addresses are of the same.
 */
public final class PeerBook {

    /** More than libtorrent tries at a time. */
    private static final int MOST = 500;

    private static final int MOST_NAMED = 100;

    /** Enough to be told; one that comes again from another port is another here. */
    private static final int MOST_WRONG = 10;

    /** Of those whom nobody has named, so many that were tried last are called again. */
    private static final int MOST_CALLED = 20;

    /** Linux begins here to give ports at random, others later. */
    private static final int FIRST_RANDOM = 32_768;

    private final InstantSource clock;
    private final IntSupplier ownPort;
    private final Map<InetSocketAddress, Seen> tried = new LinkedHashMap<>();
    private final Set<InetSocketAddress> named = new LinkedHashSet<>();
    private final Map<HostPort, NotAsked> leftOut = new LinkedHashMap<>();

    /** Those that are connected, with the bytes that each has sent over its connection. */
    private Map<InetSocketAddress, Long> connected = Map.of();

    private int shaken;
    private int doubled;

    /** What is known of an address. */
    private record Seen(
            Optional<String> id,
            Optional<String> word,
            Optional<Source.Fault> fault,
            Optional<Instant> answered,
            boolean isNoPeer,
            boolean declines) {
        static final Seen NOTHING = of(Optional.empty(), Optional.empty());

        static Seen of(Optional<String> id, Optional<Instant> answered) {
            return new Seen(id, Optional.empty(), Optional.empty(), answered, false, false);
        }

        static Seen noPeer(Optional<String> word) {
            return new Seen(Optional.empty(), word, Optional.empty(), Optional.empty(), true, false);
        }

        Seen with(String said, Optional<Source.Fault> wrong) {
            return new Seen(id, Optional.of(said), wrong, answered, isNoPeer, false);
        }

        Seen declining() {
            return new Seen(id, word, fault, answered, isNoPeer, true);
        }

        boolean isHeard() {
            return word.isPresent() || answered.isPresent();
        }

        boolean is(Source.Fault wrong) {
            return fault.equals(Optional.of(wrong));
        }
    }

    /**
     * An empty book.
     *
     * @param ownPort where this session listens; 0 while that is not known
     */
    public PeerBook(InstantSource clock, IntSupplier ownPort) {
        this.clock = clock;
        this.ownPort = ownPort;
    }

    /** A person, a magnet link or an entry has named a peer. */
    public synchronized void name(InetSocketAddress peer) {
        if (named.size() < MOST_NAMED) {
            named.add(peer);
        }
    }

    /** One that was named is not tried, for this reason. */
    public synchronized void leaveOut(HostPort peer, NotAsked reason) {
        if (leftOut.size() < MOST_NAMED || leftOut.containsKey(peer)) {
            leftOut.put(peer, reason);
        }
    }

    /** A connection to it is tried. */
    public synchronized void tried(InetSocketAddress peer) {
        keep(peer, tried.getOrDefault(peer, Seen.NOTHING));
    }

    /** That was this session itself. */
    public synchronized void isSelf(InetSocketAddress peer) {
        keep(peer, Seen.noPeer(Optional.of("it is this node itself")));
    }

    /**
     * A connection has ended, or has not come about.
     *
     * @param id the peer's name, if it has said one; it has answered then
     * @param misbehaved whether it ended for what the peer sent
     */
    public synchronized void ended(InetSocketAddress peer, Optional<String> id, String reason, boolean misbehaved) {
        Seen before = tried.get(peer);
        if (before != null && !before.isNoPeer() && !before.is(Source.Fault.WRONG_BYTES)) {
            boolean well = id.isPresent() && !misbehaved;
            // The end of a connection is no answer; one that nobody has seen here began since the last look.
            boolean shook = well && !connected.containsKey(peer);
            Optional<Instant> answered = shook ? Optional.of(clock.instant()) : before.answered();
            Seen now = Seen.of(id.or(before::id), answered);
            heard(peer, well ? now : now.with(reason, Optional.empty()));
        }
    }

    /** It has shaken hands, and was left because it has nothing of what is missing here. */
    public synchronized void hasNothing(InetSocketAddress peer, String id) {
        ended(peer, Optional.of(id), "", false);
        Seen now = tried.get(peer);
        if (now != null && now.word().isEmpty()) {
            heard(peer, now.declining());
        }
    }

    /** It took the connection, and hung up when it heard which torrent is wanted. */
    public synchronized void declined(InetSocketAddress peer) {
        Seen before = tried.get(peer);
        if (before != null && !before.isNoPeer() && !before.is(Source.Fault.WRONG_BYTES)) {
            heard(
                    peer,
                    before.with(
                                    "it answers, and does not offer this dataset: it is paused there, or not held",
                                    Optional.of(Source.Fault.REFUSED))
                            .declining());
        }
    }

    /** It is not talked to any more, for the bytes that it has sent. */
    public synchronized void banned(InetSocketAddress peer) {
        keep(
                peer,
                tried.getOrDefault(peer, Seen.NOTHING)
                        .with("it has sent wrong bytes, and is left out", Optional.of(Source.Fault.WRONG_BYTES)));
    }

    /**
     * How many peers have {@linkplain #declined declined}, or had {@linkplain #hasNothing nothing}, when they were called last,
     * at whichever of their addresses.
     */
    public synchronized int declining() {
        Map<String, Seen> last = new HashMap<>();
        byPeer().forEach((address, peer) -> {
            Seen seen = tried.get(address);
            if (seen.isHeard()) {
                last.put(peer, seen);
            }
        });
        return (int) last.values().stream().filter(Seen::declines).count();
    }

    /** These are connected, and no others. */
    public synchronized void connected(List<ConnectedPeer> peers) {
        Map<InetSocketAddress, Long> now = new HashMap<>();
        for (ConnectedPeer each : peers) {
            if (each.isWebSeed()) {
                keep(each.address(), Seen.noPeer(Optional.empty()));
            } else if (each.isOutgoing()
                    && !tried.getOrDefault(each.address(), Seen.NOTHING).is(Source.Fault.WRONG_BYTES)) {
                now.put(each.address(), each.received());
                keep(each.address(), Seen.of(Optional.of(each.id()), Optional.of(answered(each))));
            }
        }
        connected = now;
        shaken = (int) peers.stream().filter(each -> !each.isWebSeed()).count();
        doubled = doubled(peers);
    }

    /** When it shook hands, or its last byte came. */
    private Instant answered(ConnectedPeer peer) {
        boolean silent = Long.valueOf(peer.received()).equals(connected.get(peer.address()));
        return Optional.ofNullable(tried.get(peer.address()))
                .flatMap(Seen::answered)
                .filter(before -> silent)
                .orElseGet(clock::instant);
    }

    /** How many connections there are to peers that have shaken hands. */
    public synchronized int shaken() {
        return shaken;
    }

    /** Those who can be called again: all who were named, and some that were tried. Connected ones are not among them. */
    public synchronized List<InetSocketAddress> callable() {
        List<InetSocketAddress> others = tried.keySet().stream()
                .filter(peer -> !named.contains(peer) && isCallable(peer))
                .toList();
        int last = Math.max(0, others.size() - MOST_CALLED);
        return Stream.concat(
                        named.stream().filter(this::isCallable), others.stream().skip(last))
                .toList();
    }

    private boolean isCallable(InetSocketAddress peer) {
        return !connected.containsKey(peer)
                && !isOwn(peer)
                && !tried.getOrDefault(peer, Seen.NOTHING).isNoPeer()
                && !tried.getOrDefault(peer, Seen.NOTHING).is(Source.Fault.WRONG_BYTES);
    }

    /**
     * How many connections lead to a peer to which there is another one: as its id says, or, of those that this session has opened,
     * as its other address does. Connections that came in tell no port by which they could be compared. At a port that many
     * choose, as many peers are counted as there are at least.
     */
    public synchronized int doubled() {
        return doubled;
    }

    private static int doubled(List<ConnectedPeer> peers) {
        Map<String, ConnectedPeer> byName = new LinkedHashMap<>();
        int sameName = 0;
        for (ConnectedPeer each : peers) {
            if (!each.isWebSeed()) {
                ConnectedPeer before = byName.putIfAbsent(each.name(), each);
                sameName += before == null ? 0 : 1;
                if (before != null && each.isOutgoing()) {
                    byName.put(each.name(), each);
                }
            }
        }
        Map<Integer, List<InetSocketAddress>> byPort = byName.values().stream()
                .filter(ConnectedPeer::isOutgoing)
                .map(ConnectedPeer::address)
                .distinct()
                .collect(Collectors.groupingBy(InetSocketAddress::getPort));
        return sameName
                + byPort.entrySet().stream()
                        .mapToInt(each -> each.getValue().size() - peersAt(each.getKey(), each.getValue()))
                        .sum();
    }

    private static int peersAt(int port, List<InetSocketAddress> addresses) {
        int v4 = (int) addresses.stream()
                .filter(each -> each.getAddress() instanceof Inet4Address)
                .count();
        return port >= FIRST_RANDOM ? 1 : Math.max(v4, addresses.size() - v4);
    }

    /** Keeps what it said after what the others have said before. */
    private void heard(InetSocketAddress peer, Seen seen) {
        tried.remove(peer);
        keep(peer, seen);
    }

    private void keep(InetSocketAddress peer, Seen seen) {
        if (!tried.containsKey(peer) && tried.size() == MOST) {
            tried.remove(tried.keySet().iterator().next());
        }
        tried.put(peer, seen);
    }

    /**
     * How many of libtorrent's addresses are of peers, each peer counted once.
     *
     * @param addresses how many it has, those among them that were tried and turned out to be of one peer, or of this session
     */
    public synchronized int known(int addresses) {
        int distinct = new HashSet<>(byPeer().values()).size();
        int untried = Math.max(0, addresses - tried.size());
        return Math.min(addresses, distinct + untried);
    }

    /** Addresses of peers that were tried, as they were heard last, and which peer each is of. */
    private Map<InetSocketAddress, String> byPeer() {
        Map<InetSocketAddress, String> peers = new LinkedHashMap<>();
        Map<String, String> byId = new HashMap<>();
        Set<Integer> ports4 = new HashSet<>();
        tried.keySet().stream()
                .filter(peer -> peer.getAddress() instanceof Inet4Address)
                .forEach(peer -> ports4.add(peer.getPort()));
        tried.forEach((peer, seen) -> {
            boolean another = peer.getAddress() instanceof Inet4Address
                    || peer.getPort() >= FIRST_RANDOM
                    || !ports4.contains(peer.getPort());
            if (another && !seen.isNoPeer() && !isOwn(peer)) {
                String name = peerOf(peer);
                peers.put(
                        peer,
                        seen.id()
                                .map(id -> byId.computeIfAbsent(ConnectedPeer.nameIn(id), first -> name))
                                .orElse(name));
            }
        });
        return peers;
    }

    private static String peerOf(InetSocketAddress peer) {
        boolean one = peer.getPort() >= FIRST_RANDOM || OwnAddresses.has(peer.getAddress());
        boolean v4 = peer.getAddress() instanceof Inet4Address;
        String host = one ? "any" : v4 ? peer.getAddress().getHostAddress() : "IPv6";
        return host + ":" + peer.getPort();
    }

    private boolean isOwn(InetSocketAddress peer) {
        return peer.getPort() == ownPort.getAsInt() && OwnAddresses.has(peer.getAddress());
    }

    /** Those that were named, and some that have sent wrong bytes. */
    public synchronized List<Source> sources() {
        Stream<InetSocketAddress> wrong = tried.keySet().stream()
                .filter(peer -> !named.contains(peer) && tried.get(peer).is(Source.Fault.WRONG_BYTES))
                .limit(MOST_WRONG);
        return Stream.concat(
                        Stream.concat(named.stream(), wrong).map(this::source),
                        leftOut.entrySet().stream()
                                .map(each -> Source.notAsked(
                                        Source.Kind.PEER, each.getKey().toString(), each.getValue())))
                .toList();
    }

    private Source source(InetSocketAddress peer) {
        Seen seen = tried.getOrDefault(peer, Seen.NOTHING);
        boolean now = connected.containsKey(peer)
                || (seen.answered().isPresent() && seen.word().isEmpty());
        Source.State state =
                now ? Source.State.WORKING : seen.word().isPresent() ? Source.State.FAILING : Source.State.WAITING;
        return new Source(
                Source.Kind.PEER,
                PeerAddresses.of(peer).toString(),
                state,
                seen.word(),
                seen.answered(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                seen.fault());
    }
}
