package org.seedbank.swarm.internal.webseed;

import java.lang.ref.Reference;
import java.util.BitSet;
import java.util.function.Consumer;
import org.libtorrent4j.swig.bitfield;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_status;
import org.seedbank.swarm.internal.transfer.NativeTorrent;

/**
 * Gives libtorrent pieces without a connection, for a session that opens no port as its peers are reached through a proxy. A
 * {@link BridgePeer} costs less: here each byte crosses to libtorrent by itself. Safe for all threads; nothing here waits for libtorrent.
 */
final class DirectIntake {

    private final NativeTorrent natively;

    DirectIntake(NativeTorrent natively) {
        this.natively = natively;
    }

    /**
     * Gives a piece that was checked; libtorrent hashes it once more.
     *
     * @param bytes all of the piece in the row of files and padding: libtorrent reads so many, whatever length it is told, and also
     *     of a piece of v2 that ends with its file
     */
    void give(int piece, byte[] bytes) {
        byte_vector copy = new byte_vector(bytes);
        natively.later((unused, handle) -> {
            handle.add_piece_bytes(piece, copy);
            copy.delete();
        });
    }

    /** Tells which pieces libtorrent has, on a thread of the session, or never when the torrent is gone. */
    void ask(Consumer<BitSet> told) {
        natively.later((unused, handle) -> {
            torrent_status status = handle.status(torrent_handle.query_pieces);
            BitSet has = new BitSet();
            try {
                bitfield field = status.get_pieces();
                for (int piece = 0; piece < field.size(); piece++) {
                    has.set(piece, field.get_bit(piece));
                }
            } finally {
                Reference.reachabilityFence(status); // The field is a part of it.
            }
            told.accept(has);
        });
    }
}
