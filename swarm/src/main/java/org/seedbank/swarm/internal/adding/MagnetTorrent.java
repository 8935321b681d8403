package org.seedbank.swarm.internal.adding;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.libtorrent4j.swig.byte_span;
import org.libtorrent4j.swig.peer_info_vector;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.swarm.internal.transfer.NativeLayers;

/**
 * A torrent that libtorrent is getting from peers: first {@code info} (BEP 9), then, with v2 hashes, the piece layers
 * (BEP 52), which it asks for by itself. Used on the control thread only.
 */
final class MagnetTorrent {

    /** A little more than the three seconds within which libtorrent asks nobody for the same hashes again. */
    private static final Duration SAME_HASHES = Duration.ofMillis(3_200);

    private static final byte WANTED = 4;

    private final Magnet magnet;
    private final torrent_handle handle;
    private long met;
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
            met = System.nanoTime();
            // The torrent is in upload mode, so nothing of this piece is asked for.
            handle.piece_priority_ex(0, WANTED);
        }
        Optional<SortedMap<Sha256, byte[]>> layers = NativeLayers.of(handle, known);
        if (layers.isEmpty()) {
            meetAgain();
        }
        return layers.map(whole -> torrent(info.get(), whole));
    }

    /**
     * libtorrent asks for hashes when it meets a peer and when one answers, no request twice within three seconds. As soon
     * as it has {@code info} it asks the peer that gave it, and then leaves all seeds before they answer, since nothing of
     * the torrent is wanted. One wanted piece has it come back to them, unless it has noted by then that it needs no seed: it
     * has to forget them to try them again.
     */
    private void meetAgain() {
        if (System.nanoTime() - met < SAME_HASHES.toNanos()) {
            return;
        }
        met = System.nanoTime();
        peer_info_vector connected = new peer_info_vector();
        handle.get_peer_info(connected);
        if (connected.isEmpty()) {
            handle.clear_peers();
            handle.force_reannounce();
            handle.force_dht_announce();
            handle.force_lsd_announce();
        } else {
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

    private byte[] torrent(byte[] infoBytes, SortedMap<Sha256, byte[]> layers) {
        BencodeWriter torrent = new BencodeWriter().beginDict();
        if (!magnet.trackers().isEmpty()) {
            torrent.key("announce-list").beginList();
            magnet.trackers().forEach(url -> torrent.beginList().text(url).end());
            torrent.end();
        }
        torrent.key("info").encoded(infoBytes);
        if (!layers.isEmpty()) {
            torrent.key("piece layers").beginDict();
            layers.forEach((root, layer) -> torrent.key(root.bytes()).bytes(layer));
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
