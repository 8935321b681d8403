package org.seedbank.node.internal.files;

import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.internal.store.DatasetStore;
import org.seedbank.swarm.SwarmKey;

/**
 * Describes what is always known of a dataset, and its torrent while that is needed: thousands of torrents with their
 * hashes would fill the memory of a node that only seeds. Safe for all threads.
 */
public final class TorrentSummary {

    /** Measured with torrents of 1,000 to 60,000 files: what is made of a byte of them, and what any dataset takes. */
    private static final long BYTES_FOR_BYTE = 5;

    private static final long BASE = 32 << 10;

    private final DatasetStore store;
    private final SwarmKey key;
    private final String name;
    private final Optional<Sha256> digest;
    private final Optional<InfoHash> infohashV1;
    private final Optional<InfoHash> infohashV2;
    private final long bytes;
    private final long bytesWanted;
    private final int files;
    private final BitSet wanted;
    private final int folders;
    private final boolean isPrivate;
    private final long weight;

    /** Guarded by this. */
    private Metainfo torrent;

    /** Changed with what is beside {@code info}. */
    private volatile Optional<Sha256> supersedes;

    /**
     * Says what is known of a torrent.
     *
     * @param chosen indexes of the wanted files; empty for all
     */
    public TorrentSummary(DatasetStore store, Metainfo torrent, Optional<Set<Integer>> chosen) {
        this.store = store;
        this.torrent = torrent;
        this.key = SwarmKey.of(torrent);
        this.name = torrent.name();
        this.digest = torrent.datasetDigest();
        this.supersedes = supersedes(torrent);
        this.infohashV1 = torrent.infoHashV1();
        this.infohashV2 = torrent.infoHashV2();
        this.isPrivate = torrent.isPrivate();
        this.bytes = torrent.totalLength();
        this.files = torrent.files().size();
        this.wanted = wanted(files, chosen);
        this.weight = BASE + BYTES_FOR_BYTE * torrent.bytes().length;
        this.folders = DatasetFolders.of(torrent, wanted).size();
        this.bytesWanted = wanted.stream()
                .mapToLong(index -> torrent.files().get(index).length())
                .sum();
    }

    /** Most have none, and need not be read for it. A stranger's word, which only says where to look for files. */
    private static Optional<Sha256> supersedes(Metainfo torrent) {
        try {
            return torrent.entryJson()
                    .filter(json -> json.contains("\"supersedes\""))
                    .map(Entry::parse)
                    .filter(entry -> torrent.datasetDigest().equals(Optional.of(entry.digest())))
                    .flatMap(Entry::supersedes);
        } catch (CatalogException e) {
            return Optional.empty(); // Whoever looks at the entry is told.
        }
    }

    private static BitSet wanted(int files, Optional<Set<Integer>> chosen) {
        BitSet wanted = new BitSet(files);
        chosen.ifPresentOrElse(some -> some.forEach(wanted::set), () -> wanted.set(0, files));
        return wanted;
    }

    /** The torrent, read again from the store where it was forgotten; may wait for the disk. */
    public synchronized Metainfo torrent() {
        if (torrent == null) {
            torrent = store.torrent(key);
        }
        return torrent;
    }

    /** Keeps what was changed beside its {@code info}; see {@link DatasetStore#replaceTorrent}. Waits for the disk. */
    public synchronized Metainfo replaceTorrent(Metainfo edited) {
        Metainfo kept = store.replaceTorrent(key, edited);
        torrent = torrent == null ? null : kept;
        supersedes = supersedes(kept);
        return kept;
    }

    /** The torrent is not needed for a while. */
    public synchronized void forgetTorrent() {
        torrent = null;
    }

    /** Something that happens to it now. */
    public HistoryEntry happening(HistoryEntry.Kind kind, String detail) {
        return new HistoryEntry(Instant.now(), kind, key, name, digest, Optional.empty(), detail);
    }

    public SwarmKey key() {
        return key;
    }

    public String name() {
        return name;
    }

    public Optional<Sha256> digest() {
        return digest;
    }

    /** The digest of the version before it, as its entry says. */
    public Optional<Sha256> supersedes() {
        return supersedes;
    }

    public Optional<InfoHash> infohashV1() {
        return infohashV1;
    }

    public Optional<InfoHash> infohashV2() {
        return infohashV2;
    }

    /** Tells whether a file can be judged without its neighbours; not where pieces that span files are all there is. */
    public boolean provesFilesAlone() {
        return infohashV2.isPresent() || digest.isPresent();
    }

    /** Tells whether peers may only be had from its trackers (BEP 27). */
    public boolean isPrivate() {
        return isPrivate;
    }

    public long bytes() {
        return bytes;
    }

    public long bytesWanted() {
        return bytesWanted;
    }

    public int files() {
        return files;
    }

    /** Bytes of memory that its torrent takes while it is fetched, about. */
    public long weight() {
        return weight;
    }

    /** How many folders the wanted files are in, the dataset's own included. */
    public int folders() {
        return folders;
    }

    /** Indexes of the wanted files; not to be changed. */
    public BitSet wanted() {
        return wanted;
    }
}
