package org.seedbank.cli.fetch;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NewMagnet;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;

/** Magnet links whose torrents a node waits for, as of when a command began. For one thread. */
final class WaitingLinks {

    private final NodeControl node;
    private final List<DatasetView> waiting;

    /** Those among these datasets of a node. */
    WaitingLinks(NodeControl node, List<DatasetView> views) {
        this.node = node;
        this.waiting = views.stream()
                .filter(view -> view.state() == DatasetState.NO_TORRENT)
                .toList();
    }

    /** The one to the same torrent as a link. */
    Optional<NewMagnet> of(Magnet link) throws InterruptedException {
        return find(view -> isSame(view.infohashV1(), link.v1()) || isSame(view.infohashV2(), link.v2()));
    }

    /** The one to a torrent. */
    Optional<NewMagnet> of(Metainfo torrent) throws InterruptedException {
        return find(view ->
                isSame(view.infohashV1(), torrent.infoHashV1()) || isSame(view.infohashV2(), torrent.infoHashV2()));
    }

    private static boolean isSame(Optional<InfoHash> one, Optional<InfoHash> other) {
        return one.isPresent() && one.equals(other);
    }

    private Optional<NewMagnet> find(Predicate<DatasetView> wanted) throws InterruptedException {
        for (DatasetView view : waiting) {
            if (wanted.test(view)) {
                return find(view);
            }
        }
        return Optional.empty();
    }

    private Optional<NewMagnet> find(DatasetView view) throws InterruptedException {
        try {
            return Optional.of(node.waiting(view.key()));
        } catch (NodeException.UnknownDataset e) {
            return Optional.empty(); // It has become a dataset meanwhile, or was given up.
        }
    }
}
