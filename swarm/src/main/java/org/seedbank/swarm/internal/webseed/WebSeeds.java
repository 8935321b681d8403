package org.seedbank.swarm.internal.webseed;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.TransferEvent;
import org.seedbank.swarm.internal.transfer.TransferCore;
import org.seedbank.swarm.network.Encryption;

/**
 * The web seeds of a session's torrents. libtorrent is not told of any; each torrent that is being fetched gets a
 * {@linkplain WebSeedBridge bridge} instead. Safe for all threads.
 */
public final class WebSeeds implements AutoCloseable {

    /** Bridges at a time; other fetches wait for one to end. */
    private static final int MOST_BRIDGES = 16;

    /** A part of the heap that pieces of all bridges may take. */
    private static final int SHARE_OF_HEAP = 4;

    private static final long USUAL_ROOM = 32 << 20;
    private static final long LEAST_ROOM = 4 << 20;

    private final SwarmSettings settings;
    private final Supplier<InetSocketAddress> session;
    private final InstantSource clock;
    private final Set<SwarmKey> trusted = ConcurrentHashMap.newKeySet();
    private final Map<TransferCore, TransferWebSeeds> transfers = new ConcurrentHashMap<>();
    private long room = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    private int bridges;
    private boolean closed;

    /**
     * For a session.
     *
     * @param session where it can be reached from this machine
     */
    public WebSeeds(SwarmSettings settings, Supplier<InetSocketAddress> session, InstantSource clock) {
        this.settings = settings;
        this.session = session;
        this.clock = clock;
    }

    /** Takes the web seeds of a torrent that was added; they are used while it is being fetched. */
    public void add(Metainfo torrent, TransferCore core) {
        Optional<WebSeededFetch> fetch =
                core.plan().fetching().map(plan -> new WebSeededFetch(torrent, core, plan, clock, this::bridge));
        TransferWebSeeds seeds = new TransferWebSeeds(torrent, core, rule(core.key()), fetch);
        transfers.put(core, seeds);
        core.sources().add(seeds::sources);
        core.feedBy(seeds);
        core.board().add(event -> {
            if (event instanceof TransferEvent.StateChanged) {
                seeds.look();
            }
        });
    }

    /** Takes those of an edited torrent in place of what a transfer had, and asks all of them at once. */
    public void replace(Metainfo edited, TransferCore core) {
        Optional.ofNullable(transfers.get(core)).ifPresent(seeds -> {
            seeds.name(edited);
            seeds.askAgain();
        });
    }

    /** Lets those of a torrent, now or when it is added, be on this machine and in private networks. */
    public void trust(SwarmKey key) {
        trusted.add(key);
        transfers.forEach((core, seeds) -> {
            if (core.key().equals(key)) {
                seeds.follow(rule(key));
            }
        });
    }

    private WebSeedRule rule(SwarmKey key) {
        return new WebSeedRule(settings.reach(), settings.allowPrivate(), trusted.contains(key));
    }

    /** Every second: begins and ends bridges. Returns at once. */
    public void look() {
        transfers.values().forEach(TransferWebSeeds::look);
        transfers.values().removeIf(TransferWebSeeds::hasEnded);
    }

    /** A bridge for a fetch, if there may be one more. */
    private synchronized Optional<WebSeededFetch.Place> bridge(int pieceLength) {
        long wanted = Math.max(2L * pieceLength, USUAL_ROOM);
        long taken = Math.min(wanted, Math.max(room / 2, Math.max(pieceLength, LEAST_ROOM)));
        if (closed || bridges >= MOST_BRIDGES || taken > room) {
            return Optional.empty();
        }
        bridges++;
        room -= taken;
        return Optional.of(new WebSeededFetch.Place(door(), taken, () -> giveBack(taken)));
    }

    /** Through a proxy libtorrent opens no port. */
    private Optional<SessionDoor> door() {
        boolean encrypted = settings.networking().encryption() == Encryption.REQUIRED;
        return settings.usedProxy().isPresent()
                ? Optional.empty()
                : Optional.of(new SessionDoor(session.get(), encrypted));
    }

    private synchronized void giveBack(long taken) {
        bridges--;
        room += taken;
    }

    /** Ends all bridges; no other begins. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        transfers.values().forEach(TransferWebSeeds::close);
    }
}
