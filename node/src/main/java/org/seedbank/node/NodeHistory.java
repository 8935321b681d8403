package org.seedbank.node;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.history.HistoryReading;
import org.seedbank.swarm.SwarmKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happened to the datasets of a node, whether or not it runs. Safe for all threads; nothing is cached. */
public final class NodeHistory {

    private static final Logger LOG = LoggerFactory.getLogger(NodeHistory.class);

    private final Path nodeFolder;

    /** The history of the node whose own folder this is; it need not be there. */
    public NodeHistory(Path nodeFolder) {
        this.nodeFolder = nodeFolder;
    }

    /**
     * Tells a node what people call a dataset in a catalog, so that its history says so. A node that has lost the dataset
     * meanwhile, or is of an earlier version, has it without; nothing else depends on that.
     */
    public static void tell(NodeControl node, SwarmKey key, String serial) throws InterruptedException {
        try {
            node.listed(key, serial);
        } catch (NodeException e) {
            LOG.debug("the history of '{}' is without its serial: {}", key, e.getMessage());
        }
    }

    /**
     * The last events of some kind, oldest first. A line that was torn by a power cut, or is of a later version, is passed
     * over.
     *
     * @param most how many at most
     * @throws NodeException.StateUnusable when it cannot be read
     */
    public List<HistoryEntry> last(int most, Predicate<HistoryEntry> wanted) {
        return HistoryReading.last(nodeFolder, most, wanted);
    }
}
