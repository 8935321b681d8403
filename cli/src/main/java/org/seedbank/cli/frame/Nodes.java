package org.seedbank.cli.frame;

import java.util.Optional;
import java.util.function.IntPredicate;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;

/** The node of this home, of which there is one at most. */
public interface Nodes {

    /**
     * The node that runs now.
     *
     * @throws NodeException.Unreachable when one runs and does not answer
     */
    Optional<NodeControl> running() throws InterruptedException;

    /**
     * The node that runs now, or one that is started for this and goes on when the command ends.
     *
     * @param start how one is started; nothing about one that runs already
     * @throws NodeException.Unreachable when it does not come up in time
     */
    NodeControl runningOrStarted(NodeStart start) throws InterruptedException;

    /**
     * Looks whether a node could listen where this says; for before the one that runs is ended for it.
     *
     * @param held tells of a port whether the node that runs may hold it, and gives it back at its end
     * @throws org.seedbank.integrity.SeedbankException when it could not
     */
    default void requireListening(NodeStart start, IntPredicate held) {}

    /**
     * Ends the node that runs now, and waits until it is gone.
     *
     * @return whether there was one
     * @throws NodeException.Unreachable when it does not end in time
     */
    boolean stop() throws InterruptedException;

    /**
     * The node that runs now.
     *
     * @throws NodeException.NotRunning when none runs
     */
    default NodeControl required() throws InterruptedException {
        return running().orElseThrow(NodeException.NotRunning::new);
    }

    /** Where no node runs and none can be started. */
    static Nodes none() {
        return new Nodes() {
            @Override
            public Optional<NodeControl> running() {
                return Optional.empty();
            }

            @Override
            public NodeControl runningOrStarted(NodeStart start) {
                throw new NodeException.NotRunning();
            }

            @Override
            public boolean stop() {
                return false;
            }
        };
    }
}
