package org.seedbank.cli;

import java.util.Optional;
import java.util.function.Consumer;
import org.seedbank.node.NodeControl;
import org.seedbank.node.NodeException;
import org.seedbank.node.NodeFacts;

/** Where commands meet the node's own classes: the connection to a node, and the node in this process. */
final class NodeProcess {

    private NodeProcess() {}

    /** A connection to the node of this home; empty when none has said how to reach it. */
    static Optional<NodeControl> connect(Home home) {
        return Optional.empty();
    }

    /**
     * Is the node of this home until somebody asks it to end, or this thread is interrupted.
     *
     * @param ready is told when the node answers
     * @throws NodeException.AlreadyRunning when there is one
     */
    static void run(Home home, NodeStart start, Consumer<NodeFacts> ready) throws InterruptedException {
        Optional<NodeControl> other = connect(home);
        if (other.isPresent()) {
            throw new NodeException.AlreadyRunning(other.get().facts().pid());
        }
        throw new NodeException.Unreachable("this build has no node", null);
    }
}
