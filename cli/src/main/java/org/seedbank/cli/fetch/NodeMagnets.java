package org.seedbank.cli.fetch;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NewMagnet;
import org.seedbank.node.api.NodeControl;
import org.seedbank.swarm.PeerAddresses;

/** Magnet links whose torrents a node is asked for, and left with where nobody gives them. For one thread. */
final class NodeMagnets implements RequestedDatasets.Magnets.Peers {

    private final NodeControl node;
    private final NodeFetch.Request request;
    private final List<InetSocketAddress> named;
    private final Duration limit;
    private final WaitingLinks waiting;
    private Optional<Magnet> asked = Optional.empty();

    /**
     * Asks so long for each.
     *
     * @param named peers that the person has named
     * @param waiting links for which the node waits already
     */
    NodeMagnets(
            NodeControl node,
            NodeFetch.Request request,
            List<InetSocketAddress> named,
            WaitingLinks waiting,
            Duration limit) {
        this.node = node;
        this.request = request;
        this.named = named;
        this.waiting = waiting;
        this.limit = limit;
    }

    @Override
    public Metainfo resolve(String link) throws InterruptedException {
        Magnet said = withPeers(Magnet.parse(link), named);
        Magnet whole = waiting.of(said).map(NewMagnet::link).map(said::joined).orElse(said);
        asked = Optional.of(whole);
        Metainfo torrent = node.resolve(whole.text(), request.allowPrivate(), limit);
        asked = Optional.empty();
        return torrent;
    }

    private static Magnet withPeers(Magnet link, List<InetSocketAddress> peers) {
        return link.withPeers(
                Stream.concat(link.peers().stream(), peers.stream().map(PeerAddresses::of))
                        .distinct()
                        .toList());
    }

    /** Leaves the node with the link whose torrent nobody has given just now; empty when there is none. */
    Optional<DatasetView> leave() throws InterruptedException {
        Optional<Magnet> link = asked;
        asked = Optional.empty();
        return link.isEmpty() ? Optional.empty() : Optional.of(node.addMagnet(wish(link.get())));
    }

    private NewMagnet wish(Magnet link) throws InterruptedException {
        FetchWishes wishes = FetchWishes.of(request, waiting.of(link), List.of());
        return new NewMagnet(
                link.text(),
                wishes.folder(),
                wishes.name(),
                wishes.existing(),
                wishes.seed(),
                request.paused(),
                request.origin(),
                wishes.allowPrivate(),
                wishes.renameUnsafe());
    }
}
