package org.seedbank.node.internal.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.downloading.fetch.CopyDataset;
import org.seedbank.downloading.fetch.OngoingFetch;
import org.seedbank.downloading.place.Survey;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.fixity.SoundPieces;
import org.seedbank.node.internal.files.MountPoint;
import org.seedbank.node.internal.files.NodeResources;
import org.seedbank.node.internal.files.Obstacle;
import org.seedbank.node.internal.files.TorrentSummary;
import org.seedbank.node.internal.files.UnfinishedMove;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.Transfer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks what there is of a dataset and takes up what is to be done with it. It reads no file's content, and believes only
 * files that have the length and the time that they had when they were verified.
 */
final class DatasetOpening {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetOpening.class);

    private final NodeResources means;
    private final TorrentSummary known;
    private final DatasetRecord record;
    private final Doubts doubts;
    private final Supplier<Optional<Stamps>> stamps;

    /**
     * For one dataset.
     *
     * @param stamps how its files were when they were last read; asked on the thread that looks
     * @param doubts which files are to be read however they look
     */
    DatasetOpening(
            NodeResources means,
            TorrentSummary known,
            DatasetRecord record,
            Supplier<Optional<Stamps>> stamps,
            Doubts doubts) {
        this.means = means;
        this.known = known;
        this.record = record;
        this.stamps = stamps;
        this.doubts = doubts;
    }

    /**
     * Describes what is thought of a dataset before it is looked at.
     *
     * @param serve whether it is to be served as far as it is right
     * @param again files to be read however they look
     * @param suspects those of them that are not offered before they were read
     */
    record Doubts(boolean serve, BitSet again, BitSet suspects) {}

    /** Describes what was found. */
    sealed interface Outcome {
        /** Lets go of what was taken up, because nobody waits for it any more; may wait for the disk. */
        default void close() {}

        /** All is as it was verified, and is served now. */
        record Serves(Transfer transfer, Path mount) implements Outcome {
            @Override
            public void close() {
                transfer.close();
            }
        }

        /** All is as it was verified, and is not to be served. */
        record Rests() implements Outcome {}

        /** These files are to be read before anything else; what is right of the others is served meanwhile. */
        record Reads(BitSet files, Optional<Transfer> serving) implements Outcome {
            @Override
            public void close() {
                serving.ifPresent(Transfer::close);
            }
        }

        /** The rest is being fetched. */
        record Fetches(OngoingFetch fetch, Path mount) implements Outcome {
            @Override
            public void close() {
                fetch.close();
            }
        }

        /**
         * The rest can be fetched.
         *
         * @param told the digests of other versions, as whoever asked for it said
         */
        record Ready(FetchRequest request, Survey survey, List<Sha256> told) implements Outcome {}

        /** Files are at the place that are to be read before anything is fetched. */
        record Surveys(FetchRequest request) implements Outcome {}

        /** The node ended when it had been moved, and before that was noted. */
        record Moved(Path root, Path mount) implements Outcome {}

        /** It cannot go on, for a reason that may pass. */
        record Waits(Obstacle obstacle) implements Outcome {}
    }

    Outcome run() throws InterruptedException {
        means.trustUrls(known.key(), record);
        try {
            return record.progress().verified().isPresent() || record.progress().damagedFiles() > 0
                    ? openComplete()
                    : openFetch();
        } catch (DownloadingException.NoRoom e) {
            return new Outcome.Waits(Obstacle.noRoom(e.getMessage()));
        } catch (SeedbankException e) {
            return new Outcome.Waits(Obstacle.failed(e));
        }
    }

    private Outcome openComplete() throws InterruptedException {
        record.moving().ifPresent(this::discardCopy);
        if (!Files.exists(record.root())) {
            return nothingThere();
        }
        Stamps now = Stamps.take(known.torrent(), record.root(), record.files());
        if (now.isNothingThere()) {
            return nothingThere();
        }
        Optional<Stamps> before = stamps.get();
        BitSet changed = before.map(now::changedSince).orElse(known.wanted());
        BitSet toRead = (BitSet) changed.clone();
        toRead.or(doubts.again());
        if (!toRead.isEmpty()) {
            return new Outcome.Reads(toRead, serveOthersThan(changed));
        }
        if (!doubts.serve()) {
            return new Outcome.Rests();
        }
        return new Outcome.Serves(seed(false), MountPoint.of(record.root()));
    }

    /** The node ended while it copied the files elsewhere; what it had copied is not taken up. */
    private void discardCopy(DatasetRecord.Move move) {
        try {
            CopyDataset.discard(known.torrent(), move.target());
        } catch (IOException e) {
            LOG.warn("what was copied of '{}' is left beside '{}': {}", known.name(), move.target(), IoReason.of(e));
        }
    }

    private Outcome nothingThere() {
        Optional<Path> elsewhere = UnfinishedMove.arrived(record);
        return elsewhere.isPresent()
                ? new Outcome.Moved(elsewhere.get(), MountPoint.of(elsewhere.get()))
                : new Outcome.Waits(Obstacle.notThere(record));
    }

    private Optional<Transfer> serveOthersThan(BitSet changed) throws InterruptedException {
        BitSet believed = (BitSet) known.wanted().clone();
        believed.andNot(changed);
        believed.andNot(doubts.suspects());
        BitSet sound = SoundPieces.within(known.torrent(), believed);
        return doubts.serve() && !believed.isEmpty() ? seed(means, known, record, sound) : Optional.empty();
    }

    /** Serves some pieces; nothing when there are none. */
    static Optional<Transfer> seed(NodeResources means, TorrentSummary known, DatasetRecord record, BitSet pieces)
            throws InterruptedException {
        return pieces.isEmpty()
                ? Optional.empty()
                : Optional.of(means.swarm().seedPieces(known.torrent(), record.root(), pieces));
    }

    /** Takes up what was found intact just now. */
    Outcome landed() throws InterruptedException {
        if (!doubts.serve()) {
            return new Outcome.Rests();
        }
        Transfer served = seed(true);
        return new Outcome.Serves(served, MountPoint.of(record.root()));
    }

    private Transfer seed(boolean hashed) throws InterruptedException {
        Swarm swarm = means.swarm();
        if (record.files().isPresent()) {
            return swarm.seed(known.torrent(), record.root(), record.files().get());
        }
        if (record.published()) {
            return swarm.seedOriginal(known.torrent(), record.root(), hashed);
        }
        return hashed ? swarm.seedVerified(known.torrent(), record.root()) : swarm.seed(known.torrent(), record.root());
    }

    private Outcome openFetch() throws InterruptedException {
        Path mount = MountPoint.of(record.root());
        if (MountPoint.isMissing(record.mount(), mount) || !Files.exists(record.evidence())) {
            return new Outcome.Waits(Obstacle.notThere(record));
        }
        FetchRequest request = means.request(known.torrent(), record);
        Optional<Survey> survey = Survey.withoutReading(request);
        return survey.isPresent() ? ready(request, survey.get()) : new Outcome.Surveys(request);
    }

    /** Returns what a survey of the place leaves to be fetched. */
    Outcome ready(FetchRequest request, Survey survey) {
        return new Outcome.Ready(request, survey, means.store().versions(known.key()));
    }

    /** Begins to fetch it, or what is left of it when these files were taken. */
    static Outcome fetch(NodeResources means, FetchRequest request, Survey survey, TakenFiles taken)
            throws InterruptedException {
        try {
            OngoingFetch fetch = OngoingFetch.begin(means.swarm(), request, survey, taken);
            return new Outcome.Fetches(fetch, MountPoint.of(fetch.root()));
        } catch (DownloadingException.NoRoom e) {
            return new Outcome.Waits(Obstacle.noRoom(e.getMessage()));
        }
    }

    /** Makes the folder that is to receive a dataset, unless its disk is missing. */
    static void makePlace(DatasetRecord record) throws IOException {
        if (!MountPoint.isMissing(record.mount(), MountPoint.of(record.root()))) {
            Files.createDirectories(record.root().getParent());
        }
    }
}
