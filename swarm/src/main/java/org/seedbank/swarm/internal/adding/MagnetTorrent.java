package org.seedbank.swarm.internal.adding;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.libtorrent4j.swig.byte_span;
import org.libtorrent4j.swig.file_storage;
import org.libtorrent4j.swig.sha256_hash;
import org.libtorrent4j.swig.sha256_hash_vector;
import org.libtorrent4j.swig.sha256_hash_vector_vector;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.torrent.Magnet;

/**
 * A torrent that libtorrent is getting from peers: first {@code info} (BEP 9), then, with v2 hashes, the piece layers
 * (BEP 52), which it asks for by itself. Used on the control thread only.
 */
final class MagnetTorrent {

    private static final int LOOKS_BEFORE_MEETING_AGAIN = 20;

    private final Magnet magnet;
    private final torrent_handle handle;
    private int looks;
    private Optional<byte[]> info = Optional.empty();

    MagnetTorrent(Magnet magnet, torrent_handle handle) {
        this.magnet = magnet;
        this.handle = handle;
    }

    /** The whole torrent file, unchecked; empty as long as something of it is missing. */
    Optional<byte[]> bytes() {
        if (!handle.is_valid()) {
            return Optional.empty();
        }
        torrent_info known = handle.torrent_file_ptr();
        if (known == null || !known.is_valid()) {
            return Optional.empty();
        }
        if (info.isEmpty()) {
            info = Optional.of(bytes(known.get_info_section()));
        }
        Optional<Map<String, byte[]>> layers = layers(known);
        if (layers.isEmpty()) {
            meetAgain();
        }
        return layers.map(whole -> torrent(info.get(), whole));
    }

    /**
     * libtorrent asks for hashes when it meets a peer and when one answers, no request twice within three seconds, and
     * those that it met before it knew {@code info} in vain.
     */
    private void meetAgain() {
        if (looks++ % LOOKS_BEFORE_MEETING_AGAIN == 0) {
            handle.pause();
            handle.resume();
        }
    }

    private static byte[] bytes(byte_span span) {
        byte[] bytes = new byte[Math.toIntExact(span.size())];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = span.at(i);
        }
        return bytes;
    }

    /** The layers by their roots in hex; empty while one has a gap. */
    private Optional<Map<String, byte[]>> layers(torrent_info known) {
        Map<String, byte[]> layers = new TreeMap<>();
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
                layers.put(files.root(i).to_hex(), layer.get());
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

    private byte[] torrent(byte[] infoBytes, Map<String, byte[]> layers) {
        BencodeWriter torrent = new BencodeWriter().beginDict();
        if (!magnet.trackers().isEmpty()) {
            torrent.key("announce-list").beginList();
            magnet.trackers().forEach(url -> torrent.beginList().text(url).end());
            torrent.end();
        }
        torrent.key("info").encoded(infoBytes);
        if (!layers.isEmpty()) {
            torrent.key("piece layers").beginDict();
            // The order of hex digits is the order of the bytes.
            layers.forEach(
                    (root, layer) -> torrent.key(HexFormat.of().parseHex(root)).bytes(layer));
            torrent.end();
        }
        if (!magnet.webSeeds().isEmpty()) {
            torrent.key("url-list").beginList();
            magnet.webSeeds().forEach(torrent::text);
            torrent.end();
        }
        return torrent.end().toByteArray();
    }
}
