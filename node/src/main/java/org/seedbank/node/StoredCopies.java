package org.seedbank.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.node.internal.files.TorrentSummary;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.swarm.SwarmKey;

/**
 * The datasets of a node that does not run, as it has written them down, with their torrents. Takes no lock and writes nothing.
 * Immutable; safe for all threads.
 */
public final class StoredCopies {

    private final NodeFolder folder;
    private final List<DatasetView> views = new ArrayList<>();
    private final List<String> lost = new ArrayList<>();
    private final Map<SwarmKey, Set<Integer>> chosen = new HashMap<>();

    private StoredCopies(NodeFolder folder) {
        this.folder = folder;
    }

    /**
     * Those of a node, given its folder; none when it has no state. Reads each torrent once, one after the other.
     *
     * @throws NodeException.StateUnusable when its state cannot be read
     */
    public static StoredCopies in(NodeFolder folder) throws InterruptedException {
        StoredCopies copies = new StoredCopies(folder);
        Optional<NodeDatabase> opened = NodeDatabase.find(folder);
        if (opened.isPresent()) {
            try (NodeDatabase database = opened.get()) {
                DatasetStore store = new DatasetStore(database, folder);
                Map<SwarmKey, DatasetRecord> records = new HashMap<>();
                store.each(records::put, (key, why) -> copies.lost.add("the dataset %s: %s".formatted(key, why)));
                records.forEach((key, record) -> copies.add(store, key, record));
            }
        }
        copies.views.sort((one, other) -> one.added().compareTo(other.added()));
        return copies;
    }

    private void add(DatasetStore store, SwarmKey key, DatasetRecord record) {
        try {
            views.add(view(new TorrentSummary(store, store.torrent(key), record.files()), record));
            record.files().ifPresent(files -> chosen.put(key, files));
        } catch (SeedbankException e) {
            lost.add("the dataset at '%s': %s".formatted(record.root(), e.getMessage()));
        }
    }

    private static DatasetView view(TorrentSummary known, DatasetRecord record) {
        StoredDataset stored = StoredDataset.of(known.key(), record);
        DatasetRecord.Progress progress = record.progress();
        long done = stored.verified().isPresent() ? known.bytesWanted() : stored.bytesDone();
        return new DatasetView(
                known.key(),
                known.name(),
                known.digest(),
                known.infohashV1(),
                known.infohashV2(),
                record.root().toString(),
                record.published(),
                record.added(),
                record.origin(),
                stored.state(),
                Optional.empty(),
                new DatasetView.Amounts(
                        Math.min(done, known.bytesWanted()),
                        known.bytesWanted(),
                        known.bytes(),
                        known.wanted().cardinality(),
                        known.files(),
                        progress.damagedFiles()),
                DatasetView.Moves.NONE,
                record.wishes().limits(),
                progress.damaged(),
                progress.verified());
    }

    /** How they were when the node ended, the oldest first. */
    public List<DatasetView> datasets() {
        return List.copyOf(views);
    }

    /** Those of which something cannot be read, and why, for a person. */
    public List<String> lost() {
        return List.copyOf(lost);
    }

    /** The indexes of the files of a dataset that were to be fetched; empty where all were. */
    public Optional<Set<Integer>> chosen(SwarmKey key) {
        return Optional.ofNullable(chosen.get(key));
    }

    /**
     * The torrent of a dataset, with the names that its files have at its place.
     *
     * @throws NodeException.UnknownDataset when it is gone meanwhile
     * @throws NodeException.StateUnusable when it cannot be read any more
     */
    public Metainfo torrent(SwarmKey key) throws InterruptedException {
        try (NodeDatabase database =
                NodeDatabase.find(folder).orElseThrow(() -> new NodeException.UnknownDataset(key.hex()))) {
            return new DatasetStore(database, folder).torrent(key);
        }
    }
}
