package org.seedbank.cli.top;

import java.util.List;
import java.util.Optional;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.examination.Examination;
import org.seedbank.swarm.PieceMap;
import org.seedbank.swarm.SwarmKey;

/** Something after which the screen may be another. */
sealed interface Event {

    /** A key was pressed. */
    record Pressed(Key key) implements Event {}

    /** The terminal has another size. */
    record Resized() implements Event {}

    /** Ctrl-Z was pressed. */
    record Suspended() implements Event {}

    /** The process goes on after it was stopped, and others have used the terminal. */
    record Continued() implements Event {}

    /** The terminal is gone, so that nobody sees anything. */
    record HungUp() implements Event {}

    /**
     * The node has told how it is.
     *
     * @param datasets those that are new or different, or all
     * @param gone those that it has no more
     * @param all whether it has no others than these
     * @param facts what it is, and how it does
     * @param warnings what is wrong with it, for a person
     */
    record Reported(
            List<DatasetView> datasets, List<SwarmKey> gone, boolean all, NodeFacts facts, List<String> warnings)
            implements Event {}

    /** The node does not answer. */
    record Lost(String why, String remedy) implements Event {}

    /**
     * Somebody has looked at the pieces of a dataset, and how it stands.
     *
     * @param pieces empty where nobody knows
     * @param found empty where nobody knows
     */
    record Looked(SwarmKey key, Optional<PieceMap> pieces, Optional<Examination> found) implements Event {}

    /**
     * Something that was asked for with a key was done, or failed.
     *
     * @param text for a person
     * @param now the dataset as it is then
     */
    record Done(String text, Optional<DatasetView> now) implements Event {}
}
