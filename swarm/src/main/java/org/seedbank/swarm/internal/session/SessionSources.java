package org.seedbank.swarm.internal.session;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.libtorrent4j.swig.alert;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.listen_failed_alert;
import org.libtorrent4j.swig.listen_succeeded_alert;
import org.libtorrent4j.swig.lsd_error_alert;
import org.libtorrent4j.swig.peer_connect_alert;
import org.libtorrent4j.swig.peer_disconnected_alert;
import org.libtorrent4j.swig.portmap_alert;
import org.libtorrent4j.swig.portmap_error_alert;
import org.libtorrent4j.swig.portmap_protocol;
import org.libtorrent4j.swig.portmap_transport;
import org.libtorrent4j.swig.session_stats_alert;
import org.libtorrent4j.swig.settings_pack;
import org.libtorrent4j.swig.socket_type_t;
import org.seedbank.integrity.HostPort;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.SessionView;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.network.NetworkSettings;
import org.seedbank.web.OwnAddresses;

/**
 * Ways by which all transfers of a session find peers, as libtorrent's alerts tell of them. Alerts come on the alert thread; safe
 * for all.
 */
final class SessionSources {

    /** A machine has a few addresses, two sockets for each; more come only when it moves between networks. */
    private static final int MOST = 60;

    private final Clock clock;
    private final Instant opened;
    private final Network network;
    private final NetworkSettings.Ways ways;
    private final boolean dht;
    private final boolean lsd;
    private final boolean upnp;
    private final boolean natpmp;
    private final Metric dhtNodes = Metric.of("dht.dht_nodes");
    private final Metric dhtOut = Metric.of("dht.dht_messages_out");
    private final Metric dhtIn = Metric.of("dht.dht_messages_in");
    private final Metric lsdPeers = Metric.of("net.on_lsd_peer_counter");

    /** The last word by what is shown of it; guarded by itself. */
    private final Map<String, Source> heard = new LinkedHashMap<>();

    private volatile Optional<String> lsdProblem = Optional.empty();
    private final Incoming incoming = new Incoming();
    private volatile Counts counts = new Counts(0, 0, 0, 0);

    private record Counts(long nodes, long sent, long received, long lsdPeers) {}

    /** One of libtorrent's counters; one that this version has not stays 0. */
    private record Metric(int index) {
        static Metric of(String name) {
            return new Metric(libtorrent.find_metric_idx_ex(name));
        }

        long in(session_stats_alert stats) {
            return index < 0 ? 0 : stats.get_value(index);
        }
    }

    /**
     * Sources of a session.
     *
     * @param settings what it was opened with
     * @param network how far it reaches
     * @param ways what its owner has turned on
     */
    SessionSources(settings_pack settings, Network network, NetworkSettings.Ways ways, Clock clock) {
        this.clock = clock;
        this.opened = clock.instant();
        this.network = network;
        this.ways = ways;
        this.dht = is(settings, settings_pack.bool_types.enable_dht);
        this.lsd = is(settings, settings_pack.bool_types.enable_lsd);
        this.upnp = is(settings, settings_pack.bool_types.enable_upnp);
        this.natpmp = is(settings, settings_pack.bool_types.enable_natpmp);
    }

    private static boolean is(settings_pack settings, settings_pack.bool_types name) {
        return settings.get_bool(name.swigValue());
    }

    /** Whether peers are looked for in the local network. */
    boolean discoversLocally() {
        return lsd;
    }

    /** Local discovery begins anew, and what kept it from working counts no more. */
    void forgetLocalProblem() {
        lsdProblem = Optional.empty();
    }

    void take(alert next) {
        int type = next.type();
        if (type == session_stats_alert.alert_type) {
            session_stats_alert stats = alert.cast_to_session_stats_alert(next);
            counts = new Counts(dhtNodes.in(stats), dhtOut.in(stats), dhtIn.in(stats), lsdPeers.in(stats));
        } else if (type == listen_succeeded_alert.alert_type) {
            listen_succeeded_alert on = alert.cast_to_listen_succeeded_alert(next);
            HostPort address = new HostPort(on.get_address().to_string(), on.getPort());
            keep(worked(Source.Kind.LISTENING, address + " " + socket(on.get_socket_type()), Optional.empty()));
        } else if (type == listen_failed_alert.alert_type) {
            listen_failed_alert off = alert.cast_to_listen_failed_alert(next);
            HostPort address = new HostPort(off.get_address().to_string(), off.getPort());
            keep(failed(
                    Source.Kind.LISTENING,
                    address + " " + socket(off.get_socket_type()),
                    off.getError().message()));
        } else if (type == portmap_alert.alert_type) {
            mapped(alert.cast_to_portmap_alert(next));
        } else if (type == portmap_error_alert.alert_type) {
            portmap_error_alert off = alert.cast_to_portmap_error_alert(next);
            keep(failed(
                    Source.Kind.PORT_MAPPING,
                    router(off.getMap_transport()),
                    off.getError().message()));
        } else if (type == lsd_error_alert.alert_type) {
            lsdProblem =
                    Optional.of(alert.cast_to_lsd_error_alert(next).getError().message());
        } else if (type == peer_connect_alert.alert_type) {
            connected(alert.cast_to_peer_connect_alert(next));
        } else if (type == peer_disconnected_alert.alert_type) {
            ended(alert.cast_to_peer_disconnected_alert(next));
        }
    }

    private void mapped(portmap_alert on) {
        String protocol = on.getMap_protocol() == portmap_protocol.udp ? "UDP" : "TCP";
        synchronized (heard) {
            heard.remove(key(Source.Kind.PORT_MAPPING, router(on.getMap_transport())));
        }
        keep(worked(
                Source.Kind.PORT_MAPPING,
                router(on.getMap_transport()) + " " + protocol,
                Optional.of("port %d of the router leads here".formatted(on.getExternal_port()))));
    }

    private void connected(peer_connect_alert next) {
        if (next.getDirection() != peer_connect_alert.direction_t.in) {
            return;
        }
        Endpoints.inJava(next.get_endpoint())
                .filter(from -> !OwnAddresses.has(from.getAddress()))
                .ifPresent(from -> incoming.connected(from, clock.instant()));
    }

    private void ended(peer_disconnected_alert next) {
        Optional<String> id = next.getPid().is_all_zeros()
                ? Optional.empty()
                : Optional.of(next.getPid().to_hex());
        Endpoints.inJava(next.get_endpoint()).ifPresent(peer -> incoming.ended(peer, id));
    }

    private static String socket(int type) {
        return socket_type_t.swigToEnum(type) == socket_type_t.utp ? "UDP" : "TCP";
    }

    private static String router(portmap_transport transport) {
        return transport == portmap_transport.upnp ? "UPnP" : "NAT-PMP";
    }

    private void keep(Source source) {
        synchronized (heard) {
            String key = key(source.kind(), source.address());
            if (heard.size() < MOST || heard.containsKey(key)) {
                heard.put(key, source);
            }
        }
    }

    private static String key(Source.Kind kind, String address) {
        return kind + address;
    }

    private Source worked(Source.Kind kind, String address, Optional<String> word) {
        return new Source(
                kind,
                address,
                Source.State.WORKING,
                word,
                Optional.of(clock.instant()),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    private static Source failed(Source.Kind kind, String address, String word) {
        return Source.of(kind, address, Source.State.FAILING, Optional.of(word));
    }

    SessionView view() {
        Counts now = counts;
        List<Source> all = new ArrayList<>();
        all.add(dht ? dht(now) : off(Source.Kind.DHT, "", ways.dht(), Network.PUBLIC));
        all.add(lsd ? local(now) : off(Source.Kind.LOCAL, "", ways.lsd(), Network.PRIVATE));
        synchronized (heard) {
            all.addAll(heard.values());
        }
        mapping(upnp, "UPnP", all);
        mapping(natpmp, "NAT-PMP", all);
        return new SessionView(all, opened, incoming.last(clock.instant()), now.nodes(), now.sent(), now.received());
    }

    private Source dht(Counts now) {
        String nodes = "%d %s".formatted(now.nodes(), now.nodes() == 1 ? "node" : "nodes");
        Source.State state = now.nodes() > 0 ? Source.State.WORKING : Source.State.WAITING;
        return Source.of(Source.Kind.DHT, "", state, Optional.of(nodes));
    }

    private Source local(Counts now) {
        if (lsdProblem.isPresent()) {
            return Source.of(Source.Kind.LOCAL, "", Source.State.FAILING, lsdProblem);
        }
        Source.State state = now.lsdPeers() > 0 ? Source.State.WORKING : Source.State.WAITING;
        return Source.of(Source.Kind.LOCAL, "", state, Optional.empty());
    }

    private void mapping(boolean on, String router, List<Source> all) {
        boolean told = all.stream()
                .anyMatch(each -> each.kind() == Source.Kind.PORT_MAPPING
                        && each.address().startsWith(router));
        if (!told) {
            all.add(
                    on
                            ? Source.of(Source.Kind.PORT_MAPPING, router, Source.State.WAITING, Optional.empty())
                            : off(Source.Kind.PORT_MAPPING, router, ways.portMapping(), Network.PUBLIC));
        }
    }

    /** What its owner has turned on is off for its reach, or else for the proxy that everything goes through. */
    private Source off(Source.Kind kind, String address, boolean wanted, Network least) {
        NotAsked reached = network.compareTo(least) < 0 ? NotAsked.BEYOND_REACH : NotAsked.AROUND_PROXY;
        return Source.notAsked(kind, address, wanted ? reached : NotAsked.OFF);
    }
}
