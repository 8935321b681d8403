package org.seedbank.cli.node;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.cli.settings.DatasetHooks;
import org.seedbank.cli.tracker.TrackerRun;
import org.seedbank.library.Home;
import org.seedbank.library.Version;
import org.seedbank.node.NetworkSetting;
import org.seedbank.node.Node;
import org.seedbank.node.NodeClient;
import org.seedbank.node.NodeSettings;
import org.seedbank.node.ReachSetting;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.tracking.CatalogTracker;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.network.ListenPlace;
import org.seedbank.web.HttpCall;
import org.seedbank.web.proxy.NamedProxy;
import org.seedbank.web.proxy.ProxyAddress;
import org.seedbank.web.proxy.ProxyChoice;

/** Where commands meet the node's own classes: the connection to a node, and the node in this process. */
public final class NodeProcess {

    private NodeProcess() {}

    /** A connection to the node of this home; empty when none runs. */
    public static Optional<NodeControl> connect(Home home) throws InterruptedException {
        try {
            return Optional.of(NodeClient.connect(home.node()));
        } catch (NodeException.NotRunning e) {
            return Optional.empty();
        }
    }

    /**
     * Is the node of this home until somebody asks it to end, or this thread is interrupted.
     *
     * @param ready is told when the node answers, also when it was opened again to reach another way
     * @return whether another process is to go on, see {@link Node.Next#RESTART}
     * @throws NodeException.AlreadyRunning when there is one
     */
    static boolean run(Context context, NodeStart start, Consumer<NodeFacts> ready) throws InterruptedException {
        Optional<CatalogTracker> tracker = start.tracker().isEmpty()
                ? Optional.empty()
                : Optional.of(tracker(
                        context, start.tracker().get(), start.connectBack().isPresent()));
        try {
            return runNode(context, start, tracker, ready);
        } finally {
            tracker.ifPresent(CatalogTracker::close);
        }
    }

    private static CatalogTracker tracker(Context context, NodeStart.Tracking tracking, boolean connectBack)
            throws InterruptedException {
        return new TrackerRun(context).open(tracking.listen(), tracking.catalogs(), connectBack);
    }

    private static boolean runNode(
            Context context, NodeStart start, Optional<CatalogTracker> tracker, Consumer<NodeFacts> ready)
            throws InterruptedException {
        NodeStart now = start;
        StartNote note = new StartNote(context);
        Optional<ListenPlace> listen = listen(context);
        Node node = Node.open(settings(context, now).withTracker(tracker));
        Node.Next next = Node.Next.STOP;
        try {
            note.write(now);
            ready.accept(node.facts());
            next = awaitEnd(context, node);
            while (next == Node.Next.REOPEN) {
                next = Node.Next.STOP;
                Optional<ListenPlace> said = listen(context);
                now = heeding(now, listen, said);
                listen = said;
                node = node.reopen(settings(context, now).withTracker(tracker));
                note.write(now);
                ready.accept(node.facts());
                next = awaitEnd(context, node);
            }
            if (next != Node.Next.RESTART) {
                note.delete();
            }
            return next == Node.Next.RESTART;
        } catch (InterruptedException e) {
            note.delete(); // A signal ends it in good order, too.
            throw e;
        } finally {
            if (next != Node.Next.RESTART) {
                node.close();
            }
        }
    }

    private static Node.Next awaitEnd(Context context, Node node) throws InterruptedException {
        try (DatasetHooks hooks = DatasetHooks.over(context, node)) {
            return node.awaitEnd();
        }
    }

    /** A port that was set since is the later word, and counts more than that of the start. */
    static NodeStart heeding(NodeStart start, Optional<ListenPlace> before, Optional<ListenPlace> said) {
        boolean port = said.map(ListenPlace::port).orElse(OptionalInt.empty()).isPresent();
        return port && !said.equals(before) ? start.withoutPort() : start;
    }

    private static Optional<ListenPlace> listen(Context context) throws InterruptedException {
        return new NetworkSetting(context.home().nodeFolder()).read().listen();
    }

    private static NodeSettings settings(Context context, NodeStart start) throws InterruptedException {
        Home home = context.home();
        String version = Version.number();
        Network network = new ReachSetting(home.nodeFolder()).read().orElse(Network.LOCAL);
        NetworkSetting networking = new NetworkSetting(home.nodeFolder());
        SwarmSettings swarm = SwarmSettings.reaching(network, home.swarm(), version)
                .withAllowPrivate(start.allowPrivate())
                .withPort(networking.port().orElse(SwarmSettings.DEFAULT_PORT))
                .withNetworking(networking.read());
        ProxyChoice proxy = swarm.networking().proxy();
        HttpCall.useProxies(() -> proxy);
        swarm = swarm.withProxy(proxyOf(proxy));
        return new NodeSettings(
                        home.node(),
                        start.controlPort().orElse(0),
                        start.port().isPresent() ? swarm.withPort(start.port().getAsInt()) : swarm,
                        new NodeSettings.Work(context.settings(), home.checkpoints()),
                        "seedbank " + version)
                .withHttp(start.http());
    }

    /** Throws {@link NodeException.BadRequest} when the environment names a proxy that cannot be one: nothing may go around it. */
    public static Optional<ProxyAddress> proxyOf(ProxyChoice choice) {
        try {
            return choice.forPeers(System.getenv()).map(NamedProxy::proxy);
        } catch (IllegalArgumentException e) {
            throw new NodeException.BadRequest(e.getMessage());
        }
    }
}
