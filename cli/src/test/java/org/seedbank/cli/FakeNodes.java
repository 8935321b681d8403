package org.seedbank.cli;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.seedbank.cli.frame.NodeStart;
import org.seedbank.cli.frame.Nodes;
import org.seedbank.node.FakeNode;
import org.seedbank.node.ReachSetting;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.swarm.Network;

/** The node of a bench, which runs in this process if at all. Safe for all threads. */
public final class FakeNodes implements Nodes {

    private final ReachSetting setting;
    private FakeNode node;
    private NodeStart started;
    private boolean startable;
    private RuntimeException noListening;
    private RuntimeException noStart;

    /** Nodes of a home whose folder for them is this. */
    FakeNodes(NodeFolder folder) {
        setting = new ReachSetting(folder);
    }

    /** A node runs from now on, and a person has said that it is to reach so far. */
    public synchronized FakeNode run(Network network) throws InterruptedException {
        setting.keep(network);
        return runUnsaid(network);
    }

    /** A node runs from now on that reaches so far, and nobody has said that. */
    public synchronized FakeNode runUnsaid(Network network) {
        node = new FakeNode(network, 4711);
        return node;
    }

    /** Commands may start one from now on; without this they fail. */
    public synchronized void allowStart() {
        startable = true;
    }

    /** From now on nothing could listen where it is told to. */
    synchronized void refuseListening(RuntimeException why) {
        noListening = why;
    }

    /** The next start fails. */
    synchronized void failNextStart(RuntimeException why) {
        noStart = why;
    }

    @Override
    public synchronized void requireListening(NodeStart start, IntPredicate held) {
        if (noListening != null) {
            throw noListening;
        }
    }

    /** The node that runs. */
    public synchronized FakeNode node() {
        return node;
    }

    /** How it was started, if a command did that. */
    public synchronized Optional<NodeStart> started() {
        return Optional.ofNullable(started);
    }

    @Override
    public synchronized Optional<NodeControl> running() {
        return Optional.ofNullable(node);
    }

    @Override
    public synchronized NodeControl runningOrStarted(NodeStart start) throws InterruptedException {
        if (node == null) {
            if (!startable) {
                throw new AssertionError("a test would start a node");
            }
            if (noStart != null) {
                RuntimeException why = noStart;
                noStart = null;
                throw why;
            }
            started = start;
            runUnsaid(setting.read().orElse(Network.LOCAL));
        }
        return node;
    }

    @Override
    public synchronized boolean stop() {
        boolean ran = node != null;
        node = null;
        return ran;
    }
}
