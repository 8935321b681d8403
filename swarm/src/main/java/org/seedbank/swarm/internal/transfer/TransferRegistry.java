package org.seedbank.swarm.internal.transfer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.libtorrent4j.swig.info_hash_t;
import org.libtorrent4j.swig.torrent_handle;
import org.seedbank.swarm.SwarmKey;

/**
 * The transfers of a session, by infohash and by the native torrent. What libtorrent says of a native torrent that was
 * closed can come when a new one of the same infohash is there already, so only the native torrent tells whom a status
 * is for. libtorrent says which one it has added before anything else of it, and so no status is missed.
 */
public final class TransferRegistry {

    /** libtorrent's name of every torrent that it no longer has. */
    private static final long GONE = 0;

    private final Map<String, TransferCore> byKey = new ConcurrentHashMap<>();
    private final Map<Long, TransferCore> byNative = new ConcurrentHashMap<>();

    /** Native torrents that are in the session only until a magnet link is resolved. */
    private final Map<Long, Seeker> searches = new ConcurrentHashMap<>();

    /** Adds a transfer; false when the session has a transfer of the same torrent. */
    public boolean add(TransferCore transfer) {
        return byKey.putIfAbsent(transfer.key().hex(), transfer) == null;
    }

    public void bind(torrent_handle handle, TransferCore transfer) {
        byNative.put(handle.id(), transfer);
    }

    /** The transfer shall have another native torrent. */
    public void unbind(TransferCore transfer) {
        transfer.torrent().id().ifPresent(id -> byNative.remove(id, transfer));
        transfer.torrent().unbind();
    }

    /** libtorrent has added a torrent for the transfer of this infohash, which may not know it yet. */
    void added(torrent_handle handle, info_hash_t hashes) {
        long id = handle.id();
        if (id != GONE) {
            find(hashes)
                    .filter(transfer -> transfer.torrent().id().orElse(id) == id)
                    .ifPresent(transfer -> byNative.put(id, transfer));
        }
    }

    public void remove(TransferCore transfer) {
        byKey.remove(transfer.key().hex(), transfer);
        if (transfer.torrent().id().isPresent()) {
            byNative.remove(transfer.torrent().id().getAsLong(), transfer);
        } else {
            byNative.values().removeIf(transfer::equals);
        }
    }

    /** A native torrent looks for peers, and is no transfer. */
    public void addSearch(torrent_handle handle, Seeker search) {
        searches.put(handle.id(), search);
    }

    /** It does not any more; called before the session loses it. */
    public void removeSearch(torrent_handle handle) {
        searches.remove(handle.id());
    }

    public List<TransferCore> all() {
        return List.copyOf(byKey.values());
    }

    Optional<TransferCore> find(info_hash_t hashes) {
        String hex = hashes.has_v1()
                ? hashes.getV1().to_hex()
                : hashes.getV2().to_hex().substring(0, SwarmKey.DIGITS);
        return Optional.ofNullable(byKey.get(hex));
    }

    /** Whoever looks for peers by this native torrent. */
    Optional<Seeker> seeker(torrent_handle handle) {
        long id = handle.id();
        return Optional.<Seeker>ofNullable(byNative.get(id)).or(() -> Optional.ofNullable(searches.get(id)));
    }

    Optional<TransferCore> find(torrent_handle handle) {
        return Optional.ofNullable(byNative.get(handle.id()));
    }
}
