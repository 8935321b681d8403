package org.seedbank.node;

import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.swarm.SwarmKey;

/** Hands torrents that were changed beside their {@code info} to the node of a home, whether it runs or not. */
public final class EditedTorrents {

    private EditedTorrents() {}

    /**
     * A copy of a node that goes on by the edited torrent.
     *
     * @param running whether the node runs, and has been told; otherwise it goes on so when it is started
     * @param root where the copy lies
     * @param state what the node does with it, or is to do when it is started
     */
    public record Copy(boolean running, Path root, DatasetState state) {}

    /**
     * Tells the node. Harmless to repeat.
     *
     * @param running the node, if it runs
     * @return its copy; empty when it has none
     */
    public static Optional<Copy> tell(NodeFolder folder, Optional<NodeControl> running, Metainfo torrent)
            throws InterruptedException {
        SwarmKey key = SwarmKey.of(torrent);
        if (running.isPresent()) {
            Optional<DatasetView> copy = running.get().datasets().stream()
                    .filter(view -> view.key().equals(key))
                    .findFirst();
            if (copy.isPresent()) {
                running.get().replace(torrent);
            }
            return copy.map(view -> new Copy(true, Path.of(view.path()), view.state()));
        }
        StoredDatasets stored = StoredDatasets.in(folder);
        DatasetState state = stored.find(key).map(StoredDataset::state).orElse(DatasetState.WAITING);
        return stored.mayHave(key)
                ? StoppedNode.edited(folder, torrent).map(root -> new Copy(false, root, state))
                : Optional.empty();
    }
}
