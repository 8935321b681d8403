package org.seedbank.cli.frame;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.seedbank.node.NetworkSetting;
import org.seedbank.node.ReachSetting;
import org.seedbank.node.api.NetworkText;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.network.NetworkSettings;

/** How far the node of this home reaches: what is kept of it, and a change of it. */
public final class NodeReach {

    /** It flushes files and tells trackers before it goes on, as at its end. */
    private static final Duration TO_CHANGE = Duration.ofSeconds(90);

    private static final long POLL_MILLIS = 100;

    private final Nodes nodes;
    private final ReachSetting setting;
    private final NetworkSetting networking;

    public NodeReach(Context context) {
        nodes = context.nodes();
        setting = new ReachSetting(context.home().nodeFolder());
        networking = new NetworkSetting(context.home().nodeFolder());
    }

    /** Reach that a person has set; empty when nobody has. */
    public Optional<Network> kept() throws InterruptedException {
        return setting.read();
    }

    /** Keeps it, and returns when a node that runs reaches so far. */
    public void change(Network network) throws InterruptedException {
        change(network, NetworkText.NOTHING);
    }

    /** Keeps it together with other settings, and returns when a node that runs reaches so far, and so. */
    public void change(Network network, NetworkText more) throws InterruptedException {
        Optional<NodeControl> running = nodes.running();
        NetworkText wanted = NetworkText.of(networking.change(more));
        setting.keep(network);
        if (running.isPresent()) {
            running.get().network(more);
            await(facts -> facts.networking().equals(Optional.of(wanted)));
            nodes.required().reach(network);
            await(facts -> facts.network() == network);
        }
    }

    /** How the node is to use the network. */
    public NetworkSettings network() throws InterruptedException {
        return networking.read();
    }

    /** Keeps a change of how it uses the network, and returns when a node that runs does. */
    public void change(NetworkText change) throws InterruptedException {
        Optional<NodeControl> running = nodes.running();
        NetworkText wanted = NetworkText.of(networking.change(change));
        if (running.isPresent()) {
            running.get().network(change);
            await(facts -> facts.networking().equals(Optional.of(wanted)));
        }
    }

    /** Keeps it for the next node that starts, if it is said. */
    public void keep(Optional<Network> network) throws InterruptedException {
        if (network.isPresent()) {
            setting.keep(network.get());
        }
    }

    private void await(Predicate<NodeFacts> reached) throws InterruptedException {
        long deadline = System.nanoTime() + TO_CHANGE.toNanos();
        while (!isReached(reached)) {
            if (System.nanoTime() > deadline) {
                throw new NodeException.Unreachable(
                        "it does not reach as far as it was told after %d s".formatted(TO_CHANGE.toSeconds()), null);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Meanwhile it does not answer, and then with another token. */
    private boolean isReached(Predicate<NodeFacts> reached) throws InterruptedException {
        try {
            Optional<NodeControl> running = nodes.running();
            return running.isPresent() && reached.test(running.get().facts());
        } catch (NodeException.Unreachable | NodeException.NotRunning e) {
            return false;
        }
    }
}
