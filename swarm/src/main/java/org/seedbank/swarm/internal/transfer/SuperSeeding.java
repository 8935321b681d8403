package org.seedbank.swarm.internal.transfer;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.peer_flags_t;
import org.libtorrent4j.swig.peer_info;
import org.libtorrent4j.swig.peer_info_vector;
import org.libtorrent4j.swig.torrent_handle;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.TransferStatus;

/**
 * Offers an original, of which nobody else may have all, two pieces at a time to each peer and different ones to different
 * peers (BEP 16), so that each piece is sent about once. That is worth it where sending is what holds the others up, at its
 * limit or in the network. Where it is not, peers would wait for each next offer, one alone most of all, so it ends; as it
 * does when a seed is seen, when as much was sent as the dataset has, and when a peer wants none of what it is offered,
 * as one of some files only. Once ended, it begins again only while there are no peers, since those that were told of all
 * pieces would ask for them. Used on the control thread.
 */
public final class SuperSeeding {

    private static final int LOOKS_IDLE = 5;
    private static final int LOOKS_UNINTERESTED = 5;

    /** A limit holds up what is sent when at least so much of it is used. */
    private static final double USED = 0.8;

    private final TransferCore core;
    private boolean offers;
    private boolean over;
    private long sentBefore;
    private int idle;

    /** How often in a row peers, by their addresses, wanted nothing that was offered. */
    private final Map<String, Integer> uninterested = new HashMap<>();

    /** For a transfer that was added with libtorrent's flag for it. */
    public SuperSeeding(TransferCore core) {
        this.core = core;
        this.offers = true;
    }

    /** Every second. */
    public void look() {
        TransferStatus now = core.board().status();
        long sent = now.traffic().uploaded() - sentBefore;
        sentBefore = now.traffic().uploaded();
        over |= core.seedSeen().isPresent() || now.traffic().uploaded() >= now.bytesWanted();
        if (now.state() != TransferState.SEEDING) {
            return;
        }
        if (offers && over) {
            end();
        } else if (offers && now.peers() > 0) {
            core.torrent().later(torrent -> judge(torrent, sent));
        } else if (!offers && !over && now.peers() == 0) {
            offers = true;
            idle = 0;
            core.torrent().later(torrent -> torrent.set_flags(libtorrent.getSuper_seeding()));
        }
    }

    private void judge(torrent_handle torrent, long sent) {
        peer_info_vector peers = new peer_info_vector();
        torrent.get_peer_info(peers);
        Map<String, Integer> before = Map.copyOf(uninterested);
        uninterested.clear();
        int connected = 0;
        int waiting = 0;
        for (int i = 0; i < peers.size(); i++) {
            peer_info peer = peers.get(i);
            if (has(peer, peer_info.connecting) || has(peer, peer_info.handshake)) {
                continue;
            }
            connected++;
            waiting += isHeldUp(peer) ? 1 : 0;
            if (!has(peer, peer_info.remote_interested)) {
                String address =
                        peer.getIp().address().to_string() + " " + peer.getIp().port();
                uninterested.put(address, before.getOrDefault(address, 0) + 1);
            }
        }
        boolean heldUp = isHeldUp(sent) || 2 * waiting > connected;
        idle = connected == 0 || heldUp ? 0 : idle + 1;
        if (idle >= LOOKS_IDLE || uninterested.values().stream().anyMatch(times -> times >= LOOKS_UNINTERESTED)) {
            end();
        }
    }

    /** It has asked for more than its connection takes. */
    private static boolean isHeldUp(peer_info peer) {
        return peer.getUpload_queue_length() > 0
                && peer.getWrite_state().and_(peer_info.bw_network).non_zero();
    }

    private static boolean has(peer_info peer, peer_flags_t flag) {
        return peer.getFlags().and_(flag).non_zero();
    }

    private boolean isHeldUp(long sent) {
        Optional<Long> limit = core.throttle().upRate();
        return limit.filter(most -> sent >= most * USED).isPresent();
    }

    private void end() {
        offers = false;
        uninterested.clear();
        core.torrent().later(torrent -> torrent.unset_flags(libtorrent.getSuper_seeding()));
    }
}
