package org.seedbank.swarm.internal.transfer;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.sha256_hash;
import org.libtorrent4j.swig.sha256_hash_vector;
import org.libtorrent4j.swig.sha256_hash_vector_vector;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.seedbank.integrity.Sha256;

/** Piece layers (BEP 52) that libtorrent has got from peers. */
public final class NativeLayers {

    private NativeLayers() {}

    /** The layers of files that are longer than a piece, by their roots; empty while one has a gap. Control thread only. */
    public static Optional<SortedMap<Sha256, byte[]>> of(torrent_handle handle, torrent_info known) {
        SortedMap<Sha256, byte[]> layers = new TreeMap<>();
        if (!known.v2()) {
            return Optional.of(layers);
        }
        file_storage files = known.files();
        sha256_hash_vector_vector trees = handle.piece_layers();
        for (int i = 0; i < files.num_files(); i++) {
            if (!files.pad_file_at(i) && files.file_size(i) > known.piece_length()) {
                Optional<byte[]> layer =
                        i < trees.size() ? layer(trees.get(i), files.file_num_pieces(i)) : Optional.empty();
                if (layer.isEmpty()) {
                    return Optional.empty();
                }
                layers.put(new Sha256(files.root(i).to_hex()), layer.get());
            }
        }
        return Optional.of(layers);
    }

    private static Optional<byte[]> layer(sha256_hash_vector hashes, int pieces) {
        if (hashes.size() < pieces) {
            return Optional.empty();
        }
        ByteBuffer layer = ByteBuffer.allocate(pieces * Sha256.BYTES);
        for (int i = 0; i < pieces; i++) {
            sha256_hash hash = hashes.get(i);
            if (hash.is_all_zeros()) {
                return Optional.empty();
            }
            layer.put(HexFormat.of().parseHex(hash.to_hex()));
        }
        return Optional.of(layer.array());
    }
}
