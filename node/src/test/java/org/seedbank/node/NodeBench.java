package org.seedbank.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.DatasetWait;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.serving.HttpServing;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmFolders;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.network.NetworkSettings;

/** Real nodes on the loopback address that find each other, each with a state folder of its own. */
public final class NodeBench implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path folder;
    private final Deque<Node> open = new ArrayDeque<>();

    public NodeBench(Path folder) {
        this.folder = folder;
    }

    /** A node with the state folder of this name; it goes on with what is in it. */
    public Node node(String name) throws InterruptedException {
        Node node = Node.open(settings(name, Network.LOCAL));
        open.push(node);
        return node;
    }

    /** A node that serves over HTTP as well, at any free port of the loopback address. */
    public Node serving(String name, boolean fetched) throws InterruptedException {
        return serving(name, new HttpServing(new HostPort("127.0.0.1", 0), Optional.empty(), fetched));
    }

    /** One that serves at this port. */
    Node servingAt(String name, int port) throws InterruptedException {
        return serving(name, new HttpServing(new HostPort("127.0.0.1", port), Optional.empty(), false));
    }

    /** One that reaches everywhere as far as its rules go, and by itself asks nobody. */
    Node open(String name) throws InterruptedException {
        NetworkSettings silent =
                NetworkSettings.USUAL.withWays(new NetworkSettings.Ways(false, false, false, false, false));
        NodeSettings usual = settings(name, Network.PUBLIC);
        Node node = Node.open(new NodeSettings(
                usual.folder(), 0, usual.swarm().withNetworking(silent), usual.work(), usual.program()));
        open.push(node);
        return node;
    }

    private Node serving(String name, HttpServing serving) throws InterruptedException {
        Node node = Node.open(settings(name, Network.LOCAL).withHttp(Optional.of(serving)));
        open.push(node);
        return node;
    }

    /** The catalogs that a node shares with commands. */
    public CatalogSettings catalogs(String name) {
        return CatalogSettings.below(folder.resolve(name));
    }

    /** The same node, when it was told to reach another way. It listens on the loopback address still. */
    Node reopen(Node before, String name, Network network) throws InterruptedException {
        open.remove(before);
        Node node = before.reopen(settings(name, network));
        open.push(node);
        return node;
    }

    private NodeSettings settings(String name, Network network) {
        Path home = folder.resolve(name);
        SwarmFolders swarm =
                new SwarmFolders(folder.resolve("native"), home.resolve("resume"), folder.resolve("presence"));
        CatalogSettings catalogs = CatalogSettings.below(home);
        SwarmSettings settings = SwarmSettings.reaching(network, swarm, "1.2.3")
                .withListen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return new NodeSettings(
                home.resolve("node"),
                0,
                settings,
                new NodeSettings.Work(catalogs, home.resolve("checkpoints")),
                "seedbank test");
    }

    /** Ends a node as a signal would. */
    void close(Node node) {
        node.close();
        open.remove(node);
    }

    public Path path(String name) {
        return folder.resolve(name);
    }

    public Path write(String name, String text) throws IOException {
        Path file = path(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file of bytes that do not repeat; the same for the same length. */
    Path fill(String name, int length) throws IOException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        Path file = path(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    public Metainfo torrent(String name) throws InterruptedException {
        return torrent(name, TorrentFormat.HYBRID);
    }

    public Metainfo torrent(String name, TorrentFormat format) throws InterruptedException {
        Dataset dataset = DatasetScan.scan(path(name), false);
        byte[] torrent = DatasetHasher.hash(dataset, format, new PieceLength(16 << 10), 1, Progress.NONE)
                .write(List.of(), List.of(), "seedbank test", Optional.empty());
        return Metainfo.parse(torrent);
    }

    /** Waits until a node has come to a point with a dataset; the last view when it does not. */
    public static DatasetView await(NodeControl node, SwarmKey key, Predicate<DatasetView> reached)
            throws InterruptedException {
        return new DatasetWait(node, key, LIMIT).until(reached);
    }

    public static DatasetView await(NodeControl node, SwarmKey key, DatasetState state) throws InterruptedException {
        return await(node, key, view -> view.state() == state);
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }
}
