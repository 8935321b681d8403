package org.seedbank.swarm.internal.transfer;

import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFile;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.SwarmKey;

/**
 * The subject of a transfer. A session may seed thousands of torrents, so the hashes of one that is only seeded are not
 * kept: libtorrent has them.
 *
 * @param name the torrent's name
 * @param key its name among sessions
 * @param layout where the torrent's files lie
 * @param bytesWanted the wanted files' lengths together, without padding
 * @param fetching what to fetch; empty for a dataset that is there and is only seeded
 */
public record TransferPlan(
        String name, SwarmKey key, TorrentLayout layout, long bytesWanted, Optional<FetchPlan> fetching) {

    /** Seeds these files by their indexes, or all. */
    public static TransferPlan seeding(Metainfo torrent, TorrentLayout layout, Optional<Set<Integer>> files) {
        long bytes = bytesInFiles(torrent, files);
        return new TransferPlan(torrent.name(), SwarmKey.of(torrent), layout, bytes, Optional.empty());
    }

    /** Seeds these pieces. */
    public static TransferPlan seedingPieces(Metainfo torrent, TorrentLayout layout, BitSet pieces) {
        long bytes = bytesInPieces(torrent, pieces);
        return new TransferPlan(torrent.name(), SwarmKey.of(torrent), layout, bytes, Optional.empty());
    }

    /** The indexes of files that these pieces reach into. */
    public static Set<Integer> filesWith(BitSet pieces, Metainfo torrent) {
        return IntStream.range(0, torrent.files().size())
                .filter(i ->
                        bytesIn(pieces, torrent.pieceLength(), torrent.files().get(i)) > 0)
                .boxed()
                .collect(Collectors.toSet());
    }

    public static TransferPlan fetching(Metainfo torrent, TorrentLayout layout, FetchPlan plan) {
        long bytes = plan.pieces()
                .map(pieces -> bytesInPieces(torrent, pieces))
                .orElseGet(() -> bytesInFiles(torrent, plan.files()));
        return new TransferPlan(torrent.name(), SwarmKey.of(torrent), layout, bytes, Optional.of(plan));
    }

    public boolean fetches() {
        return fetching.isPresent();
    }

    /** True when only some pieces are wanted, in a place that its owner deletes. */
    boolean isForPieces() {
        return fetching.flatMap(FetchPlan::pieces).isPresent();
    }

    /** True when what a fetch has is written down, so that a later one can go on from there. */
    public boolean keepsNotes() {
        return fetches() && !isForPieces();
    }

    /** True when some files are left out, so that libtorrent may keep a file of parts beside the dataset. */
    boolean isPartial() {
        return fetching.flatMap(FetchPlan::files).isPresent();
    }

    private static long bytesInPieces(Metainfo torrent, BitSet pieces) {
        return torrent.files().stream()
                .mapToLong(file -> bytesIn(pieces, torrent.pieceLength(), file))
                .sum();
    }

    private static long bytesIn(BitSet pieces, long pieceLength, TorrentFile file) {
        long end = file.offset() + file.length();
        long sum = 0;
        for (int piece = pieces.nextSetBit((int) (file.offset() / pieceLength));
                piece >= 0 && piece * pieceLength < end;
                piece = pieces.nextSetBit(piece + 1)) {
            long start = Math.max(file.offset(), piece * pieceLength);
            sum += Math.min(end, (piece + 1) * pieceLength) - start;
        }
        return sum;
    }

    private static long bytesInFiles(Metainfo torrent, Optional<Set<Integer>> files) {
        return IntStream.range(0, torrent.files().size())
                .filter(i -> files.map(chosen -> chosen.contains(i)).orElse(true))
                .mapToLong(i -> torrent.files().get(i).length())
                .sum();
    }
}
