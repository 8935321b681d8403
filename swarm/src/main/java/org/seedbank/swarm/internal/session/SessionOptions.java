package org.seedbank.swarm.internal.session;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.alert_category_t;
import org.libtorrent4j.swig.settings_pack;
import org.seedbank.integrity.HostPort;
import org.seedbank.swarm.Capacity;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.swarm.SwarmLimits;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.network.Encryption;
import org.seedbank.swarm.network.ListenPlace;
import org.seedbank.swarm.network.NetworkSettings;
import org.seedbank.web.proxy.ProxyAddress;
import org.seedbank.web.proxy.ProxyGateway;

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

    /**
     * Messages of the DHT from one address in a second, on average of ten, before none of it is heard for five minutes. libtorrent's 5
     * are too few where nodes of a lab are on one machine or behind one router.
     */
    private static final int LAB_MESSAGES = 1_000;

    /** libtorrent's own. */
    private static final int ALLOWED_FAST = 5;

    /**
     * Bytes that may wait to be written before peers are asked for less. With libtorrent's 1 MiB, a connection stands still for as long as
     * the disk's threads compute hashes.
     */
    private static final int WAITING_TO_BE_WRITTEN = 16 << 20;

    private final settings_pack pack = new settings_pack();

    private SessionOptions() {}

    /** A fresh settings pack; a session copies it. */
    static settings_pack of(SwarmSettings settings) {
        SessionOptions options = new SessionOptions();
        options.identity(settings);
        options.reach(settings);
        options.dht(settings.networking().dhtBootstrap());
        options.encryption(settings.networking().encryption());
        settings.usedProxy()
                .ifPresent(proxy -> options.proxy(proxy, settings.networking().dhtBootstrap()));
        options.limits(settings.limits());
        options.machine();
        return options.pack;
    }

    /** A settings pack with nothing but where a session listens. */
    static settings_pack listening(SwarmSettings settings) {
        SessionOptions options = new SessionOptions();
        options.text(settings_pack.string_types.listen_interfaces, interfaces(settings));
        return options.pack;
    }

    /** A settings pack with nothing but whether peers are looked for in the local network. */
    static settings_pack localDiscovery(boolean on) {
        SessionOptions options = new SessionOptions();
        options.flag(settings_pack.bool_types.enable_lsd, on);
        return options.pack;
    }

    /** A settings pack with the limits only, for a session that runs. */
    static settings_pack of(SwarmLimits limits) {
        SessionOptions options = new SessionOptions();
        options.limits(limits);
        return options.pack;
    }

    private void identity(SwarmSettings settings) {
        ClientName name = ClientName.of(settings);
        text(settings_pack.string_types.user_agent, name.userAgent());
        // Through a proxy nobody comes in, and peers of different torrents are not to know that it is the same one.
        text(
                settings_pack.string_types.peer_fingerprint,
                settings.usedProxy().isPresent() ? name.fingerprint() : name.beginning());
    }

    private void reach(SwarmSettings settings) {
        boolean everywhere = settings.network() == Network.PUBLIC;
        boolean elsewhere = settings.network() != Network.LOCAL;
        NetworkSettings.Ways ways = settings.networking().ways();
        text(settings_pack.string_types.listen_interfaces, interfaces(settings));
        text(settings_pack.string_types.outgoing_interfaces, outgoing(settings));
        flag(settings_pack.bool_types.enable_dht, everywhere && ways.dht());
        flag(settings_pack.bool_types.enable_lsd, elsewhere && ways.lsd());
        flag(settings_pack.bool_types.enable_upnp, everywhere && ways.portMapping());
        flag(settings_pack.bool_types.enable_natpmp, everywhere && ways.portMapping());
        flag(settings_pack.bool_types.enable_ip_notifier, elsewhere);
        // uTP reaches 11 MB/s between two sessions on loopback, TCP thirty times that, so NativePatch has it go out
        // only
        // where a hole is to be punched (BEP 55). In one's own network nobody needs it, and clients that may come by it
        // do; from elsewhere some can come no other way.
        flag(settings_pack.bool_types.enable_outgoing_utp, everywhere && ways.utp() && NativePatch.isForThisSystem());
        flag(settings_pack.bool_types.enable_incoming_utp, everywhere);
        flag(settings_pack.bool_types.allow_multiple_connections_per_ip, severalPerAddress(settings));
        // BEP 12 with the custom of all clients: each tier is told, by the first of it that works.
        flag(settings_pack.bool_types.announce_to_all_tiers, true);
        // Names in other letters, which are looked up in ASCII; who they are is judged before they are asked.
        flag(settings_pack.bool_types.allow_idna, true);
        number(settings_pack.int_types.min_reconnect_time, RECONNECT_SECONDS);
        number(settings_pack.int_types.stop_tracker_timeout, STOP_TRACKER_SECONDS);
    }

    /** libtorrent enters the DHT by nodes of its maker unless it is told others. */
    private void dht(List<HostPort> bootstrap) {
        if (!bootstrap.isEmpty()) {
            text(
                    settings_pack.string_types.dht_bootstrap_nodes,
                    bootstrap.stream().map(HostPort::toString).collect(Collectors.joining(",")));
            // Of one network's addresses, which are much alike, it would take a few and pass over the rest.
            flag(settings_pack.bool_types.dht_restrict_routing_ips, false);
            flag(settings_pack.bool_types.dht_restrict_search_ips, false);
            number(settings_pack.int_types.dht_block_ratelimit, LAB_MESSAGES);
        }
    }

    /**
     * Has all go through a proxy, by way of our gateway, which knows what the proxy says. libtorrent opens no port for TCP then, and drops what it
     * would send by UDP when the proxy does not take it. What would go around a proxy is off.
     */
    private void proxy(ProxyAddress proxy, List<HostPort> bootstrap) {
        ProxyGateway gateway = ProxyGateway.to(proxy);
        number(settings_pack.int_types.proxy_type, settings_pack.proxy_type_t.socks5_pw.swigValue());
        text(settings_pack.string_types.proxy_hostname, "127.0.0.1");
        number(settings_pack.int_types.proxy_port, gateway.port());
        text(settings_pack.string_types.proxy_username, gateway.user());
        text(settings_pack.string_types.proxy_password, gateway.password());
        flag(settings_pack.bool_types.proxy_hostnames, true);
        flag(settings_pack.bool_types.proxy_peer_connections, true);
        flag(settings_pack.bool_types.proxy_tracker_connections, true);
        flag(settings_pack.bool_types.enable_lsd, false);
        flag(settings_pack.bool_types.enable_upnp, false);
        flag(settings_pack.bool_types.enable_natpmp, false);
        text(settings_pack.string_types.outgoing_interfaces, "");
        if (!proxy.kind().carriesUdp()) {
            // It takes no datagrams.
            flag(settings_pack.bool_types.enable_dht, false);
            flag(settings_pack.bool_types.enable_incoming_utp, false);
            flag(settings_pack.bool_types.enable_outgoing_utp, false);
        } else if (proxy.kind().looksUp()) {
            // libtorrent would have the names of these looked up by this system.
            text(
                    settings_pack.string_types.dht_bootstrap_nodes,
                    bootstrap.stream()
                            .filter(HostPort::isAddress)
                            .map(HostPort::toString)
                            .collect(Collectors.joining(",")));
        }
    }

    private void encryption(Encryption chosen) {
        settings_pack.enc_policy policy =
                switch (chosen) {
                    case OFF -> settings_pack.enc_policy.pe_disabled;
                    case ON -> settings_pack.enc_policy.pe_enabled;
                    case REQUIRED -> settings_pack.enc_policy.pe_forced;
                };
        // Short of required, a handshake that hides the protocol may be followed by plain text.
        settings_pack.enc_level level =
                chosen == Encryption.REQUIRED ? settings_pack.enc_level.pe_rc4 : settings_pack.enc_level.pe_both;
        number(settings_pack.int_types.out_enc_policy, policy.swigValue());
        number(settings_pack.int_types.in_enc_policy, policy.swigValue());
        number(settings_pack.int_types.allowed_enc_level, level.swigValue());
    }

    /**
     * Processes of one machine are different peers, and known by this machine's address alone; so are all machines behind a
     * router. In one's own network each has an address of its own.
     */
    static boolean severalPerAddress(SwarmSettings settings) {
        return settings.network() != Network.PRIVATE
                || settings.listen().getAddress().isLoopbackAddress();
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
        number(settings_pack.int_types.max_queued_disk_bytes, WAITING_TO_BE_WRITTEN);
        number(settings_pack.int_types.alert_queue_size, ALERT_QUEUE);
        number(settings_pack.int_types.alert_mask, alertMask());
    }

    private static int alertMask() {
        alert_category_t mask = alert.error_notification
                .or_(alert.status_notification)
                .or_(alert.storage_notification)
                .or_(alert.tracker_notification)
                .or_(alert.peer_notification)
                .or_(alert.port_mapping_notification)
                // Who was tried, and who left.
                .or_(alert.connect_notification);
        return mask.to_int();
    }

    /** libtorrent's notation: addresses or an interface with ports, IPv6 in brackets. */
    static String interfaces(SwarmSettings settings) {
        InetSocketAddress listen = settings.listen();
        Optional<ListenPlace> device = bound(settings);
        if (device.isPresent()) {
            return device.get().device() + ":" + listen.getPort();
        }
        return listen.getAddress().isAnyLocalAddress()
                ? "0.0.0.0:%d,[::]:%d".formatted(listen.getPort(), listen.getPort())
                : PeerAddresses.of(listen).toString();
    }

    /** Where connections go out from: where a person has bound the session to, else where the system says. */
    private static String outgoing(SwarmSettings settings) {
        return bound(settings).map(ListenPlace::where).orElse("");
    }

    /** Where a person has bound the session to, as far as its reach lets it. */
    static Optional<ListenPlace> bound(SwarmSettings settings) {
        return settings.networking()
                .listen()
                .filter(place -> settings.network() != Network.LOCAL)
                .filter(ListenPlace::isBound);
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
