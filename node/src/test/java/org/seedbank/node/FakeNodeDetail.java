package org.seedbank.node;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.detail.DatasetEntry;
import org.seedbank.node.detail.DatasetFiles;
import org.seedbank.node.detail.DatasetPeers;
import org.seedbank.node.detail.DiskUse;
import org.seedbank.node.detail.FileVerdict;
import org.seedbank.node.detail.RateSamples;
import org.seedbank.swarm.PieceMap;
import org.seedbank.swarm.SwarmKey;

/** What a {@link FakeNode} tells of its datasets in depth: what a test has said, and else what goes with their state. Not for several threads. */
final class FakeNodeDetail {

    private static final RateSamples NOTHING_MOVED =
            new RateSamples(RateSamples.STEP, FakeNode.STARTED, List.of(), List.of());

    private final Map<SwarmKey, List<DatasetFiles.FileView>> files = new HashMap<>();
    private final Map<SwarmKey, PieceMap> pieces = new HashMap<>();
    private final Map<SwarmKey, DatasetPeers> peers = new HashMap<>();

    private final Map<SwarmKey, RateSamples> rates = new HashMap<>();
    private final Map<SwarmKey, DatasetEntry> entries = new HashMap<>();
    private RateSamples all = NOTHING_MOVED;
    private List<DiskUse> disks = List.of();

    void files(SwarmKey key, List<DatasetFiles.FileView> said) {
        files.put(key, said);
    }

    void pieces(SwarmKey key, PieceMap said) {
        pieces.put(key, said);
    }

    void peers(SwarmKey key, DatasetPeers said) {
        peers.put(key, said);
    }

    DatasetFiles files(DatasetView view, Optional<Metainfo> torrent, int from, int count) {
        List<DatasetFiles.FileView> all = files.getOrDefault(
                view.key(), torrent.map(each -> of(view, each)).orElse(List.of()));
        int first = Math.min(from, all.size());
        return new DatasetFiles(all.size(), from, all.subList(first, Math.min(all.size(), first + count)));
    }

    private static List<DatasetFiles.FileView> of(DatasetView view, Metainfo torrent) {
        boolean here = isHere(view);
        return torrent.files().stream()
                .map(file -> new DatasetFiles.FileView(
                        file.path().text(),
                        file.length(),
                        here ? Optional.of(file.length()) : Optional.empty(),
                        here ? FileVerdict.VERIFIED : FileVerdict.ARRIVING,
                        file.digest()))
                .toList();
    }

    private static boolean isHere(DatasetView view) {
        return view.state() == DatasetState.SEEDING || view.state() == DatasetState.COMPLETE;
    }

    PieceMap pieces(DatasetView view, Optional<Metainfo> torrent, int spans) {
        int count = torrent.map(each -> (int) each.pieceCount()).orElse(1);
        PieceMap usual = isHere(view)
                ? PieceMap.of(count, spans, piece -> true)
                : new PieceMap(count, List.of(), List.of(), List.of());
        return pieces.getOrDefault(view.key(), usual);
    }

    void rates(SwarmKey key, RateSamples said) {
        rates.put(key, said);
    }

    void rates(RateSamples said) {
        all = said;
    }

    void entry(SwarmKey key, DatasetEntry said) {
        entries.put(key, said);
    }

    void disks(List<DiskUse> said) {
        disks = List.copyOf(said);
    }

    RateSamples rates() {
        return all;
    }

    RateSamples rates(SwarmKey key) {
        return rates.getOrDefault(key, NOTHING_MOVED);
    }

    DatasetEntry entry(SwarmKey key) {
        return entries.getOrDefault(key, DatasetEntry.NONE);
    }

    List<DiskUse> disks() {
        return disks;
    }

    DatasetPeers peers(SwarmKey key) {
        return peers.getOrDefault(key, DatasetPeers.of(List.of(), List.of()));
    }
}
