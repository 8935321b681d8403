package org.seedbank.node.internal.findings;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.swarm.SessionView;
import org.seedbank.swarm.Source;

/**
 * Judges by nodes of the DHT and trackers of all datasets whether UDP gets through.
 *
 * @param view what the session tells
 * @param dht whether nodes of the DHT are asked
 * @param young whether the session has just begun, so that nodes of the DHT may still answer
 * @param datasets what is in the session, with the sources of each
 */
record UdpProbe(SessionView view, boolean dht, boolean young, List<DatasetView> datasets) {

    /** Nodes that were asked and are gone do not answer either; so many in a row are not gone. */
    static final int PACKETS = 10;

    /** One tracker that does not answer is gone; it takes several to blame the network. */
    private static final int TRACKERS = 2;

    private static final int NAMED = 3;

    /** Says that it gets through, or does not, and whom that is known by; empty where nobody has told. */
    Optional<Finding> finding() {
        if (dht && view.dhtReceived() > 0) {
            // Those that have answered may be gone again.
            return Optional.of(Finding.of(
                    Kind.UDP_WELL, view.dhtNodes() > 0 ? "nodes of the DHT answer" : "nodes of the DHT have answered"));
        }
        Set<String> heard = hosts(trackers(true).filter(each -> hasAnswered(each)));
        if (!heard.isEmpty()) {
            return Optional.of(Finding.of(Kind.UDP_WELL, named(heard) + " answers"));
        }
        List<String> asked = new ArrayList<>();
        if (dht && !young && view.dhtSent() >= PACKETS) {
            asked.add("nodes of the DHT to %d packets".formatted(view.dhtSent()));
        }
        Set<String> silent = hosts(trackers(true).filter(UdpProbe::isSilent));
        if (asked.isEmpty() && silent.size() < TRACKERS) {
            return Optional.empty();
        }
        if (!silent.isEmpty()) {
            asked.add(named(silent));
        }
        String vain = String.join(" and ", asked);
        Set<String> others = overTcp();
        return Optional.of(
                others.isEmpty()
                        ? Finding.of(Kind.NETWORK_SILENT, vain)
                        : Finding.of(Kind.UDP_BLOCKED, vain, named(others)));
    }

    private static boolean hasAnswered(Source tracker) {
        return tracker.state() == Source.State.WORKING || tracker.fault().equals(Optional.of(Source.Fault.REFUSED));
    }

    private static boolean isSilent(Source tracker) {
        return tracker.state() == Source.State.FAILING && tracker.fault().equals(Optional.of(Source.Fault.SILENT));
    }

    /** Who answers over TCP. Peers that are connected by uTP would show that UDP gets through, and are few. */
    private Set<String> overTcp() {
        Set<String> hosts = hosts(Stream.concat(
                trackers(false).filter(UdpProbe::hasAnswered),
                sources(Source.Kind.WEB_SEED).filter(each -> each.state() == Source.State.WORKING)));
        if (hosts.isEmpty() && datasets.stream().anyMatch(each -> each.traffic().peers() > 0)) {
            hosts.add("peers");
        }
        return hosts;
    }

    private Stream<Source> trackers(boolean overUdp) {
        return sources(Source.Kind.TRACKER)
                .filter(each ->
                        overUdp == each.address().toLowerCase(Locale.ROOT).startsWith("udp:"));
    }

    private Stream<Source> sources(Source.Kind kind) {
        return datasets.stream().flatMap(each -> each.sources().stream()).filter(each -> each.kind() == kind);
    }

    private static Set<String> hosts(Stream<Source> sources) {
        return sources.map(each -> host(each.address())).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The scheme and host of an address, or all of it where it is none. */
    private static String host(String address) {
        try {
            URI uri = URI.create(address);
            return uri.getAuthority() == null ? address : uri.getScheme() + "://" + uri.getAuthority();
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    private static String named(Set<String> hosts) {
        String named = hosts.stream().limit(NAMED).collect(Collectors.joining(", "));
        return hosts.size() > NAMED ? named + " and %d others".formatted(hosts.size() - NAMED) : named;
    }
}
