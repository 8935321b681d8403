package org.seedbank.node.internal.detail;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.seedbank.integrity.fixity.SoundPieces;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.detail.DatasetEntry;
import org.seedbank.node.detail.DatasetFiles;
import org.seedbank.node.detail.DatasetPeers;
import org.seedbank.node.detail.DiskUse;
import org.seedbank.node.detail.NodeDetail;
import org.seedbank.node.detail.RateSamples;
import org.seedbank.node.internal.datasets.HeldCopy;
import org.seedbank.node.internal.datasets.HeldDatasets;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.swarm.PieceMap;
import org.seedbank.swarm.SwarmKey;

/** Answers what is asked of datasets in depth. Safe for all threads; whoever opens it closes it. */
public final class DatasetDetails implements NodeDetail, AutoCloseable {

    /** A disk that hangs holds one caller up; others are told after this. */
    private static final long TURN_SECONDS = 10;

    private final HeldDatasets datasets;
    private final HeldEntries entries;
    private final RateLog rates;
    private final Disks disks = new Disks();
    private final TorrentInView torrents = new TorrentInView();

    /** One at a time: the torrent and the notes of some hundred thousand files take much of the memory. */
    private final ReentrantLock turn = new ReentrantLock(true);

    /**
     * For the datasets of a node.
     *
     * @param threads those of the node
     */
    public DatasetDetails(HeldDatasets datasets, HeldEntries entries, LongLivedThreads threads) {
        this.datasets = datasets;
        this.entries = entries;
        this.rates = RateLog.start(datasets::views, threads);
    }

    @Override
    public DatasetFiles files(SwarmKey key, int from, int count) throws InterruptedException {
        requireWithin("from", from, 0, Integer.MAX_VALUE);
        requireWithin("count", count, 1, DatasetFiles.MOST);
        HeldCopy copy = datasets.copy(key);
        return inTurn(() -> FileLook.at(copy, torrents.of(copy), datasets.stamps(key), from, count));
    }

    @Override
    public PieceMap pieces(SwarmKey key, int spans) throws InterruptedException {
        requireWithin("spans", spans, 1, PieceMap.MOST_SPANS);
        HeldCopy copy = datasets.copy(key);
        Optional<PieceMap> live =
                copy.transfer().isPresent() ? copy.transfer().get().pieces(spans) : Optional.empty();
        return live.isPresent() ? live.get() : inTurn(() -> atRest(copy, torrents.of(copy), spans));
    }

    /** What the session does not have is all here, or nobody knows how much of it is. */
    private static PieceMap atRest(HeldCopy copy, Metainfo torrent, int spans) {
        int pieces = Math.toIntExact(torrent.pieceCount());
        DatasetRecord.Progress progress = copy.record().progress();
        if (progress.verified().isEmpty() || progress.damagedFiles() > 0) {
            return new PieceMap(pieces, List.of(), List.of(), List.of());
        }
        BitSet wanted = copy.torrent().wanted();
        BitSet here = SoundPieces.within(torrent, wanted);
        return PieceMap.of(pieces, spans, here::get);
    }

    @Override
    public DatasetPeers peers(SwarmKey key) throws InterruptedException {
        HeldCopy copy = datasets.copy(key);
        return copy.transfer().isPresent()
                ? DatasetPeers.of(
                        copy.transfer().get().peers(), copy.transfer().get().sources())
                : DatasetPeers.of(List.of(), List.of());
    }

    @Override
    public RateSamples rates() {
        return rates.rates();
    }

    @Override
    public RateSamples rates(SwarmKey key) {
        return rates.rates(datasets.view(key).key());
    }

    @Override
    public DatasetEntry entry(SwarmKey key) throws InterruptedException {
        HeldCopy copy = datasets.copy(key);
        return entries.entry(copy, entries.listings())
                .map(told -> DatasetEntry.of(told.entry(), told.reference()))
                .orElse(DatasetEntry.NONE);
    }

    @Override
    public List<DiskUse> disks() throws InterruptedException {
        return disks.use(datasets.copies());
    }

    @Override
    public void close() {
        rates.close();
        disks.close();
    }

    /** Finds something out. */
    @FunctionalInterface
    private interface Look<T> {
        T done() throws InterruptedException;
    }

    private <T> T inTurn(Look<T> look) throws InterruptedException {
        if (!turn.tryLock(TURN_SECONDS, TimeUnit.SECONDS)) {
            throw new NodeException.Refused(
                    "the node is looking at files on a disk that is slow to answer", "ask again in a while");
        }
        try {
            return look.done();
        } finally {
            turn.unlock();
        }
    }

    private static void requireWithin(String name, int number, int least, int most) {
        if (number < least || number > most) {
            throw new NodeException.BadRequest("'%s' must be from %d to %d".formatted(name, least, most));
        }
    }
}
