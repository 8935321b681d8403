package org.seedbank.swarm.internal.session;

import java.net.InetSocketAddress;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.alert_category_t;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.settings_pack;
import org.seedbank.swarm.Capacity;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.swarm.SwarmLimits;
import org.seedbank.swarm.SwarmSettings;

/** libtorrent's settings for a session. Each value that is not libtorrent's own has its reason here. */
final class SessionOptions {

    /** Room for a burst of alerts from thousands of torrents; each takes some hundred bytes while it waits. */
    private static final int ALERT_QUEUE = 20_000;

    /** How long closing waits for trackers to hear that we leave; libtorrent's 5 s would hold up Ctrl-C. */
    private static final int STOP_TRACKER_SECONDS = 2;

    /**
     * A peer that was restarted, or left for a moment, is tried again at once, then after two and three seconds more;
     * libtorrent's 60 s would look like a hang.
     */
    private static final int RECONNECT_SECONDS = 1;

    /** libtorrent's own. */
    private static final int ALLOWED_FAST = 5;

    private final settings_pack pack = new settings_pack();

    private SessionOptions() {}

    /** A fresh settings pack; a session copies it. */
    static settings_pack of(SwarmSettings settings) {
        SessionOptions options = new SessionOptions();
        options.identity(settings);
        options.reach(settings);
        options.limits(settings.limits());
        options.machine();
        return options.pack;
    }

    /** A settings pack with the limits only, for a session that runs. */
    static settings_pack of(SwarmLimits limits) {
        SessionOptions options = new SessionOptions();
        options.limits(limits);
        return options.pack;
    }

    private void identity(SwarmSettings settings) {
        String[] version = settings.clientVersion().split("\\.", -1);
        text(settings_pack.string_types.user_agent, "seedbank/" + settings.clientVersion());
        text(
                settings_pack.string_types.peer_fingerprint,
                libtorrent.generate_fingerprint(
                        "SB",
                        Integer.parseInt(version[0]),
                        Integer.parseInt(version[1]),
                        Integer.parseInt(version[2])));
    }

    private void reach(SwarmSettings settings) {
        boolean everywhere = settings.network() == Network.PUBLIC;
        boolean elsewhere = settings.network() != Network.LOCAL;
        text(settings_pack.string_types.listen_interfaces, interfaces(settings.listen()));
        flag(settings_pack.bool_types.enable_dht, everywhere);
        flag(settings_pack.bool_types.enable_lsd, elsewhere);
        flag(settings_pack.bool_types.enable_upnp, everywhere);
        flag(settings_pack.bool_types.enable_natpmp, everywhere);
        flag(settings_pack.bool_types.enable_ip_notifier, elsewhere);
        // uTP reaches 11 MB/s between two sessions on loopback, TCP thirty times that; others may still come by uTP.
        flag(settings_pack.bool_types.enable_outgoing_utp, false);
        flag(settings_pack.bool_types.enable_incoming_utp, elsewhere);
        // Several processes of one machine, and of one laboratory behind one address, are different peers.
        flag(settings_pack.bool_types.allow_multiple_connections_per_ip, true);
        number(settings_pack.int_types.min_reconnect_time, RECONNECT_SECONDS);
        number(settings_pack.int_types.stop_tracker_timeout, STOP_TRACKER_SECONDS);
    }

    private void limits(SwarmLimits limits) {
        Capacity machine = Capacity.ofThisProcess();
        boolean silent = SwarmLimits.isOff(limits.uploadRate());
        number(settings_pack.int_types.upload_rate_limit, SwarmLimits.natively(limits.uploadRate()));
        number(settings_pack.int_types.download_rate_limit, SwarmLimits.natively(limits.downloadRate()));
        number(settings_pack.int_types.connections_limit, Math.min(limits.connections(), machine.connections()));
        number(settings_pack.int_types.unchoke_slots_limit, silent ? 0 : limits.uploadSlots());
        // Pieces that a peer may ask for without a slot.
        number(settings_pack.int_types.allowed_fast_set_size, silent ? 0 : ALLOWED_FAST);
        number(settings_pack.int_types.file_pool_size, machine.openFiles());
    }

    private void machine() {
        int cores = Runtime.getRuntime().availableProcessors();
        // The disk's threads mostly wait for the disk, so a few more than cores; hashing keeps a core busy.
        number(settings_pack.int_types.aio_threads, Math.max(4, cores));
        number(settings_pack.int_types.hashing_threads, cores);
        number(settings_pack.int_types.alert_queue_size, ALERT_QUEUE);
        number(settings_pack.int_types.alert_mask, alertMask());
    }

    private static int alertMask() {
        alert_category_t mask = alert.error_notification
                .or_(alert.status_notification)
                .or_(alert.storage_notification)
                .or_(alert.tracker_notification)
                .or_(alert.peer_notification);
        return mask.to_int();
    }

    /** libtorrent's notation: addresses with ports, IPv6 in brackets. */
    static String interfaces(InetSocketAddress listen) {
        int port = listen.getPort();
        if (listen.getAddress().isAnyLocalAddress()) {
            return "0.0.0.0:%d,[::]:%d".formatted(port, port);
        }
        return PeerAddresses.of(listen).toString();
    }

    private void text(settings_pack.string_types name, String value) {
        pack.set_str(name.swigValue(), value);
    }

    private void flag(settings_pack.bool_types name, boolean value) {
        pack.set_bool(name.swigValue(), value);
    }

    private void number(settings_pack.int_types name, int value) {
        pack.set_int(name.swigValue(), value);
    }
}
