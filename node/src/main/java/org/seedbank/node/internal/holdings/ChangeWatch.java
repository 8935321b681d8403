package org.seedbank.node.internal.holdings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seedbank.node.internal.watching.FolderWatch;
import org.seedbank.node.internal.watching.WatchedDataset;
import org.seedbank.swarm.SwarmKey;

/**
 * Has the folders of what is here watched, and files that changed looked at within seconds. For the keeper thread; whoever
 * opens it closes it.
 */
final class ChangeWatch implements AutoCloseable {

    private final Workshop workshop;
    private final Map<SwarmKey, Holding> all;
    private final Patrol patrol;
    private final Optional<FolderWatch> folders;

    /** What is watched, and where it lies. */
    private Map<SwarmKey, Path> followed = Map.of();

    /**
     * Watches nothing yet.
     *
     * @param all the datasets, for the keeper thread
     * @param budget how many folders are watched at most
     */
    ChangeWatch(Workshop workshop, Map<SwarmKey, Holding> all, Patrol patrol, int budget) {
        this.workshop = workshop;
        this.all = all;
        this.patrol = patrol;
        this.folders = FolderWatch.open(budget, new Told());
    }

    /** What is told on the thread that watches goes on at the keeper's. */
    private final class Told implements FolderWatch.Listener {
        @Override
        public void changed(SwarmKey dataset) {
            workshop.post(() -> Optional.ofNullable(all.get(dataset))
                    .filter(Holding::isToWatch)
                    .ifPresent(holding -> patrol.look(holding, () -> again(dataset))));
        }

        @Override
        public void lostTrack() {
            workshop.post(patrol::lookForChanges);
        }
    }

    private void again(SwarmKey dataset) {
        folders.ifPresent(each -> each.again(dataset));
    }

    /** Has watched what is to be by now. */
    void follow() {
        if (folders.isEmpty()) {
            return;
        }
        List<Holding> now = all.values().stream().filter(Holding::isToWatch).toList();
        if (now.size() != followed.size() || !now.stream().allMatch(this::isFollowed)) {
            followed = now.stream().collect(Collectors.toMap(Holding::key, holding -> holding.record()
                    .root()));
            folders.get().follow(now.stream().map(ChangeWatch::watched).toList());
        }
    }

    private boolean isFollowed(Holding holding) {
        return holding.record().root().equals(followed.get(holding.key()));
    }

    private static WatchedDataset watched(Holding holding) {
        Known known = holding.known();
        Path root = holding.record().root();
        return new WatchedDataset(
                known.key(),
                root,
                holding.record().published(),
                known.bytesWanted(),
                known.folders(),
                () -> DatasetFolders.at(root, known.torrent(), known.wanted()));
    }

    /** Ends the thread that watches. */
    @Override
    public void close() {
        folders.ifPresent(FolderWatch::close);
    }
}
