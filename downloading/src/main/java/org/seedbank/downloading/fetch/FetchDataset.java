package org.seedbank.downloading.fetch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.ExistingFiles;
import org.seedbank.downloading.FetchEvent;
import org.seedbank.downloading.FetchListener;
import org.seedbank.downloading.FetchOutcome;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.downloading.place.Survey;
import org.seedbank.downloading.place.UnchangedFiles;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.Transfer;

/**
 * Fetches a dataset from its swarm into a folder of our own, compares every file with what was published, and moves it to
 * its place. What is there already is looked at first: intact files are kept, and nothing of anybody else is touched.
 */
public final class FetchDataset {

    /** Damage that is still there after so many fetches comes from the disk, not from the network. */
    private static final int MOST_ATTEMPTS = 3;

    private final Swarm swarm;

    /**
     * Fetches through a swarm.
     *
     * @param swarm stays open; the caller owns it
     */
    public FetchDataset(Swarm swarm) {
        this.swarm = swarm;
    }

    /**
     * Fetches and verifies. When it is interrupted or fails, what has arrived stays and the next fetch goes on from
     * there.
     *
     * @return the report of the last verification, which may still name damage when the disk is bad, or files that are to
     *     be left as they are
     * @throws DownloadingException when the place cannot be used
     * @throws DownloadingException.FilesInTheWay when files are there that are not what was published
     * @throws DownloadingException.OnlyDamage when peers send for too long what is not of the dataset
     * @throws org.seedbank.swarm.SwarmException.Stalled when nobody sends a byte for too long
     * @throws InterruptedException when the thread is interrupted
     */
    public FetchOutcome run(FetchRequest request, FetchListener listener) throws InterruptedException {
        FetchRequest mine = request.withExisting(fetchedHere(request));
        Progress looking = Progress.counting(now -> listener.on(new FetchEvent.Looked(now)));
        Survey survey = Survey.of(mine, looking);
        if (survey.isDone()) {
            return new FetchOutcome(request.place().root(), survey.report().orElseThrow(), TakenFiles.NONE, 0);
        }
        if (!survey.halfDone().isEmpty()) {
            listener.on(new FetchEvent.HalfDone(survey.halfDone()));
        }
        TakenFiles taken = UnchangedFiles.take(mine, survey, listener);
        try (OngoingFetch fetch = OngoingFetch.begin(swarm, mine, survey, taken)) {
            FixityReport report = arrive(fetch, listener);
            for (int attempt = 1; attempt < MOST_ATTEMPTS && !fetch.isLanded(); attempt++) {
                listener.on(new FetchEvent.Retried(report));
                fetch.again();
                report = arrive(fetch, listener);
            }
            return new FetchOutcome(fetch.root(), report, taken, fetch.received());
        }
    }

    /** Files that an earlier fetch of this torrent left at this very place are ours to mend. */
    private ExistingFiles fetchedHere(FetchRequest request) {
        Metainfo torrent = request.torrent();
        Path root = request.place().root();
        Set<DatasetPath> here = swarm.fetchedFiles(torrent, root).orElseGet(BitSet::new).stream()
                .filter(index -> index < torrent.files().size())
                .mapToObj(index -> torrent.files().get(index).path())
                .collect(Collectors.toSet());
        boolean halfDone = swarm.isHalfFetched(torrent, root);
        return request.existing().fetchedHere(here::contains).writtenTo(path -> !halfDone);
    }

    private static void tellUnasked(OngoingFetch fetch, List<Source> told, FetchListener listener) {
        List<Source> now = fetch.transfer().map(Transfer::sources).orElse(List.of()).stream()
                .filter(source -> source.state() == Source.State.NOT_ASKED)
                .toList();
        if (!now.equals(told)) {
            told.clear();
            told.addAll(now);
            listener.on(new FetchEvent.Unasked(now));
        }
    }

    private static FixityReport arrive(OngoingFetch fetch, FetchListener listener) throws InterruptedException {
        List<Source> told = new ArrayList<>();
        try {
            fetch.await(status -> {
                tellUnasked(fetch, told, listener);
                listener.on(new FetchEvent.Transferred(status));
            });
        } finally {
            fetch.leave();
        }
        FixityReport report =
                fetch.land(Progress.counting(now -> listener.on(new FetchEvent.Verified(now))), path -> {});
        if (!fetch.kept().isEmpty()) {
            listener.on(new FetchEvent.Kept(fetch.kept()));
        }
        return report;
    }
}
