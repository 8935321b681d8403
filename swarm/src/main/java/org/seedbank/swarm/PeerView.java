package org.seedbank.swarm;

import java.util.Objects;

/**
 * A peer that a transfer is connected to, at one moment.
 *
 * @param address in digits, with its port
 * @param client what its program calls itself, such as {@code qBittorrent/4.5.2}: one line of at most {@value #LONGEST_CLIENT}
 *     characters, of which none is unseen or turns others around. A stranger's word all the same
 * @param incoming whether it has called, and not this session
 * @param utp whether it is reached over uTP (BEP 29), otherwise over TCP
 * @param encrypted whether what is sent is encrypted, and not only the handshake
 * @param have the share of the pieces that it has, as it says, from 0 to 1
 * @param downloadRate bytes of pieces that come from it per second
 * @param uploadRate bytes of pieces that go to it per second
 * @param downloaded bytes of pieces that have come from it in this connection
 * @param uploaded bytes of pieces that have gone to it in this connection
 */
public record PeerView(
        String address,
        String client,
        boolean incoming,
        boolean utp,
        boolean encrypted,
        double have,
        long downloadRate,
        long uploadRate,
        long downloaded,
        long uploaded) {

    /** Characters that a program's name may have; of a longer one the rest is left out. */
    public static final int LONGEST_CLIENT = 60;

    /** Throws {@link NullPointerException} when a part is missing. */
    public PeerView {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(client, "client");
    }

    /** Bytes of pieces that come and go per second. */
    public long rate() {
        return downloadRate + uploadRate;
    }

    /** The same peer by another connection to it as well. */
    public PeerView and(PeerView other) {
        return new PeerView(
                address,
                client,
                incoming,
                utp,
                encrypted && other.encrypted,
                Math.max(have, other.have),
                downloadRate + other.downloadRate,
                uploadRate + other.uploadRate,
                downloaded + other.downloaded,
                uploaded + other.uploaded);
    }
}
