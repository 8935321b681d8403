package org.seedbank.node;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NewDataset;
import org.seedbank.swarm.SwarmKey;

/** Views of datasets that nobody has. */
public final class SampleViews {

    private SampleViews() {}

    /** What a node shows of what it was just given. */
    public static DatasetView of(NewDataset request) {
        Metainfo torrent = request.torrent();
        Path root = request.published()
                ? request.place()
                : request.place().resolve(request.name().orElse(torrent.name()));
        return new DatasetView(
                SwarmKey.of(torrent),
                torrent.name(),
                torrent.datasetDigest(),
                torrent.infoHashV1(),
                torrent.infoHashV2(),
                root.toString(),
                request.published(),
                FakeNode.STARTED,
                request.origin(),
                request.published() ? DatasetState.SEEDING : DatasetState.FETCHING,
                Optional.empty(),
                new DatasetView.Amounts(0, torrent.totalLength(), torrent.totalLength(), 1, 1, 0),
                DatasetView.Moves.NONE,
                Limits.NONE,
                List.of(),
                Optional.empty());
    }

    /** A dataset that is being fetched. */
    public static DatasetView named(String name) {
        return of(NewDataset.fetched(SampleTorrents.named(name), Path.of("/data"), "get"));
    }

    static DatasetView with(DatasetView view, DatasetState state) {
        return with(view, state, view.limits());
    }

    static DatasetView with(DatasetView view, Limits limits) {
        return with(view, view.state(), limits);
    }

    private static DatasetView with(DatasetView view, DatasetState state, Limits limits) {
        return new DatasetView(
                view.key(),
                view.name(),
                view.digest(),
                view.infohashV1(),
                view.infohashV2(),
                view.path(),
                view.published(),
                view.added(),
                view.origin(),
                state,
                view.why(),
                view.amounts(),
                view.traffic(),
                limits,
                view.damaged(),
                view.verified(),
                view.upkeep());
    }
}
