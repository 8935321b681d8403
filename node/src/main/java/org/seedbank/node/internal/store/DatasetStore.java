package org.seedbank.node.internal.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.AtomicFile;
import org.seedbank.integrity.files.BoundedFile;
import org.seedbank.integrity.files.DurableFolder;
import org.seedbank.integrity.files.UnusableFileException;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.SwarmKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a node's datasets. Each has a folder named by its key with {@code torrent}, {@code record.json} and, once
 * it was verified, {@code stamps}. The record is written last and deleted first: without it the rest does not count.
 * Used on the node's keeper thread, but for {@link #load}, which comes before that, and what says otherwise.
 */
public final class DatasetStore {

    private static final Logger LOG = LoggerFactory.getLogger(DatasetStore.class);
    private static final int SCHEMA = 1;

    /** Lost datasets that are named; of the others their number is told. */
    private static final int MAX_NAMED = 10;

    /** Stamps of as many files as a torrent can have. */
    private static final int MAX_STAMPS = 256 << 20;

    private final Path folder;

    /** What could not be read, by the names of the folders. Written by the keeper thread, read by all. */
    private final SortedMap<String, String> lost = new ConcurrentSkipListMap<>();

    /** A store in this folder, which is made when it is needed. */
    public DatasetStore(Path folder) {
        this.folder = folder;
    }

    /**
     * Takes up everything that is kept, one after the other, so that no two torrents need be in memory at once. What cannot
     * be read is told in the log and in {@link #warnings}, and left where it is.
     *
     * @param take makes something of a torrent and its record
     * @throws NodeException.NewerState when a later version wrote some of it
     */
    public <T> List<T> load(BiFunction<Metainfo, DatasetRecord, T> take) {
        List<T> all = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
            for (Path each : folders) {
                if (Files.isDirectory(each)) {
                    load(each, take).ifPresent(all::add);
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw new NodeException.StateUnusable(folder, e.getCause());
        } catch (IOException e) {
            throw new NodeException.StateUnusable(folder, e);
        }
        return all;
    }

    /**
     * The torrent of a dataset. For any thread.
     *
     * @throws NodeException.StateUnusable when it cannot be read any more
     */
    public Metainfo torrent(SwarmKey key) {
        Path file = of(key).resolve("torrent");
        try {
            return Metainfo.parse(BoundedFile.read(file, Metainfo.MAX_BYTES));
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }

    /** What could not be read and was not taken in again since, for a person; at most 11 lines. Any thread. */
    public List<String> warnings() {
        List<String> named =
                new ArrayList<>(lost.values().stream().limit(MAX_NAMED).toList());
        int more = lost.size() - named.size();
        if (more > 0) {
            named.add("%d more datasets were lost in the same way; the log names them".formatted(more));
        }
        return named;
    }

    private <T> Optional<T> load(Path each, BiFunction<Metainfo, DatasetRecord, T> take) {
        try {
            sweep(each);
            Optional<DatasetRecord> record = recordFile(each).read(RecordJson::read);
            if (record.isPresent()) {
                return Optional.of(take.apply(checked(each, record.get()), record.get()));
            }
            if (recordFile(each).isSetAside()) {
                lose(each, "its record could not be understood", "'%s'".formatted(each.resolve("torrent")));
            }
        } catch (UnusableFileException | IntegrityException | NodeException.StateUnusable e) {
            lose(each, e.getMessage(), "its torrent");
        } catch (IOException e) {
            lose(each, IoReason.of(e), "its torrent");
        }
        return Optional.empty();
    }

    private void lose(Path each, String why, String torrent) {
        String warning =
                ("what the node knew of a dataset is lost with '%s': %s; the dataset itself is as it was: take it in"
                                + " again with %s and its folder, or end the node and delete '%s'")
                        .formatted(each, why, torrent, each);
        LOG.warn(warning);
        lost.put(each.getFileName().toString(), warning);
    }

    private static Metainfo checked(Path each, DatasetRecord record) throws IOException {
        Metainfo torrent = torrentIn(each);
        if (!each.getFileName().toString().equals(SwarmKey.of(torrent).hex())) {
            throw new UnusableFileException("its torrent is of another dataset");
        }
        int files = torrent.files().size();
        if (record.files().stream().flatMap(Set::stream).anyMatch(index -> index < 0 || index >= files)) {
            throw new UnusableFileException("its record chooses files that the torrent does not have");
        }
        return torrent;
    }

    private static Metainfo torrentIn(Path each) throws IOException {
        try {
            return Metainfo.parse(BoundedFile.read(each.resolve("torrent"), Metainfo.MAX_BYTES));
        } catch (NoSuchFileException e) {
            throw new UnusableFileException("its torrent is gone");
        } catch (UnusableFileException e) {
            throw new UnusableFileException("its torrent " + e.getMessage());
        }
    }

    /** Whoever was writing here has died: the node's folder has one owner, and this one has not begun to write. */
    private static void sweep(Path each) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(
                each, file -> AtomicFile.isTemporary(file.getFileName().toString()))) {
            for (Path file : left) {
                Files.deleteIfExists(file);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static StateFile recordFile(Path each) {
        return new StateFile(each.resolve("record.json"), SCHEMA);
    }

    /**
     * The record of a dataset, for those who do not own the state: nothing is ever changed. Any thread, any process.
     *
     * @throws NodeException.NewerState when a later version wrote it
     * @throws NodeException.StateUnusable when it cannot be read, or not be understood
     */
    public Optional<DatasetRecord> peek(SwarmKey key) {
        StateFile file = recordFile(of(key));
        if (file.isSetAside()) {
            throw new NodeException.StateUnusable("the record of %s could not be understood".formatted(key), null);
        }
        return file.peek(RecordJson::read);
    }

    private Path of(SwarmKey key) {
        return folder.resolve(key.hex());
    }

    /** Keeps a new dataset. */
    public void create(Metainfo torrent, DatasetRecord record, Optional<Stamps> stamps) {
        SwarmKey key = SwarmKey.of(torrent);
        Path file = of(key).resolve("torrent");
        try {
            DurableFolder.make(of(key));
            AtomicFile.write(file, torrent.bytes());
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
        if (stamps.isPresent()) {
            stamp(key, stamps.get());
        }
        update(key, record);
        lost.remove(key.hex());
    }

    /** Keeps what has changed of a dataset. */
    public void update(SwarmKey key, DatasetRecord record) {
        recordFile(of(key)).write(RecordJson.write(record));
    }

    /** Keeps how a dataset's files were when it was found intact. */
    public void stamp(SwarmKey key, Stamps stamps) {
        Path file = of(key).resolve("stamps");
        try {
            AtomicFile.write(file, StampsFile.bytes(stamps));
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }

    /** The stamps that were kept last; empty when none were, or not to be understood. For any thread. */
    public Optional<Stamps> stamps(SwarmKey key) {
        Path file = of(key).resolve("stamps");
        try {
            return StampsFile.parse(BoundedFile.read(file, MAX_STAMPS));
        } catch (NoSuchFileException | UnusableFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }

    /** Forgets a dataset; what else somebody has put into its folder stays there and does not count. */
    public void forget(SwarmKey key) {
        Path each = of(key);
        try {
            Files.deleteIfExists(each.resolve("record.json"));
            Files.deleteIfExists(each.resolve("stamps"));
            Files.deleteIfExists(each.resolve("torrent"));
            Files.deleteIfExists(each.resolve("record.json.unreadable"));
            Files.deleteIfExists(each);
        } catch (DirectoryNotEmptyException e) {
            LOG.warn("'{}' is not deleted: other files are in it", each);
        } catch (IOException e) {
            throw new NodeException.StateUnusable(each, e);
        }
    }
}
