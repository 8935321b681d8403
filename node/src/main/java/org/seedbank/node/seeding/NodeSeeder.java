package org.seedbank.node.seeding;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.DatasetWait;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.places.DatasetPlace;
import org.seedbank.node.internal.places.UnhashedPlace;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.uploading.Seeder;

/** Has a node serve what is published. */
public final class NodeSeeder implements Seeder {

    /** A node that starts with thousands of datasets looks at those first. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** Reading it takes as long as hashing it would. */
    private static final Duration HASHING = Duration.ofDays(365);

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
        UnhashedPlace.require(
                root,
                node.datasets().stream()
                        .map(view -> new DatasetPlace(view.key(), view.name(), Path.of(view.path()), view.published()))
                        .toList());
    }

    /**
     * Looks, before anything is hashed, whether this is a dataset that the node has published and does not find any more:
     * where names and lengths say so, the node looks closer, and goes on with it here.
     *
     * @param there the files that are to be published
     * @return what the node has here now; empty when it is something else
     */
    public Optional<DatasetView> follow(Dataset there) throws InterruptedException {
        Path place = there.root().toAbsolutePath().normalize();
        List<DatasetView> lost = node.datasets().stream()
                .filter(view -> view.published() && !Files.exists(Path.of(view.path()), LinkOption.NOFOLLOW_LINKS))
                .toList();
        for (DatasetView view : lost) {
            boolean alike = view.amounts().filesTotal() == there.files().size()
                    && view.amounts().bytesTotal() == there.totalLength();
            if (alike && isFollowed(view, place)) {
                return Optional.of(new DatasetWait(node, view.key(), LIMIT).until(NodeSeeder::isSettled));
            }
        }
        return Optional.empty();
    }

    private boolean isFollowed(DatasetView view, Path place) throws InterruptedException {
        try {
            node.relocate(view.key(), place);
            return new DatasetWait(node, view.key(), HASHING)
                    .until(each -> each.state() != DatasetState.MOVING)
                    .path()
                    .equals(place.toString());
        } catch (NodeException.Refused | NodeException.PlaceTaken e) {
            return false; // It is another one with as many bytes; publishing it finds out which.
        }
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
        if (known && !hashedNow) {
            node.replace(torrent); // The catalog's, which may have been edited since.
        }
        DatasetView view = new DatasetWait(node, key, LIMIT).until(NodeSeeder::isSettled);
        if (view.state() != DatasetState.SEEDING && view.state() != DatasetState.COMPLETE) {
            throw new NodeException.Refused(
                    "the node does not seed '%s': it is %s%s"
                            .formatted(
                                    torrent.name(),
                                    view.state().label(),
                                    view.why().map(why -> ", " + why).orElse("")),
                    Remedy.of(Remedy.Kind.PUBLISH_AGAIN));
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
