package org.seedbank.node;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NewDataset;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmKey;

/** Views of datasets for tests: each method gives a changed copy. */
public final class FakeView {

    private static final Instant LOOKED = Instant.parse("2026-05-17T09:00:00Z");

    private final DatasetView first;
    private String root;
    private boolean published;
    private String origin;
    private DatasetState state;
    private Optional<String> why;
    private DatasetView.Amounts amounts;
    private DatasetView.Moves traffic;
    private Limits limits;
    private List<String> damaged;
    private Optional<Instant> verified;
    private DatasetView.Upkeep upkeep;
    private List<Source> sources;
    private boolean isPrivate;
    private Optional<TakenFiles> taken;

    private FakeView(DatasetView view) {
        first = view;
        root = view.path();
        published = view.published();
        origin = view.origin();
        state = view.state();
        why = view.why();
        amounts = view.amounts();
        traffic = view.traffic();
        limits = view.limits();
        damaged = view.damaged();
        verified = view.verified();
        upkeep = view.upkeep();
        sources = view.sources();
        isPrivate = view.isPrivate();
        taken = view.taken();
    }

    public static FakeView of(DatasetView view) {
        return new FakeView(view);
    }

    /** What a node has just been asked to take in. */
    public static FakeView of(NewDataset request) {
        Metainfo torrent = request.torrent();
        int files = torrent.files().size();
        int wanted = request.files().map(chosen -> chosen.size()).orElse(files);
        long bytes = request.files().isEmpty()
                ? torrent.totalLength()
                : request.files().get().stream()
                        .filter(index -> index < files)
                        .mapToLong(index -> torrent.files().get(index).length())
                        .sum();
        Path root = request.published()
                ? request.place()
                : request.place().resolve(request.name().orElse(torrent.name()));
        DatasetState fetched = request.paused() ? DatasetState.PAUSED : DatasetState.FETCHING;
        return new FakeView(new DatasetView(
                SwarmKey.of(torrent),
                torrent.name(),
                torrent.datasetDigest(),
                torrent.infoHashV1(),
                torrent.infoHashV2(),
                root.toString(),
                request.published(),
                FakeNode.STARTED,
                request.origin(),
                request.published() ? DatasetState.SEEDING : fetched,
                Optional.empty(),
                new DatasetView.Amounts(
                        request.published() ? bytes : 0, bytes, torrent.totalLength(), wanted, files, 0),
                DatasetView.Moves.NONE,
                Limits.NONE,
                List.of(),
                Optional.empty()));
    }

    /** A dataset that is being fetched and that nobody has. */
    public static FakeView named(String name) {
        return of(NewDataset.fetched(SampleTorrents.named(name), Path.of("/data"), "get"));
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
                FakeNode.STARTED,
                "get",
                DatasetState.FETCHING,
                Optional.empty(),
                new DatasetView.Amounts(0, 1000, 1000, 2, 2, 0),
                DatasetView.Moves.NONE,
                Limits.NONE,
                List.of(),
                Optional.empty()));
    }

    public DatasetView view() {
        return new DatasetView(
                first.key(),
                first.name(),
                first.digest(),
                first.infohashV1(),
                first.infohashV2(),
                root,
                published,
                first.added(),
                origin,
                state,
                why,
                amounts,
                traffic,
                limits,
                damaged,
                verified,
                upkeep,
                sources,
                isPrivate,
                taken);
    }

    /** Of which other versions had some. */
    public FakeView taken(TakenFiles some) {
        return with(copy -> copy.taken = Optional.of(some));
    }

    /** Of a private torrent. */
    public FakeView ofPrivateTorrent() {
        return with(copy -> copy.isPrivate = true);
    }

    /** With trackers or web seeds that are not asked. */
    public FakeView sources(Source... some) {
        return with(copy -> copy.sources = List.of(some));
    }

    private FakeView with(Consumer<FakeView> change) {
        FakeView copy = new FakeView(view());
        change.accept(copy);
        return copy;
    }

    public FakeView state(DatasetState changed) {
        return with(view -> view.state = changed);
    }

    public FakeView why(String said) {
        return with(view -> view.why = Optional.of(said));
    }

    public FakeView limits(Limits changed) {
        return with(view -> view.limits = changed);
    }

    public FakeView traffic(DatasetView.Moves changed) {
        return with(view -> view.traffic = changed);
    }

    /** It lies there. */
    public FakeView at(Path place) {
        return with(view -> view.root = place.toString());
    }

    /** So many of its bytes are here. */
    public FakeView done(long bytes) {
        return with(view -> view.amounts = amounts(bytes, 0));
    }

    private DatasetView.Amounts amounts(long bytesDone, int filesDamaged) {
        return new DatasetView.Amounts(
                bytesDone,
                amounts.bytesWanted(),
                amounts.bytesTotal(),
                amounts.filesWanted(),
                amounts.filesTotal(),
                filesDamaged);
    }

    /** All of it is here and was verified. */
    public FakeView seeding() {
        return done(amounts.bytesWanted()).state(DatasetState.SEEDING);
    }

    /** Its files are the published originals. */
    public FakeView published() {
        return with(view -> {
            view.published = true;
            view.origin = "publish";
            view.upkeep = DatasetView.Upkeep.NONE;
        });
    }

    /** One of its files is not what was published. */
    public FakeView damaged(String path) {
        return with(view -> {
            view.state = DatasetState.DAMAGED;
            view.why = Optional.of("1 file is not what was published");
            view.amounts = amounts(amounts.bytesDone(), 1);
            view.damaged = List.of(path);
            view.verified = Optional.of(LOOKED);
            view.upkeep = new DatasetView.Upkeep(
                    Optional.of(LOOKED), Optional.of(LOOKED.plusSeconds(3600)), Optional.empty());
        });
    }

    /** The node has done something lately. */
    public FakeView note(String note) {
        return with(view ->
                view.upkeep = new DatasetView.Upkeep(upkeep.looked(), upkeep.damagedSince(), Optional.of(note)));
    }

    /** All its files were read at this time, and looked the same at that one. */
    public FakeView verified(Instant read, Instant looked) {
        return with(view -> {
            view.verified = Optional.of(read);
            view.upkeep = new DatasetView.Upkeep(Optional.of(looked), Optional.empty(), Optional.empty());
        });
    }
}
