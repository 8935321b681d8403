package org.seedbank.swarm.internal.session;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.alerts_dropped_alert;
import org.libtorrent4j.swig.peer_alert;
import org.libtorrent4j.swig.peer_ban_alert;
import org.libtorrent4j.swig.peer_connect_alert;
import org.libtorrent4j.swig.peer_disconnected_alert;
import org.libtorrent4j.swig.peer_error_alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts peers as libtorrent's alerts tell of them, and has those addresses left alone that take more than their share. Alert thread only. */
final class PeerPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(PeerPlaces.class);

    private final AddressShare share;
    private final Consumer<Set<String>> leaveAlone;

    /**
     * For a session.
     *
     * @param leaveAlone refuses these addresses and no others from now on, and returns at once
     */
    PeerPlaces(AddressShare share, Consumer<Set<String>> leaveAlone) {
        this.share = share;
        this.leaveAlone = leaveAlone;
    }

    void take(alert next) {
        int type = next.type();
        if (type == peer_connect_alert.alert_type) {
            String from = address(alert.cast_to_peer_connect_alert(next));
            leaveAlone(from, share.connects(from));
        } else if (type == peer_disconnected_alert.alert_type) {
            share.ends(address(alert.cast_to_peer_disconnected_alert(next)));
        } else if (type == peer_error_alert.alert_type) {
            share.ends(address(alert.cast_to_peer_error_alert(next)));
        } else if (type == peer_ban_alert.alert_type) {
            String from = address(alert.cast_to_peer_ban_alert(next));
            leaveAlone(from, share.banned(from));
        } else if (type == alerts_dropped_alert.alert_type) {
            share.forgets();
        }
    }

    /** Now and then. */
    void look() {
        if (share.lapses()) {
            leaveAlone.accept(share.blocked());
        }
    }

    private void leaveAlone(String address, Optional<String> reason) {
        reason.ifPresent(why -> {
            LOG.warn("the address {} is left alone for a while: {}", address, why);
            leaveAlone.accept(share.blocked());
        });
    }

    private static String address(peer_alert peer) {
        return peer.get_endpoint().address().to_string();
    }
}
