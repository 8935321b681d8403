package org.seedbank.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.seedbank.integrity.Metainfo;
import org.seedbank.node.internal.places.Place;
import org.seedbank.node.internal.places.Places;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.uploading.Seeder;

/** Has a node serve what is published. */
public final class NodeSeeder implements Seeder {

    /** A node that starts with thousands of datasets looks at those first. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** The key of a dataset that has none yet; no dataset has it. */
    private static final SwarmKey NOT_HASHED = new SwarmKey("0".repeat(40));

    private final NodeControl node;

    /** Hands datasets to this node. */
    public NodeSeeder(NodeControl node) {
        this.node = node;
    }

    /**
     * Looks, before anything is hashed, whether the node would take what is published from here.
     *
     * @throws NodeException.PlaceTaken when what the node fetches lies there, above that or inside it
     */
    public void requirePlace(Path root) throws InterruptedException {
        Path place = root.toAbsolutePath().normalize();
        List<Place> fetched = node.datasets().stream()
                .filter(view -> !view.published() && !view.root().equals(place.toString()))
                .map(view -> new Place(view.key(), view.name(), Path.of(view.root()), false))
                .toList();
        Place wanted = new Place(NOT_HASHED, String.valueOf(place.getFileName()), place, true);
        Places places = new Places();
        places.look(wanted, fetched);
        places.require(wanted, fetched);
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
        return switch (view.state()) {
            case WAITING, CHECKING, MENDING, MOVING -> false;
            default -> true;
        };
    }

    private boolean isKnown(SwarmKey key) throws InterruptedException {
        return node.datasets().stream().anyMatch(view -> view.key().equals(key));
    }
}
