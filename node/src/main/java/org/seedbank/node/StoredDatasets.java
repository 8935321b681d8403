package org.seedbank.node;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.places.DatasetPlace;
import org.seedbank.node.internal.places.Places;
import org.seedbank.node.internal.places.UnhashedPlace;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.swarm.SwarmKey;

/**
 * The datasets in a node's state on the disk, for those who want to know without a node. Takes no lock and writes nothing,
 * so a node may start meanwhile. Immutable; safe for all threads.
 */
public final class StoredDatasets {

    private final DatasetStore store;
    private final Set<String> keys;
    private final boolean readable;

    private StoredDatasets(DatasetStore store, Set<String> keys, boolean readable) {
        this.store = store;
        this.keys = keys;
        this.readable = readable;
    }

    /** Those of a node, given the folder {@code node} of the state; none when it has no state. */
    public static StoredDatasets in(Path nodeFolder) {
        Path folder = nodeFolder.resolve("datasets");
        DatasetStore store = new DatasetStore(folder);
        Set<String> keys = new HashSet<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
            folders.forEach(each -> keys.add(each.getFileName().toString()));
            return new StoredDatasets(store, keys, true);
        } catch (NoSuchFileException e) {
            return new StoredDatasets(store, Set.of(), true);
        } catch (IOException | DirectoryIteratorException e) {
            return new StoredDatasets(store, Set.of(), false);
        }
    }

    /** Whether the node has this dataset, or may have it because what is written down cannot be read. */
    public boolean mayHave(SwarmKey key) {
        if (!keys.contains(key.hex())) {
            return !readable;
        }
        try {
            return store.peek(key).isPresent();
        } catch (NodeException e) {
            return true;
        }
    }

    /** What is written down of a dataset; empty when that is nothing, or cannot be read. */
    public Optional<StoredDataset> find(SwarmKey key) {
        try {
            return keys.contains(key.hex())
                    ? store.peek(key).map(record -> StoredDataset.of(key, record))
                    : Optional.empty();
        } catch (NodeException e) {
            return Optional.empty(); // Whether there is something is what mayHave tells.
        }
    }

    /** Everything that can be read. */
    public List<StoredDataset> all() {
        return keys.stream()
                .filter(StoredDatasets::isKey)
                .sorted()
                .map(SwarmKey::new)
                .flatMap(key -> find(key).stream())
                .toList();
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

    /** Named as in their folders: no torrent is read for this. */
    private List<DatasetPlace> places() {
        return all().stream()
                .map(each -> new DatasetPlace(
                        each.key(), String.valueOf(each.root().getFileName()), each.root(), each.published()))
                .toList();
    }

    private static boolean isKey(String name) {
        return name.matches("[0-9a-f]{40}");
    }
}
