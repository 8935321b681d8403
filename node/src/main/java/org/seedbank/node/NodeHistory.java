package org.seedbank.node;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.seedbank.node.internal.history.HistoryReading;

/** What happened to the datasets of a node, whether or not it runs. Safe for all threads; nothing is cached. */
public final class NodeHistory {

    private final Path nodeFolder;

    /** The history of the node whose own folder this is; it need not be there. */
    public NodeHistory(Path nodeFolder) {
        this.nodeFolder = nodeFolder;
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
