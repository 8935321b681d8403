package org.seedbank.node.internal.datasets;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.node.internal.files.DatasetFolders;
import org.seedbank.node.internal.files.TorrentSummary;
import org.seedbank.node.internal.watching.FolderWatch;
import org.seedbank.node.internal.watching.WatchedDataset;
import org.seedbank.swarm.SwarmKey;

/**
 * Has the folders of what is here watched, and files that changed looked at within seconds. For the keeper thread; whoever
 * opens it closes it.
 */
final class ChangeWatch implements AutoCloseable {

    private final NodeThreads workshop;
    private final Map<SwarmKey, HeldDataset> all;
    private final ChangeScan patrol;
    private final Optional<FolderWatch> folders;

    /** Holds what is watched, and where it lies. */
    private Map<SwarmKey, Path> followed = Map.of();

    /**
     * Watches nothing yet.
     *
     * @param all the datasets, for the keeper thread
     * @param budget how many folders are watched at most
     * @param threads those of the node
     */
    ChangeWatch(
            NodeThreads workshop,
            Map<SwarmKey, HeldDataset> all,
            ChangeScan patrol,
            int budget,
            LongLivedThreads threads) {
        this.workshop = workshop;
        this.all = all;
        this.patrol = patrol;
        this.folders = FolderWatch.open(budget, new Told(), threads);
    }

    /** Events that are told on the thread that watches go on at the keeper's. */
    private final class Told implements FolderWatch.Listener {
        @Override
        public void changed(SwarmKey dataset) {
            workshop.post(() -> Optional.ofNullable(all.get(dataset))
                    .filter(HeldDataset::isToWatch)
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
        List<HeldDataset> now =
                all.values().stream().filter(HeldDataset::isToWatch).toList();
        if (now.size() != followed.size() || !now.stream().allMatch(this::isFollowed)) {
            followed = now.stream().collect(Collectors.toMap(HeldDataset::key, holding -> holding.record()
                    .root()));
            folders.get().follow(now.stream().map(ChangeWatch::watched).toList());
        }
    }

    private boolean isFollowed(HeldDataset holding) {
        return holding.record().root().equals(followed.get(holding.key()));
    }

    private static WatchedDataset watched(HeldDataset holding) {
        TorrentSummary known = holding.known();
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
