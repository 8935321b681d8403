package org.seedbank.cli.frame;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.seedbank.node.ReachSetting;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.Network;

/** How far the node of this home reaches: what is kept of it, and a change of it. */
public final class NodeReach {

    /** It flushes files and tells trackers before it goes on, as at its end. */
    private static final Duration TO_CHANGE = Duration.ofSeconds(90);

    private static final long POLL_MILLIS = 100;

    private final Nodes nodes;
    private final ReachSetting setting;

    public NodeReach(Context context) {
        nodes = context.nodes();
        setting = new ReachSetting(context.home().nodeFolder());
    }

    /** Reach that a person has set; empty when nobody has. */
    public Optional<Network> kept() throws InterruptedException {
        return setting.read();
    }

    /** Keeps it, and returns when a node that runs reaches so far. */
    public void change(Network network) throws InterruptedException {
        Optional<NodeControl> running = nodes.running();
        setting.keep(network);
        if (running.isPresent()) {
            running.get().reach(network);
            await(network);
        }
    }

    /** Keeps it for the next node that starts, if it is said. */
    public void keep(Optional<Network> network) throws InterruptedException {
        if (network.isPresent()) {
            setting.keep(network.get());
        }
    }

    private void await(Network network) throws InterruptedException {
        long deadline = System.nanoTime() + TO_CHANGE.toNanos();
        while (!isReached(network)) {
            if (System.nanoTime() > deadline) {
                throw new NodeException.Unreachable(
                        "it does not reach as far as it was told after %d s".formatted(TO_CHANGE.toSeconds()), null);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Meanwhile it does not answer, and then at another port. */
    private boolean isReached(Network network) throws InterruptedException {
        try {
            Optional<NodeControl> running = nodes.running();
            return running.isPresent() && running.get().facts().network() == network;
        } catch (NodeException.Unreachable | NodeException.NotRunning e) {
            return false;
        }
    }
}
