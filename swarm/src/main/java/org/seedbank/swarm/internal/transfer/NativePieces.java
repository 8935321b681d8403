package org.seedbank.swarm.internal.transfer;

import java.util.BitSet;
import java.util.List;
import org.libtorrent4j.swig.bitfield;
import org.libtorrent4j.swig.int64_vector;
import org.libtorrent4j.swig.int_vector;
import org.libtorrent4j.swig.partial_piece_info;
import org.libtorrent4j.swig.partial_piece_info_vector;
import org.libtorrent4j.swig.torrent_handle;
import org.seedbank.swarm.PieceMap;

/** What libtorrent knows of the pieces of a torrent: copies, which any one thread may look through once they are made. */
public final class NativePieces {

    private final bitfield here;
    private final partial_piece_info_vector begun;
    private final int_vector copies;

    private NativePieces(bitfield here, partial_piece_info_vector begun, int_vector copies) {
        this.here = here;
        this.begun = begun;
        this.copies = copies;
    }

    /** Asks libtorrent. Control thread only. */
    public static NativePieces of(torrent_handle bound) {
        int_vector copies = new int_vector();
        bound.piece_availability(copies);
        return new NativePieces(
                bound.status(torrent_handle.query_pieces).get_pieces(), bound.get_download_queue(), copies);
    }

    /**
     * For each of libtorrent's files, how many bytes of it are here whose pieces have passed their hashes. Control thread
     * only.
     */
    public static int64_vector bytesOfFiles(torrent_handle bound) {
        return bound.file_progress(torrent_handle.piece_granularity);
    }

    /** Counts them in so many spans at most. */
    public PieceMap map(int spans) {
        int pieces = here.size();
        return new PieceMap(
                pieces,
                have(pieces, spans),
                PieceMap.counts(pieces, spans, begun()),
                copies.size() == pieces ? PieceMap.least(pieces, spans, copies::get) : List.of());
    }

    /** Each bit is a call of native code, and mostly all are the same. */
    private List<Integer> have(int pieces, int spans) {
        boolean all = here.all_set();
        boolean mixed = !all && !here.none_set();
        return PieceMap.counts(pieces, spans, piece -> mixed ? here.get_bit(piece) : all);
    }

    private BitSet begun() {
        BitSet some = new BitSet();
        for (partial_piece_info each : begun) {
            some.set(each.getPiece_index());
        }
        return some;
    }
}
