package org.seedbank.swarm.local;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.seedbank.integrity.files.ProcessLock;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;

/**
 * A session as other processes of this machine see it: that it lives, through a lock on one file, and what
 * it does with each torrent, through a small file each. Used by one thread at a time; its session closes it.
 */
public final class LocalSession implements AutoCloseable {

    private final LocalPeers peers;
    private final Supplier<InetSocketAddress> own;

    /** The random part keeps a later process with the same number and port apart. */
    private final String name;

    private ProcessLock lock;

    /**
     * A session that nobody is told of yet.
     *
     * @param own where other processes of this machine reach it
     */
    public LocalSession(LocalPeers peers, Supplier<InetSocketAddress> own) {
        this.peers = peers;
        this.own = own;
        this.name = "%d-%d-%08x"
                .formatted(
                        ProcessHandle.current().pid(),
                        own.get().getPort(),
                        ThreadLocalRandom.current().nextInt());
    }

    /** The sessions of this machine, this one among them. */
    public LocalPeers peers() {
        return peers;
    }

    /** The address at which other processes of this machine reach it. */
    public InetSocketAddress own() {
        return own.get();
    }

    /** Tells others of a torrent until the announcement is closed, or this process ends. */
    public Announcement announce(SwarmKey key, LocalActivity activity) {
        if (lock == null) {
            lock = lock(peers.session(name));
        }
        Path file = peers.torrent(key).resolve(name);
        Announcement announcement = new Announcement(file, own.get());
        announcement.change(activity);
        return announcement;
    }

    /** Nobody looks at the file, and takes it for stale, before an announcement bears its name. */
    private static ProcessLock lock(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return ProcessLock.tryTake(file).orElseThrow(() -> new IOException("another session has it"));
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(file, e);
        }
    }

    @Override
    public void close() {
        if (lock == null) {
            return;
        }
        try (ProcessLock held = lock) {
            held.delete();
        } catch (IOException e) {
            throw new SwarmException.FolderUnusable(peers.session(name), e);
        } finally {
            lock = null;
        }
    }
}
