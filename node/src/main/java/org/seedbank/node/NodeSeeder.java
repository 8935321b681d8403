package org.seedbank.node;

import java.nio.file.Path;
import java.time.Duration;
import org.seedbank.integrity.Metainfo;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.uploading.Seeder;

/** Has a node serve what is published. */
public final class NodeSeeder implements Seeder {

    /** A node that starts with thousands of datasets looks at those first. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final NodeControl node;

    /** Hands datasets to this node. */
    public NodeSeeder(NodeControl node) {
        this.node = node;
    }

    /**
     * Hands the dataset over, and returns once the node serves it.
     *
     * @throws NodeException.Refused when the node cannot serve it
     */
    @Override
    public Seeding seed(Metainfo torrent, Path root, boolean hashedNow) throws InterruptedException {
        SwarmKey key = SwarmKey.of(torrent);
        boolean known = isKnown(key);
        node.add(NewDataset.published(torrent, root.toAbsolutePath().normalize()));
        DatasetView view = new DatasetWait(node, key, LIMIT).until(NodeSeeder::isSettled);
        if (view.state() != DatasetState.SEEDING && view.state() != DatasetState.COMPLETE) {
            throw new NodeException.Refused(
                    "the node does not seed '%s': it is %s%s"
                            .formatted(
                                    torrent.name(),
                                    view.state().label(),
                                    view.why().map(why -> ", " + why).orElse("")),
                    "see 'seedbank status', then publish it again");
        }
        return known ? () -> {} : () -> node.remove(key, false);
    }

    private static boolean isSettled(DatasetView view) {
        return view.state() != DatasetState.WAITING && view.state() != DatasetState.CHECKING;
    }

    private boolean isKnown(SwarmKey key) throws InterruptedException {
        return node.datasets().stream().anyMatch(view -> view.key().equals(key));
    }
}
