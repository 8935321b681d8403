package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.files.UnusableFileException;
import org.seedbank.integrity.fixity.StoredNames;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFolder;
import org.seedbank.swarm.SwarmKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes what a node keeps of its datasets: the record and the stamps of each in the database, and its torrent in a
 * file. The torrent is on the disk before the record, and deleted after it: without a record it does not count. Safe
 * for all threads.
 */
public final class DatasetStore {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetStore.class);

    /** Lost datasets that are named; of the others their number is told. */
    private static final int MAX_NAMED = 10;

    /** Bytes of a torrent that goes through the database: that waits for the disk anyway, and so its file need not. */
    private static final int SHORT = 64 << 10;

    /** The name of a setting of one dataset, whose key follows. */
    private static final String ALLOW_PRIVATE = "allow-private ";

    /** Begins what is set of one dataset, as above. */
    private static final String SEEN = "seed-seen ";

    /** As above: the names that files have at their place, where these are not their own. */
    private static final String NAMES = "names ";

    /** As above: the digests of other versions of it. */
    private static final String VERSIONS = "versions ";

    private final NodeDatabase database;
    private final Path folder;

    /** Holds what cannot be used, by key, with the reason. */
    private final SortedMap<String, String> lost = new ConcurrentSkipListMap<>();

    /** The datasets of a node's folder, in its database. */
    public DatasetStore(NodeDatabase database, NodeFolder node) {
        this.database = database;
        this.folder = node.torrents();
    }

    /**
     * Takes up everything that is kept, one after the other, so that no two torrents need be in memory at once. What cannot
     * be used is told in the log and in {@link #warnings}, and left where it is.
     *
     * @param take makes something of a torrent and its record
     */
    public <T> List<T> load(BiFunction<Metainfo, DatasetRecord, T> take) {
        restoreTorrents();
        Map<SwarmKey, DatasetRecord> records = new LinkedHashMap<>();
        Map<String, String> broken = new LinkedHashMap<>();
        each(records::put, broken::put);
        broken.forEach(this::lose);
        List<T> all = new ArrayList<>();
        records.forEach((key, record) -> load(key, record).ifPresent(torrent -> all.add(take.apply(torrent, record))));
        return all;
    }

    /**
     * Gives all records to somebody, in the order of their keys.
     *
     * @param lost is given the keys of those of which nothing is known any more, and why
     */
    public void each(BiConsumer<SwarmKey, DatasetRecord> take, BiConsumer<String, String> lost) {
        database.read(connection -> {
            new DatasetTable(connection).each(take, lost);
            LostTable.all(connection).forEach(lost);
            return true;
        });
    }

    private Optional<Metainfo> load(SwarmKey key, DatasetRecord record) {
        try {
            return Optional.of(named(key, TorrentFile.read(file(key), key, record.files())));
        } catch (UnusableFileException | IntegrityException e) {
            lose(key.hex(), "its torrent " + e.getMessage());
        } catch (NoSuchFileException e) {
            lose(key.hex(), "its torrent is gone");
        } catch (IOException e) {
            lose(key.hex(), IoReason.of(e));
        } catch (RuntimeException | Error e) {
            LOG.error("the torrent of {} cannot be read; this is a fault in seedbank", key.hex(), e);
            lose(key.hex(), "its torrent cannot be read: " + e);
        }
        return Optional.empty();
    }

    private void lose(String key, String why) {
        Path torrent = folder.resolve(key + TorrentFile.SUFFIX);
        String warning =
                ("what the node knew of the dataset %s is lost: %s; the dataset itself is as it was: take it in again with"
                                + " %s and its folder, or remove it from the node")
                        .formatted(key, why, Files.exists(torrent) ? "'%s'".formatted(torrent) : "its torrent");
        LOG.warn(warning);
        lost.put(key, warning);
    }

    /** Returns what cannot be used and was not taken in again since, for a person; at most 11 lines. */
    public List<String> warnings() {
        List<String> named =
                new ArrayList<>(lost.values().stream().limit(MAX_NAMED).toList());
        int more = lost.size() - named.size();
        if (more > 0) {
            named.add("%d more datasets were lost in the same way; the log names them".formatted(more));
        }
        return named;
    }

    /** Tells whether a dataset is kept that cannot be used. */
    public boolean isLost(SwarmKey key) {
        return lost.containsKey(key.hex());
    }

    /**
     * The torrent of a dataset.
     *
     * @throws NodeException.StateUnusable when it cannot be read any more
     */
    public Metainfo torrent(SwarmKey key) {
        try {
            return named(key, Metainfo.parse(BoundedFile.read(file(key), Metainfo.MAX_BYTES)));
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file(key), e);
        }
    }

    /** The torrent with the names that its files have at their place. */
    private Metainfo named(SwarmKey key, Metainfo torrent) {
        return database.read(connection -> SettingTable.find(connection, NAMES + key.hex()))
                .map(names -> StoredNames.apply(torrent, names))
                .orElse(torrent);
    }

    private Path file(SwarmKey key) {
        return folder.resolve(key.hex() + TorrentFile.SUFFIX);
    }

    /** The record of a dataset. */
    public Optional<DatasetRecord> record(SwarmKey key) {
        return database.read(connection -> new DatasetTable(connection).find(key));
    }

    /** Keeps a new dataset with its torrent. */
    public void create(Metainfo torrent, DatasetRecord record, Optional<Stamps> stamps) {
        keepTorrent(torrent);
        keepNew(torrent, record, stamps);
    }

    /**
     * Puts a torrent where it does not count yet. A long one is on the disk when this returns; of a short one that is known
     * only some time after {@link #keepNew(Metainfo, DatasetRecord, Optional)}, which has it in the database until then.
     */
    public void keepTorrent(Metainfo torrent) {
        Path file = file(SwarmKey.of(torrent));
        try {
            DurableFolder.make(folder);
            if (isShort(torrent)) {
                Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".part");
                Files.write(part, torrent.bytes());
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } else {
                AtomicFile.write(file, torrent.bytes());
            }
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }

    private static boolean isShort(Metainfo torrent) {
        return torrent.bytes().length <= SHORT;
    }

    /** Keeps a new dataset whose torrent is in its place. */
    public void keepNew(Metainfo torrent, DatasetRecord record, Optional<Stamps> stamps) {
        SwarmKey key = SwarmKey.of(torrent);
        together(() -> {
            keepNew(key, record, stamps);
            database.write(connection -> {
                if (torrent.isRenamed()) {
                    SettingTable.put(connection, NAMES + key.hex(), StoredNames.text(torrent));
                } else {
                    SettingTable.remove(connection, NAMES + key.hex());
                }
            });
            if (isShort(torrent)) {
                database.write(connection -> TorrentCopies.put(connection, key.hex(), torrent.bytes()));
            }
        });
    }

    /**
     * Has torrents on the disk that so far only the database is sure to have, and the database in its file. Waits for the
     * disk.
     */
    public void settle() {
        settleTorrents();
        database.checkpoint();
    }

    private void settleTorrents() {
        List<String> keys = database.read(TorrentCopies::keys);
        try {
            for (String key : keys) {
                TorrentFile.force(folder.resolve(key + TorrentFile.SUFFIX));
            }
            if (!keys.isEmpty()) {
                DurableFolder.force(folder);
                database.writeSoon(connection -> TorrentCopies.remove(connection, keys));
            }
        } catch (IOException e) {
            throw new NodeException.StateUnusable(folder, e);
        }
    }

    /** After a power cut the database may have torrents that the folder has not, or not whole. */
    private void restoreTorrents() {
        database.read(connection -> {
            TorrentCopies.each(connection, (key, bytes) -> {
                Path file = folder.resolve(key + TorrentFile.SUFFIX);
                try {
                    DurableFolder.make(folder);
                    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
                        AtomicFile.write(file, bytes);
                    }
                } catch (IOException e) {
                    throw new NodeException.StateUnusable(file, e);
                }
            });
            return true;
        });
    }

    /**
     * Keeps what was changed beside {@code info} of a dataset's torrent; it is on the disk when this returns, whole or as it
     * was.
     *
     * @return the torrent that is kept now
     * @throws IllegalArgumentException when its {@code info} is another
     */
    public Metainfo replaceTorrent(SwarmKey key, Metainfo edited) {
        Metainfo torrent = torrent(key).besideInfoOf(edited);
        // A copy in the database is believed before the file, so it must not be of before.
        database.write(connection -> {
            if (isShort(torrent)) {
                TorrentCopies.put(connection, key.hex(), torrent.bytes());
            } else {
                TorrentCopies.remove(connection, List.of(key.hex()));
            }
        });
        try {
            AtomicFile.write(file(key), torrent.bytes());
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file(key), e);
        }
        return torrent;
    }

    /** Puts a torrent on the disk again that was deleted since. */
    public void requireTorrent(Metainfo torrent) {
        if (!Files.exists(file(SwarmKey.of(torrent)))) {
            keepTorrent(torrent);
        }
    }

    /** Makes one transaction of all changes in a task; throws {@link NodeException.StateUnusable} as each of them does. */
    public void together(Runnable changes) {
        database.write(connection -> changes.run());
    }

    /** Keeps a new dataset whose torrent is on the disk. */
    public void keepNew(SwarmKey key, DatasetRecord record, Optional<Stamps> stamps) {
        database.write(connection -> {
            put(connection, key, record, stamps);
            LostTable.remove(connection, key.hex());
        });
        lost.remove(key.hex());
    }

    /** Keeps that nothing is known any more of a dataset whose torrent is there. */
    public void keepLost(SwarmKey key, String why) {
        database.write(connection -> LostTable.put(connection, key.hex(), why));
    }

    /** Keeps what has changed of a dataset, in one transaction. */
    public void update(SwarmKey key, Optional<DatasetRecord> record, Optional<Stamps> stamps) {
        database.write(connection -> {
            if (record.isPresent()) {
                new DatasetTable(connection).put(key, record.get());
            }
            if (stamps.isPresent()) {
                StampsTable.put(connection, key, stamps.get());
            }
        });
    }

    /** Keeps records of which only counters have changed: a power cut may take that. */
    public void count(Map<SwarmKey, DatasetRecord> records) {
        database.writeSoon(connection -> {
            for (Map.Entry<SwarmKey, DatasetRecord> each : records.entrySet()) {
                new DatasetTable(connection).put(each.getKey(), each.getValue());
            }
        });
    }

    private static void put(Connection connection, SwarmKey key, DatasetRecord record, Optional<Stamps> stamps)
            throws SQLException {
        DatasetTable datasets = new DatasetTable(connection);
        datasets.delete(key);
        datasets.put(key, record);
        if (stamps.isPresent()) {
            StampsTable.put(connection, key, stamps.get());
        }
    }

    /** Keeps that trackers and web seeds which this torrent names may be on this machine and in private networks. */
    public void allowPrivate(SwarmKey key) {
        database.write(connection -> SettingTable.put(connection, ALLOW_PRIVATE + key.hex(), "true"));
    }

    /** Tells whether that is kept. */
    public boolean allowsPrivate(SwarmKey key) {
        return database.read(connection -> SettingTable.find(connection, ALLOW_PRIVATE + key.hex()))
                .isPresent();
    }

    /** Keeps the digests of other versions of a dataset, the nearest first. */
    public void keepVersions(SwarmKey key, List<Sha256> versions) {
        String text = versions.stream().map(Sha256::hex).collect(Collectors.joining(" "));
        database.writeSoon(connection -> SettingTable.put(connection, VERSIONS + key.hex(), text));
    }

    /** Returns those that are kept. */
    public List<Sha256> versions(SwarmKey key) {
        return database.read(connection -> SettingTable.find(connection, VERSIONS + key.hex()))
                .map(text -> Stream.of(text.split(" "))
                        .filter(Sha256::isDigest)
                        .map(Sha256::new)
                        .toList())
                .orElse(List.of());
    }

    /** Keeps who could last give what a dataset lacks. */
    public void keepSeen(SwarmKey key, SeedSeen seen) {
        database.writeSoon(connection -> SettingTable.put(connection, SEEN + key.hex(), seen.text()));
    }

    /** Returns what is kept of that. */
    public SeedSeen seen(SwarmKey key) {
        return database.read(connection -> SettingTable.find(connection, SEEN + key.hex()))
                .map(SeedSeen::parse)
                .orElse(SeedSeen.NOBODY);
    }

    /** The stamps that were kept last; empty when none were, or not to be understood. */
    public Optional<Stamps> stamps(SwarmKey key) {
        return database.read(connection -> StampsTable.find(connection, key));
    }

    /** Forgets a dataset, and one that is lost. */
    public void forget(SwarmKey key) {
        database.write(connection -> {
            new DatasetTable(connection).delete(key);
            LostTable.remove(connection, key.hex());
            SettingTable.remove(connection, ALLOW_PRIVATE + key.hex());
            SettingTable.remove(connection, NAMES + key.hex());
            SettingTable.remove(connection, SEEN + key.hex());
            SettingTable.remove(connection, VERSIONS + key.hex());
            TorrentCopies.remove(connection, List.of(key.hex()));
        });
        lost.remove(key.hex());
        forgetTorrent(key);
    }

    private void forgetTorrent(SwarmKey key) {
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            LOG.warn("'{}' is not deleted: {}", file(key), IoReason.of(e)); // Without a record it does no harm.
        }
    }
}
