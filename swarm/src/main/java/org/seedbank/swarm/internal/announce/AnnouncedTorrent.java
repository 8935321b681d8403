package org.seedbank.swarm.internal.announce;

import java.net.InetSocketAddress;
import java.util.List;
import org.seedbank.integrity.torrent.InfoHash;

/** A torrent of the session as its trackers need it. Its methods are called on any thread, and return at once. */
public interface AnnouncedTorrent {

    /** What trackers know it by: of a hybrid both, as one of them is all that other programs may know. */
    List<InfoHash> infoHashes();

    /** How it stands now. */
    Standing standing();

    /** Whether its trackers, and the peers they name, may be of this machine and of private networks. */
    boolean allowsPrivate();

    /** Is handed peers that a tracker named, each once. */
    void peers(List<InetSocketAddress> peers);

    /** A tracker did what was asked. */
    void answered(String tracker);

    /** A tracker did not do what was asked, for another reason than last time. The reason is a stranger's text. */
    void failed(String tracker, String reason);

    /** The network is another one than before, or there is one again: others are to hear of this peer there. */
    void networkCame();

    /** A tracker that did what was asked has something to say; a stranger's text. */
    void warned(String tracker, String warning);

    /**
     * How a torrent stands.
     *
     * @param active true while peers shall come: it is seeded or fetched, and not paused
     * @param uploaded bytes sent since the transfer began
     * @param downloaded bytes received since the transfer began
     * @param left bytes of the torrent that are not there, wanted or not
     * @param wantsPeers true for a fetch that has nobody to get anything from
     */
    record Standing(boolean active, long uploaded, long downloaded, long left, boolean wantsPeers) {

        /** Nothing is to be announced. */
        public static final Standing INACTIVE = new Standing(false, 0, 0, 0, false);

        boolean isComplete() {
            return left == 0;
        }

        Standing ended() {
            return new Standing(false, uploaded, downloaded, left, false);
        }
    }
}
