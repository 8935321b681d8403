package org.seedbank.swarm;

import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seedbank.integrity.Metainfo;
import org.seedbank.integrity.TorrentFile;

/**
 * What one transfer is about.
 *
 * @param layout where the torrent's files lie
 * @param fetch what to fetch; empty for a dataset that is there and is only seeded
 */
record TransferPlan(Metainfo torrent, TorrentLayout layout, Optional<FetchPlan> fetch) {

    FetchTarget target() {
        return new FetchTarget(torrent, layout.root());
    }

    boolean fetches() {
        return fetch.isPresent();
    }

    /** Whether only some pieces are wanted, in a place that its owner deletes. */
    boolean isForPieces() {
        return fetch.flatMap(FetchPlan::pieces).isPresent();
    }

    /** Whether what a fetch has is written down, so that a later one can go on from there. */
    boolean keepsNotes() {
        return fetches() && !isForPieces();
    }

    /** Whether some files are left out, so that libtorrent may keep a file of parts beside the dataset. */
    boolean isPartial() {
        return fetch.flatMap(FetchPlan::files).isPresent();
    }

    long bytesWanted() {
        return fetch.flatMap(FetchPlan::pieces).map(this::bytesIn).orElseGet(this::bytesInFiles);
    }

    private long bytesIn(BitSet pieces) {
        return torrent.files().stream().mapToLong(file -> bytesIn(pieces, file)).sum();
    }

    private long bytesIn(BitSet pieces, TorrentFile file) {
        long end = file.offset() + file.length();
        long pieceLength = torrent.pieceLength();
        long sum = 0;
        for (int piece = pieces.nextSetBit((int) (file.offset() / pieceLength));
                piece >= 0 && piece * pieceLength < end;
                piece = pieces.nextSetBit(piece + 1)) {
            long start = Math.max(file.offset(), piece * pieceLength);
            sum += Math.min(end, (piece + 1) * pieceLength) - start;
        }
        return sum;
    }

    private long bytesInFiles() {
        return IntStream.range(0, torrent.files().size())
                .filter(i -> fetch.map(plan -> plan.wants(i)).orElse(true))
                .mapToLong(i -> torrent.files().get(i).length())
                .sum();
    }
}
