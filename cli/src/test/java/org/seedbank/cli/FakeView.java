package org.seedbank.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NewDataset;
import org.seedbank.swarm.SwarmKey;

/** Views of datasets for tests: each method gives a changed copy. */
public record FakeView(DatasetView view) {

    public static FakeView of(DatasetView view) {
        return new FakeView(view);
    }

    /** What a node has just been asked to take in. */
    public static FakeView of(NewDataset request) {
        Metainfo torrent = request.torrent();
        int wanted = request.files()
                .map(files -> files.size())
                .orElse(torrent.files().size());
        long bytes = request.files().isEmpty()
                ? torrent.totalLength()
                : request.files().get().stream()
                        .mapToLong(index -> torrent.files().get(index).length())
                        .sum();
        DatasetView.Amounts amounts = new DatasetView.Amounts(
                request.published() ? bytes : 0,
                bytes,
                torrent.totalLength(),
                wanted,
                torrent.files().size(),
                0);
        DatasetState fetched = request.paused() ? DatasetState.PAUSED : DatasetState.FETCHING;
        return new FakeView(new DatasetView(
                SwarmKey.of(torrent),
                torrent.name(),
                torrent.datasetDigest(),
                torrent.infoHashV1(),
                torrent.infoHashV2(),
                (request.published()
                                ? request.place()
                                : request.place().resolve(request.name().orElse(torrent.name())))
                        .toString(),
                request.published(),
                FakeNode.ADDED,
                request.origin(),
                request.published() ? DatasetState.SEEDING : fetched,
                Optional.empty(),
                amounts,
                DatasetView.Moves.NONE,
                Limits.NONE,
                List.of(),
                Optional.empty()));
    }

    /** A dataset of two files with 1,000 bytes in all, of which nothing is here. */
    public static FakeView named(String name, String digest, String infohash) {
        return new FakeView(new DatasetView(
                SwarmKey.of(new InfoHash(infohash)),
                name,
                Optional.of(new Sha256(digest)),
                Optional.of(new InfoHash(infohash)),
                Optional.empty(),
                "/data/" + name,
                false,
                FakeNode.ADDED,
                "get",
                DatasetState.FETCHING,
                Optional.empty(),
                new DatasetView.Amounts(0, 1000, 1000, 2, 2, 0),
                DatasetView.Moves.NONE,
                Limits.NONE,
                List.of(),
                Optional.empty()));
    }

    public FakeView state(DatasetState state) {
        return copy(state, view.why(), view.amounts(), view.traffic(), view.limits());
    }

    FakeView why(String why) {
        return copy(view.state(), Optional.of(why), view.amounts(), view.traffic(), view.limits());
    }

    FakeView limits(Limits limits) {
        return copy(view.state(), view.why(), view.amounts(), view.traffic(), limits);
    }

    FakeView traffic(DatasetView.Moves traffic) {
        return copy(view.state(), view.why(), view.amounts(), traffic, view.limits());
    }

    /** So many of its bytes are here. */
    public FakeView done(long bytes) {
        DatasetView.Amounts old = view.amounts();
        DatasetView.Amounts amounts = new DatasetView.Amounts(
                bytes, old.bytesWanted(), old.bytesTotal(), old.filesWanted(), old.filesTotal(), 0);
        return copy(view.state(), view.why(), amounts, view.traffic(), view.limits());
    }

    /** All of it is here and was verified. */
    public FakeView seeding() {
        return done(view.amounts().bytesWanted()).state(DatasetState.SEEDING);
    }

    /** Its files are the published originals. */
    public FakeView published() {
        return new FakeView(new DatasetView(
                view.key(),
                view.name(),
                view.digest(),
                view.infohashV1(),
                view.infohashV2(),
                view.path(),
                true,
                view.added(),
                "publish",
                view.state(),
                view.why(),
                view.amounts(),
                view.traffic(),
                view.limits(),
                view.damaged(),
                view.verified()));
    }

    /** One of its files is not what was published. */
    FakeView damaged(String path) {
        DatasetView.Amounts old = view.amounts();
        return new FakeView(new DatasetView(
                view.key(),
                view.name(),
                view.digest(),
                view.infohashV1(),
                view.infohashV2(),
                view.path(),
                view.published(),
                view.added(),
                view.origin(),
                DatasetState.DAMAGED,
                Optional.of("1 file is not what was published"),
                new DatasetView.Amounts(
                        old.bytesDone(), old.bytesWanted(), old.bytesTotal(), old.filesWanted(), old.filesTotal(), 1),
                view.traffic(),
                view.limits(),
                List.of(path),
                Optional.of(Instant.parse("2026-05-17T09:00:00Z")),
                new DatasetView.Upkeep(
                        Optional.of(Instant.parse("2026-05-17T09:00:00Z")),
                        Optional.of(Instant.parse("2026-05-17T10:00:00Z")),
                        Optional.empty())));
    }

    /** The node has done something lately. */
    FakeView note(String note) {
        DatasetView.Upkeep upkeep =
                new DatasetView.Upkeep(view.upkeep().looked(), view.upkeep().damagedSince(), Optional.of(note));
        return new FakeView(new DatasetView(
                view.key(),
                view.name(),
                view.digest(),
                view.infohashV1(),
                view.infohashV2(),
                view.path(),
                view.published(),
                view.added(),
                view.origin(),
                view.state(),
                view.why(),
                view.amounts(),
                view.traffic(),
                view.limits(),
                view.damaged(),
                view.verified(),
                upkeep));
    }

    private FakeView copy(
            DatasetState state,
            Optional<String> why,
            DatasetView.Amounts amounts,
            DatasetView.Moves traffic,
            Limits limits) {
        return new FakeView(new DatasetView(
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
                why,
                amounts,
                traffic,
                limits,
                view.damaged(),
                view.verified(),
                view.upkeep()));
    }

    /** It lies there. */
    FakeView at(Path root) {
        return new FakeView(new DatasetView(
                view.key(),
                view.name(),
                view.digest(),
                view.infohashV1(),
                view.infohashV2(),
                root.toString(),
                view.published(),
                view.added(),
                view.origin(),
                view.state(),
                view.why(),
                view.amounts(),
                view.traffic(),
                view.limits(),
                view.damaged(),
                view.verified(),
                view.upkeep()));
    }

    /** All its files were read at this time, and looked the same at that one. */
    FakeView verified(Instant verified, Instant looked) {
        return new FakeView(new DatasetView(
                view.key(),
                view.name(),
                view.digest(),
                view.infohashV1(),
                view.infohashV2(),
                view.path(),
                view.published(),
                view.added(),
                view.origin(),
                view.state(),
                view.why(),
                view.amounts(),
                view.traffic(),
                view.limits(),
                view.damaged(),
                Optional.of(verified),
                new DatasetView.Upkeep(Optional.of(looked), Optional.empty(), Optional.empty())));
    }
}
