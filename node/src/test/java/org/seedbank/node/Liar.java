package org.seedbank.node;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmFolders;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.libtorrent.LibtorrentSwarm;

/** A peer that sends something else than what was published. */
final class Liar implements AutoCloseable {

    private final Swarm swarm;

    /** Sends what lies at {@code root}, of the published lengths, for the torrent's content. */
    Liar(Path home, Metainfo torrent, Path root) throws InterruptedException {
        SwarmFolders folders =
                new SwarmFolders(home.resolveSibling("native"), home.resolve("resume"), home.resolve("presence"));
        swarm = LibtorrentSwarm.open(SwarmSettings.local(folders, "1.2.3")
                .withListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        swarm.seedVerified(torrent, root).awaitSeeding(Duration.ofMinutes(1));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), swarm.port());
    }

    @Override
    public void close() {
        swarm.close();
    }
}
