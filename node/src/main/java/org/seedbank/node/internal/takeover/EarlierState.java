package org.seedbank.node.internal.takeover;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.node.internal.history.EarlierHistory;
import org.seedbank.node.internal.orders.EarlierOrders;
import org.seedbank.node.internal.rates.NodeState;
import org.seedbank.node.internal.store.DatasetRecord;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.node.internal.store.EarlierRecords;
import org.seedbank.node.internal.store.NodeDatabase;
import org.seedbank.node.internal.store.ReachRow;
import org.seedbank.node.internal.store.TorrentFile;
import org.seedbank.swarm.SwarmKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files in which versions before the database kept a node's state. They are taken into the database in one transaction,
 * and then moved into a folder of their own. Whoever is killed in between does both again: what the database has by then
 * counts.
 */
final class EarlierState {

    private static final Logger LOG = LoggerFactory.getLogger(EarlierState.class);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** Has earlier versions refuse the folder, instead of taking it for an empty one. They read this file first. */
    private static final String REFUSAL = "{\"schema\":2,\"state\":\"node.db\"}\n";

    private final NodeFolder folder;
    private final NodeDatabase database;

    EarlierState(NodeFolder folder, NodeDatabase database) {
        this.folder = folder;
        this.database = database;
    }

    /**
     * Takes over what there is, if there is anything.
     *
     * @return what a person should know of it
     * @throws NodeException.NewerState when a later version wrote some of it; nothing is taken over then
     */
    List<String> takeOver(Instant now) {
        List<String> warnings = new ArrayList<>();
        try {
            List<Path> files = files();
            if (!files.isEmpty()) {
                copyTorrents();
                database.write(connection -> takeInto(warnings));
                moveAway(files, folder.path().resolve("before-database-" + TIME.format(now)));
            }
            refuseEarlierVersions();
        } catch (IOException e) {
            throw new NodeException.StateUnusable(folder.path(), e);
        }
        warnings.forEach(LOG::warn);
        return warnings;
    }

    private List<Path> files() throws IOException {
        List<Path> files = Stream.of("datasets", "settings.json", "orders.json", "reach.json")
                .map(folder.path()::resolve)
                .filter(Files::exists)
                .toList();
        List<Path> all = new ArrayList<>(files);
        if (isRefusal()) {
            all.remove(settings());
        }
        all.addAll(EarlierHistory.files(folder.path()));
        return all;
    }

    private Path settings() {
        return folder.path().resolve("settings.json");
    }

    private boolean isRefusal() throws IOException {
        try {
            return Arrays.equals(Files.readAllBytes(settings()), REFUSAL.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void refuseEarlierVersions() throws IOException {
        if (!isRefusal()) {
            AtomicFile.write(settings(), REFUSAL.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Torrents without a record do not count, so they may be there before. */
    private void copyTorrents() throws IOException {
        EarlierRecords records = new EarlierRecords(folder);
        DurableFolder.make(folder.torrents());
        Set<String> there = TorrentFile.keys(folder.torrents());
        for (SwarmKey key : records.keys()) {
            Path torrent = records.torrent(key);
            if (!there.contains(key.hex()) && Files.exists(torrent)) {
                Files.copy(torrent, folder.torrents().resolve(key.hex() + TorrentFile.SUFFIX));
            }
        }
        DurableFolder.force(folder.torrents());
    }

    private void takeInto(List<String> warnings) {
        DatasetStore store = new DatasetStore(database, folder);
        EarlierRecords records = new EarlierRecords(folder);
        for (SwarmKey key : records.keys()) {
            if (store.record(key).isEmpty()) {
                takeInto(store, records, key);
            }
        }
        try {
            if (!isRefusal()) {
                NodeState.takeOver(settings(), database);
            }
        } catch (NodeException.StateUnusable | IOException e) {
            warnings.add(e.getMessage() + ": no limits and no schedule hold until they are set again");
        }
        new EarlierOrders(folder.path().resolve("orders.json"))
                .takeInto(database)
                .ifPresent(warnings::add);
        EarlierHistory.takeInto(database, folder.path());
        ReachRow.takeOver(folder, database);
    }

    private static void takeInto(DatasetStore store, EarlierRecords records, SwarmKey key) {
        try {
            Optional<DatasetRecord> record = records.find(key);
            record.ifPresent(found -> store.keepNew(key, found, records.stamps(key)));
        } catch (NodeException.StateUnusable e) {
            store.keepLost(key, e.getMessage());
        }
    }

    private static void moveAway(List<Path> files, Path aside) throws IOException {
        DurableFolder.makeForOwner(aside);
        for (Path file : files) {
            Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
        DurableFolder.force(aside);
        DurableFolder.force(aside.getParent());
    }
}
