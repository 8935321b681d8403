package org.seedbank.swarm.local;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.seedbank.swarm.SwarmKey;

/**
 * What the other processes of this machine are told of one session: that it lives, through a lock on one file, and what
 * it does with each torrent, through a small file each. Used by one thread at a time; its session closes it.
 */
public final class LocalSession implements AutoCloseable {

    private final LocalPeers peers;
    private final InetSocketAddress own;

    /** The random part keeps a later process with the same number and port apart. */
    private final String name;

    private SessionLock lock;

    /**
     * A session that nobody is told of yet.
     *
     * @param own where other processes of this machine reach it
     */
    public LocalSession(LocalPeers peers, InetSocketAddress own) {
        this.peers = peers;
        this.own = own;
        this.name = "%d-%d-%08x"
                .formatted(
                        ProcessHandle.current().pid(),
                        own.getPort(),
                        ThreadLocalRandom.current().nextInt());
    }

    public LocalPeers peers() {
        return peers;
    }

    public InetSocketAddress own() {
        return own;
    }

    /** Tells others of a torrent until the announcement is closed, or this process ends. */
    public Announcement announce(SwarmKey key, LocalActivity activity) {
        if (lock == null) {
            lock = SessionLock.make(peers.session(name));
        }
        Path file = peers.torrent(key).resolve(name);
        Announcement announcement = new Announcement(file, own);
        announcement.change(activity);
        return announcement;
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }
}
