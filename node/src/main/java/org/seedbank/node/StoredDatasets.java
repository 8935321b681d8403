package org.seedbank.node;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.seedbank.database.DatabaseException;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.node.internal.places.DatasetPlace;
import org.seedbank.node.internal.places.OutsidePlace;
import org.seedbank.node.internal.places.Places;
import org.seedbank.node.internal.places.UnhashedPlace;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.EarlierRecords;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.swarm.SwarmKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The datasets in a node's state on the disk at a moment, for those who want to know without a node. Takes no lock and
 * writes nothing, so a node may run or start meanwhile. Immutable; safe for all threads.
 */
public final class StoredDatasets {

    private static final Logger LOG = LoggerFactory.getLogger(StoredDatasets.class);

    /** By their keys. */
    private final Map<String, StoredDataset> found = new TreeMap<>();

    /** Keys of those of which there is something that cannot be understood. */
    private final Set<String> unclear = new HashSet<>();

    private boolean readable = true;

    private StoredDatasets() {}

    /** Those of a node, given its folder; none when it has no state. */
    public static StoredDatasets in(NodeFolder folder) throws InterruptedException {
        StoredDatasets stored = new StoredDatasets();
        try {
            Optional<NodeDatabase> opened = NodeDatabase.find(folder);
            if (opened.isPresent()) {
                try (NodeDatabase database = opened.get()) {
                    new DatasetStore(database, folder).each(stored::add, (key, why) -> stored.unclear.add(key));
                }
            }
            stored.readEarlier(new EarlierRecords(folder));
        } catch (DatabaseException | NodeException e) {
            LOG.debug("the node's state cannot be read: {}", e.getMessage());
            stored.readable = false;
        }
        return stored;
    }

    private void add(SwarmKey key, DatasetRecord record) {
        found.putIfAbsent(key.hex(), StoredDataset.of(key, record));
    }

    /** Reads what no node has taken over yet. */
    private void readEarlier(EarlierRecords records) {
        for (SwarmKey key : records.keys()) {
            try {
                records.find(key).ifPresent(record -> add(key, record));
            } catch (NodeException e) {
                unclear.add(key.hex());
            }
        }
    }

    /** Tells whether the node has this dataset, or may have it because what is written down cannot be read. */
    public boolean mayHave(SwarmKey key) {
        return !readable || found.containsKey(key.hex()) || unclear.contains(key.hex());
    }

    /** Returns what is written down of a dataset; empty when that is nothing, or cannot be read. */
    public Optional<StoredDataset> find(SwarmKey key) {
        return Optional.ofNullable(found.get(key.hex()));
    }

    /** Everything that can be read. */
    public List<StoredDataset> all() {
        return List.copyOf(found.values());
    }

    /**
     * Looks whether something may be fetched to a place without the node.
     *
     * @throws NodeException.PlaceTaken when another of the node's datasets lies there, above that or inside it
     */
    public void requireFree(Metainfo torrent, Path root) {
        DatasetPlace wanted = new DatasetPlace(
                SwarmKey.of(torrent), torrent.name(), root.toAbsolutePath().normalize(), false);
        List<DatasetPlace> others = places();
        Places places = new Places();
        places.look(wanted, others);
        places.require(wanted, others);
    }

    /**
     * Looks whether something may be published from a place without the node.
     *
     * @throws NodeException.PlaceTaken when what the node fetches lies above that or inside it
     */
    public void requirePublishable(Path root) {
        UnhashedPlace.require(root, places());
    }

    /**
     * Looks whether a file or folder may be written without the node.
     *
     * @throws NodeException.PlaceTaken when it is in a dataset of the node, which would not be what was published any more
     */
    public void requireOutside(Path target) {
        OutsidePlace.require(target, places());
    }

    /**
     * Looks whether a folder may be changed as a whole without the node.
     *
     * @throws NodeException.PlaceTaken when it is in a dataset of the node, or around one
     */
    public void requireApart(Path folder) {
        OutsidePlace.requireApart(folder, places());
    }

    /** Named as in their folders: no torrent is read for this. */
    private List<DatasetPlace> places() {
        return all().stream()
                .map(each -> new DatasetPlace(
                        each.key(), String.valueOf(each.root().getFileName()), each.root(), each.published()))
                .toList();
    }
}
