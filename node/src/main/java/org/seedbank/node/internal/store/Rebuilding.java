package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.seedbank.database.DatabaseException;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.swarm.SwarmKey;

/**
 * Builds an empty database again where torrents are beside it: from what can still be read of the one that was set aside last,
 * and from the torrents. A dataset of which nothing else is known is lost, and told, until somebody takes it in again.
 */
public final class Rebuilding {

    private final NodeFolder folder;
    private final DatasetStore store;

    private Rebuilding(NodeFolder folder, NodeDatabase database) {
        this.folder = folder;
        this.store = new DatasetStore(database, folder);
    }

    /**
     * Builds it again, if nothing was ever kept in it.
     *
     * @return what was found, for a person; empty when there was nothing to do
     */
    public static Optional<String> ifNeeded(NodeFolder folder, NodeDatabase database) throws InterruptedException {
        try {
            Set<String> torrents = TorrentFile.keys(folder.torrents());
            boolean unused = database.read(connection -> Sql.first(
                            connection,
                            "SELECT 1 WHERE EXISTS (SELECT 1 FROM dataset) OR EXISTS (SELECT 1 FROM lost)"
                                    + " OR EXISTS (SELECT 1 FROM history)",
                            row -> true)
                    .isEmpty());
            return unused && !torrents.isEmpty()
                    ? Optional.of(new Rebuilding(folder, database).run(torrents))
                    : Optional.empty();
        } catch (IOException e) {
            throw new NodeException.StateUnusable(folder.torrents(), e);
        }
    }

    private String run(Set<String> torrents) throws IOException, InterruptedException {
        Map<SwarmKey, DatasetRecord> records = new LinkedHashMap<>();
        Optional<Path> aside = lastSetAside();
        if (aside.isPresent()) {
            readWhatIsLeft(aside.get(), records);
        }
        records.keySet().removeIf(key -> !torrents.contains(key.hex()));
        store.together(() -> {
            // Without stamps all files are read before they are believed.
            records.forEach((key, record) -> store.keepNew(key, record, Optional.empty()));
            torrents.stream()
                    .map(SwarmKey::new)
                    .filter(key -> !records.containsKey(key))
                    .forEach(key -> store.keepLost(key, "the node's database was damaged or is gone"));
        });
        return told(torrents.size(), records.size())
                + "; limits, schedule, reach and orders are to be given again, or a backup of them to be restored";
    }

    private String told(int torrents, int found) {
        String kept = "their torrents are kept in '%s': take each of them in again with its torrent and its folder"
                .formatted(folder.torrents());
        if (found == 0) {
            return "where the node's datasets are is not known any more, %d in all; %s".formatted(torrents, kept);
        }
        String again = "of %d datasets of the node %d were found again, and their files are read anew"
                .formatted(torrents, found);
        return found == torrents ? again : again + "; the others are lost, but " + kept;
    }

    private Optional<Path> lastSetAside() throws IOException {
        TreeSet<Path> aside = new TreeSet<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(folder.path(), folder.database().getFileName() + ".damaged-*Z")) {
            files.forEach(aside::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return aside.isEmpty() ? Optional.empty() : Optional.of(aside.last());
    }

    /** Anything that cannot be read any more is left out: that is what is wrong with it. */
    private void readWhatIsLeft(Path damaged, Map<SwarmKey, DatasetRecord> records) throws InterruptedException {
        try (NodeDatabase database = NodeDatabase.openToRead(folder, damaged)) {
            database.read(connection -> {
                new DatasetTable(connection).each(records::put, (key, why) -> {});
                return true;
            });
        } catch (DatabaseException | NodeException | IllegalStateException e) {
            records.values().removeIf(record -> !record.root().isAbsolute());
        }
    }
}
