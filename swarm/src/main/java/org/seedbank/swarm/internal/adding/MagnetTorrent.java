package org.seedbank.swarm.internal.adding;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.libtorrent4j.swig.byte_span;
import org.libtorrent4j.swig.peer_info;
import org.libtorrent4j.swig.peer_info_vector;
import org.libtorrent4j.swig.status_flags_t;
import org.libtorrent4j.swig.tcp_endpoint;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.swarm.internal.session.Endpoints;
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
    private long met = System.nanoTime();
    private Optional<byte[]> info = Optional.empty();

    MagnetTorrent(Magnet magnet, torrent_handle handle) {
        this.magnet = magnet;
        this.handle = handle;
    }

    /** What libtorrent has got of it, without piece layers; empty before it has {@code info}. */
    Optional<torrent_info> known() {
        return handle.is_valid()
                ? Optional.ofNullable(handle.torrent_file_ptr()).filter(torrent_info::is_valid)
                : Optional.empty();
    }

    /** Has libtorrent stay with seeds, which it leaves when it wants nothing. The torrent is in upload mode: it asks for no piece. */
    void wantOnePiece() {
        handle.piece_priority_ex(0, WANTED);
    }

    /** The whole torrent file, unchecked; empty as long as something of it is missing. */
    Optional<byte[]> bytes() {
        return known().flatMap(torrent -> {
            if (info.isEmpty()) {
                info = Optional.of(bytes(torrent.get_info_section()));
            }
            return NativeLayers.of(handle, torrent).map(layers -> torrent(info.get(), layers));
        });
    }

    /** Every now and then, while only piece layers are missing: has those asked again who have not given them. */
    void askOn() {
        goOn();
        meetAgain();
    }

    /**
     * Hashes that come twice, since whoever was asked first was slow or left, prove a piece of a hybrid that libtorrent does not have
     * if pieces are as small as leaves. It takes that for a torrent that contradicts itself, and stops it; all layers are checked
     * here anyway. It keeps those that it has, and asks for the others only.
     */
    private void goOn() {
        if (handle.status(status_flags_t.from_int(0)).getErrc().failed()) {
            handle.clear_error();
            handle.resume();
        }
    }

    /**
     * libtorrent asks for hashes when it meets a peer and when one answers, no request twice within three seconds. Of those that
     * are connected and have not given all, each is met anew; of others, those are forgotten that it does not call any more.
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
            for (peer_info peer : connected) {
                if ((peer.getFlags().to_int() & peer_info.outgoing_connection.to_int()) != 0) {
                    meet(peer.getIp());
                }
            }
            handle.pause();
            handle.resume();
        }
    }

    /** Has a peer called that is not connected. As soon as only its piece layers are missing, nobody helps who does not speak v2. */
    void meet(tcp_endpoint peer) {
        if (info.isPresent() && magnet.v2().isPresent()) {
            Endpoints.meetByV2(peer, handle);
        } else {
            handle.connect_peer(peer);
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
