package org.seedbank.swarm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.libtorrent4j.swig.info_hash_t;
import org.libtorrent4j.swig.torrent_handle;

/**
 * The transfers of a session, by infohash and by the native torrent. An infohash is known before the native torrent is,
 * so that no status is missed; alerts that carry only a native torrent come later.
 */
final class TransferRegistry {

    private final Map<String, TransferCore> byKey = new ConcurrentHashMap<>();
    private final Set<TransferCore> fetching = ConcurrentHashMap.newKeySet();
    private final Map<Long, TransferCore> byNative = new ConcurrentHashMap<>();

    /** Whether it was added; false when the session has a transfer of the same torrent. */
    boolean add(TransferCore transfer) {
        boolean added = byKey.putIfAbsent(transfer.key().hex(), transfer) == null;
        if (added && transfer.plan().fetches()) {
            fetching.add(transfer);
        }
        return added;
    }

    void bind(torrent_handle handle, TransferCore transfer) {
        byNative.put(handle.id(), transfer);
    }

    void remove(TransferCore transfer) {
        byKey.remove(transfer.key().hex(), transfer);
        fetching.remove(transfer);
        transfer.nativeId().ifPresent(id -> byNative.remove(id, transfer));
    }

    /** Those that fetch or fetched; a session may seed thousands beside them. */
    Set<TransferCore> fetching() {
        return fetching;
    }

    List<TransferCore> all() {
        return List.copyOf(byKey.values());
    }

    Optional<TransferCore> find(info_hash_t hashes) {
        String hex = hashes.has_v1()
                ? hashes.getV1().to_hex()
                : hashes.getV2().to_hex().substring(0, SwarmKey.DIGITS);
        return Optional.ofNullable(byKey.get(hex));
    }

    Optional<TransferCore> find(torrent_handle handle) {
        return Optional.ofNullable(byNative.get(handle.id()));
    }
}
