package org.seedbank.node.internal.datasets;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.Place;
import org.seedbank.downloading.fetch.OngoingFetch;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.fixity.StoredNames;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.files.MountPoint;
import org.seedbank.node.internal.files.NodeResources;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;

/** Takes datasets in: looks first whether their place can take them. Safe for all threads. */
public final class DatasetIntake {

    private static final int MAX_ORIGIN = 100;

    private final HeldDatasets holdings;
    private final NodeResources means;
    private final Retirement retirement;

    /** Takes in for these holdings. */
    public DatasetIntake(HeldDatasets holdings, NodeResources means) {
        this.holdings = holdings;
        this.means = means;
        this.retirement = new Retirement(holdings, means);
    }

    /** See {@link org.seedbank.node.api.NodeControl#add}. */
    public DatasetView add(NewDataset request) throws InterruptedException {
        try {
            return takeIn(request);
        } catch (NodeException.Refused | NodeException.PlaceTaken e) {
            means.history()
                    .note(HistoryEntry.now(
                            HistoryEntry.Kind.REFUSED, request.torrent(), Optional.empty(), e.getMessage()));
            throw e;
        }
    }

    private DatasetView takeIn(NewDataset asked) throws InterruptedException {
        require(asked);
        NewDataset request = asked.published() ? asked : fitted(asked);
        SwarmKey key = SwarmKey.of(request.torrent());
        Optional<DatasetView> known = holdings.find(key);
        Path root = root(request);
        DatasetView view = known.isPresent() ? again(known.get(), root, request) : create(request, root);
        if (request.allowPrivate().orElse(false)) {
            means.store().allowPrivate(key);
            means.swarm().trustUrlsOf(key);
        }
        return view;
    }

    /** What has other names at its place, or is to have some, is asked for under these. */
    private static NewDataset fitted(NewDataset request) {
        try {
            FetchRequest fitted = OngoingFetch.fitted(
                    FetchRequest.of(request.torrent(), place(request)),
                    request.renameUnsafe().orElse(false));
            return request.under(fitted.torrent(), fitted.place().name());
        } catch (IllegalArgumentException e) {
            throw new NodeException.BadRequest(e.getMessage());
        } catch (SeedbankException e) {
            throw new NodeException.Refused(e);
        }
    }

    private static void require(NewDataset request) {
        if (request.origin().isEmpty() || request.origin().length() > MAX_ORIGIN) {
            throw new NodeException.BadRequest("an origin has 1 to %d characters".formatted(MAX_ORIGIN));
        }
        int files = request.torrent().files().size();
        boolean known = request.files()
                .map(chosen -> !chosen.isEmpty() && chosen.stream().allMatch(index -> index >= 0 && index < files))
                .orElse(true);
        if (!known || (request.published() && request.files().isPresent())) {
            throw new NodeException.BadRequest("files are chosen by their indexes in the torrent, of a fetch");
        }
    }

    private static Path root(NewDataset request) {
        Path place = request.place().normalize();
        try {
            return request.published() ? place : place(request).root();
        } catch (IllegalArgumentException | DownloadingException e) {
            throw new NodeException.BadRequest(e.getMessage());
        }
    }

    private static Place place(NewDataset request) {
        return request.name()
                .map(name -> new Place(request.place(), name, true))
                .orElseGet(() -> Place.of(request.place(), request.torrent()));
    }

    private DatasetView again(DatasetView known, Path root, NewDataset request) throws InterruptedException {
        if (!Path.of(known.path()).equals(root)) {
            if (known.state() == DatasetState.FAILED && known.verified().isEmpty()) {
                return anew(known, request, root); // It never had its place: it may look for another.
            }
            if (request.published() && !Files.exists(Path.of(known.path()), LinkOption.NOFOLLOW_LINKS)) {
                return follow(known, root, request);
            }
            throw new NodeException.HeldElsewhere(known);
        }
        if (!known.published() && wantsMore(known, request)) {
            return anew(known, request, root);
        }
        // One that is being fetched is resumed too: it calls those who have not answered.
        boolean waits = known.state() == DatasetState.PAUSED
                || known.state() == DatasetState.FETCHING
                || known.state() == DatasetState.FAILED
                || known.state() == DatasetState.DAMAGED;
        if (!known.published() && request.existing().isPresent()) {
            holdings.wish(known.key(), record -> record.with(request.existing().get()));
        }
        DatasetView view = request.peers().isEmpty() ? known : holdings.connect(known.key(), request.peers());
        return waits && !request.paused() ? holdings.resume(known.key()) : view;
    }

    /** Tells that the node knows what was moved, and publishes it where it is now. */
    private DatasetView follow(DatasetView known, Path root, NewDataset request) throws InterruptedException {
        holdings.requireFree(new org.seedbank.node.internal.places.DatasetPlace(known.key(), known.name(), root, true));
        Stamps stamps = wholeStamps(request.torrent(), root);
        Path mount = MountPoint.of(root);
        return holdings.tell(known.key(), holding -> holding.follow(root, mount, stamps));
    }

    private static Stamps wholeStamps(Metainfo torrent, Path root) {
        Stamps stamps = Stamps.take(torrent, root, Optional.empty());
        if (!stamps.isWhole()) {
            throw new NodeException.Refused(
                    "not every file of '%s' is at '%s' with its published length".formatted(torrent.name(), root),
                    "publish it again once it is as it is to be");
        }
        return stamps;
    }

    /** A choice of files was fetched, and others are wanted now. */
    private boolean wantsMore(DatasetView known, NewDataset request) throws InterruptedException {
        Optional<Set<Integer>> before = holdings.wanted(known.key()).flatMap(HeldDatasets.Wanted::files);
        return before.isPresent()
                && request.files()
                        .map(files -> !before.get().containsAll(files))
                        .orElse(true);
    }

    /** Forgets what was asked for before, once it is clear that the new place can take it; what is there is kept. */
    private DatasetView anew(DatasetView known, NewDataset request, Path root) throws InterruptedException {
        DatasetRecord before = holdings.record(known.key());
        DatasetRecord wanted = before.root().equals(root)
                ? record(request.choosing(joined(before.files(), request.files())), root)
                        .with(before.progress().unverified())
                : record(request, root);
        Metainfo held = holdings.torrent(known.key());
        Metainfo torrent = before.root().equals(root) && held.isRenamed() ? held : request.torrent();
        holdings.requireFree(placeOf(request, root));
        requirePlace(torrent, wanted, place(request));
        holdings.remove(known.key());
        return add(request, torrent, wanted);
    }

    /** Other versions are known before the first look at it. */
    private DatasetView add(NewDataset request, Metainfo torrent, DatasetRecord record) throws InterruptedException {
        request.versions().ifPresent(versions -> means.store().keepVersions(SwarmKey.of(torrent), versions));
        return holdings.add(torrent, record, Optional.empty());
    }

    private static Optional<Set<Integer>> joined(Optional<Set<Integer>> some, Optional<Set<Integer>> others) {
        if (some.isEmpty() || others.isEmpty()) {
            return Optional.empty();
        }
        Set<Integer> joined = new HashSet<>(some.get());
        joined.addAll(others.get());
        return Optional.of(joined);
    }

    private static org.seedbank.node.internal.places.DatasetPlace placeOf(NewDataset request, Path root) {
        Metainfo torrent = request.torrent();
        return new org.seedbank.node.internal.places.DatasetPlace(SwarmKey.of(torrent), torrent.name(), root, false);
    }

    private static DatasetRecord record(NewDataset request, Path root) {
        return new DatasetRecord(
                root,
                MountPoint.of(root),
                request.published(),
                request.files(),
                request.seed(),
                request.origin(),
                Instant.now(),
                new DatasetRecord.Wishes(request.paused(), Limits.NONE, NodeResources.texts(request.peers())),
                DatasetRecord.Progress.NONE,
                request.existing().orElse(ExistingFiles.Policy.REFUSE));
    }

    private DatasetView create(NewDataset request, Path root) throws InterruptedException {
        Metainfo torrent = request.torrent();
        DatasetRecord record = record(request, root);
        if (!request.published()) {
            // Before anything is said of what lies there: it may be the other's.
            holdings.requireFree(placeOf(request, root));
            requirePlace(torrent, record, place(request));
            Optional<String> hint = StoredNames.told(torrent)
                    .or(() -> OngoingFetch.hint(means.request(torrent, record, place(request))));
            DatasetView view = add(request, torrent, record);
            return hint.isPresent() ? holdings.tell(view.key(), holding -> holding.note(hint.get())) : view;
        }
        Stamps stamps = wholeStamps(torrent, root);
        DatasetRecord intact = record.with(record.progress().intact(Instant.now()));
        List<String> retired = retirement.run(SwarmKey.of(torrent), root);
        DatasetView view = holdings.add(torrent, intact, Optional.of(stamps));
        return retired.isEmpty()
                ? view
                : holdings.tell(
                        view.key(),
                        holding -> holding.note(
                                "it took the place of %s, whose files have changed and which is not served any more"
                                        .formatted(String.join(" and ", retired))));
    }

    private void requirePlace(Metainfo torrent, DatasetRecord record, Place place) {
        try {
            OngoingFetch.check(means.request(torrent, record, place));
        } catch (SeedbankException e) {
            throw new NodeException.Refused(e);
        }
        if (!Files.isWritable(record.root().getParent())) {
            throw new NodeException.Refused(
                    "'%s' cannot be written to".formatted(record.root().getParent()),
                    "choose another folder, or change its rights");
        }
    }
}
