package org.seedbank.swarm.internal.announce;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.web.WebAddress;

/**
 * One announce to a tracker (BEP 3), with the parameters that libtorrent sends, in its order.
 *
 * @param tracker its address
 * @param infoHash of v1, or of v2 and then truncated (BEP 52)
 * @param port where peers reach the session
 * @param trackerId what the tracker wants to be told again
 * @param confined true when redirects may lead to this machine alone
 * @param allowPrivate true when the address may lead to this machine and private networks
 */
record AnnounceRequest(
        WebAddress tracker,
        InfoHash infoHash,
        PeerIdentity peer,
        int port,
        AnnouncedTorrent.Standing standing,
        AnnounceEvent event,
        Optional<BBytes> trackerId,
        boolean confined,
        boolean allowPrivate) {

    /** libtorrent's own. */
    private static final int WANTED_PEERS = 200;

    /** Trackers take the first 20 bytes of a v2 infohash. */
    private static final int HASH_BYTES = 20;

    private static final String ANNOUNCE = "announce";

    /** What is asked. */
    URI announce() {
        StringBuilder query = new StringBuilder("info_hash=").append(hash());
        query.append("&peer_id=").append(peer.peerId());
        query.append("&port=").append(port);
        query.append("&uploaded=").append(standing.uploaded());
        query.append("&downloaded=").append(standing.downloaded());
        query.append("&left=").append(standing.left());
        query.append("&corrupt=0&key=").append(peer.key());
        if (event != AnnounceEvent.NONE) {
            query.append("&event=").append(event.text());
        }
        query.append("&numwant=").append(event == AnnounceEvent.STOPPED ? 0 : WANTED_PEERS);
        query.append("&compact=1&no_peer_id=1&supportcrypto=1&redundant=0");
        trackerId.ifPresent(id -> query.append("&trackerid=").append(escaped(id.copy())));
        return asking(tracker.uri().toString(), query.toString());
    }

    /** Where the tracker tells how many peers there are (BEP 48); empty for one that has no such place. */
    Optional<URI> scrape() {
        String url = tracker.uri().toString();
        int end = url.indexOf('?') < 0 ? url.length() : url.indexOf('?');
        int last = url.lastIndexOf('/', end);
        if (!url.startsWith(ANNOUNCE, last + 1)) {
            return Optional.empty();
        }
        String scrape = url.substring(0, last + 1) + "scrape" + url.substring(last + 1 + ANNOUNCE.length());
        return Optional.of(asking(scrape, "info_hash=" + hash()));
    }

    /** An address may have parameters of its own, as a key by which the tracker knows its members. */
    private static URI asking(String url, String query) {
        return URI.create(url + (url.indexOf('?') < 0 ? "?" : "&") + query);
    }

    /** The infohash as this tracker's answers name it. */
    byte[] shortHash() {
        return Arrays.copyOf(infoHash.bytes(), HASH_BYTES);
    }

    private String hash() {
        return escaped(shortHash());
    }

    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            boolean plain = each > 0 && (Character.isLetterOrDigit((char) each) || "-._~".indexOf(each) >= 0);
            text.append(plain ? Character.toString((char) each) : "%%%02X".formatted(each));
        }
        return text.toString();
    }
}
