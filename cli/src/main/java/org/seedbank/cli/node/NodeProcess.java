package org.seedbank.cli.node;

import java.util.Optional;
import java.util.function.Consumer;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.library.Home;
import org.seedbank.library.Version;
import org.seedbank.node.Node;
import org.seedbank.node.NodeClient;
import org.seedbank.node.NodeSettings;
import org.seedbank.node.ReachSetting;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmSettings;

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
     * @throws NodeException.AlreadyRunning when there is one
     */
    static void run(Context context, NodeStart start, Consumer<NodeFacts> ready) throws InterruptedException {
        Node node = Node.open(settings(context, start));
        try {
            ready.accept(node.facts());
            while (!node.awaitStop()) {
                node = node.reopen(settings(context, start));
                ready.accept(node.facts());
            }
        } finally {
            node.close();
        }
    }

    private static NodeSettings settings(Context context, NodeStart start) throws InterruptedException {
        Home home = context.home();
        String version = Version.number();
        Network network = new ReachSetting(home.nodeFolder()).read().orElse(Network.LOCAL);
        SwarmSettings swarm = SwarmSettings.reaching(network, home.swarm(), version);
        return new NodeSettings(
                home.node(),
                start.controlPort().orElse(0),
                start.port().isPresent() ? swarm.withPort(start.port().getAsInt()) : swarm,
                new NodeSettings.Work(context.settings(), home.checkpoints()),
                "seedbank " + version);
    }
}
