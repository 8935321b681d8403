package org.seedbank.node.internal.findings;

import static org.seedbank.swarm.Source.Kind.LISTENING;
import static org.seedbank.swarm.Source.Kind.PORT_MAPPING;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.integrity.threads.Fault;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.SessionView;
import org.seedbank.swarm.Source;

/**
 * Looks at a session and the network around it.
 *
 * @param view what the session tells
 * @param datasets what it has in it, with the sources of each
 * @param network how far it reaches
 * @param port where it listens
 * @param faults what keeps the node from its work
 * @param now the time
 */
public record SessionProbes(
        SessionView view, List<DatasetView> datasets, Network network, int port, List<Fault> faults, Instant now) {

    /** So long the DHT takes to find its first nodes, some of which are gone. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Everything that was found, in the order in which a person would ask. */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        if (faults.isEmpty()) {
            all.add(Finding.of(Kind.NODE_WELL, time(view.opened())));
        } else {
            faults.forEach(fault -> all.add(Finding.of(Kind.THREAD_STUCK, fault.text())));
        }
        all.add(Finding.of(
                switch (network) {
                    case LOCAL -> Kind.REACH_MACHINE;
                    case PRIVATE -> Kind.REACH_NETWORK;
                    case PUBLIC -> Kind.REACH_PUBLIC;
                }));
        all.addAll(listening());
        if (network != Network.LOCAL && port != 0) {
            all.add(view.cameIn()
                    .map(when -> Finding.of(Kind.PORT_OPEN, Integer.toString(port), time(when)))
                    .orElseGet(() -> Finding.of(Kind.PORT_UNPROVEN, Integer.toString(port), time(view.opened()))));
        }
        all.addAll(mappings());
        Optional<Finding> udp = new UdpProbe(view, isDhtAsked(), isYoung(), datasets).finding();
        udp.ifPresent(all::add);
        // Where no UDP gets through, that is why no node is known, and is said already.
        dht().filter(found -> found.kind() != Kind.DHT_EMPTY
                        || udp.filter(each -> each.health() == Finding.Health.BAD)
                                .isEmpty())
                .ifPresent(all::add);
        return all;
    }

    /** The port at which others could come in and nobody has; empty where somebody has, or nobody is to. */
    public OptionalInt unprovenPort() {
        boolean unproven =
                network != Network.LOCAL && port != 0 && view.cameIn().isEmpty();
        return unproven ? OptionalInt.of(port) : OptionalInt.empty();
    }

    private List<Finding> listening() {
        List<Source> listening = of(LISTENING).toList();
        String good = listening.stream()
                .filter(each -> each.state() == Source.State.WORKING)
                .map(Source::address)
                .collect(Collectors.joining(", "));
        List<Finding> findings = new ArrayList<>();
        if (!good.isEmpty()) {
            findings.add(Finding.of(Kind.LISTENS, good));
        }
        listening.stream()
                .filter(each -> each.state() == Source.State.FAILING)
                .forEach(each -> findings.add(Finding.of(
                        Kind.CANNOT_LISTEN, each.address(), each.word().orElse(""))));
        return findings;
    }

    /** Says that the session listens nowhere although it would, and why; empty where it listens, or need not. */
    public Optional<String> deaf() {
        List<Source> listening = of(LISTENING).toList();
        if (listening.stream().anyMatch(each -> each.state() == Source.State.WORKING)) {
            return Optional.empty();
        }
        return listening.stream().findFirst().map(each -> "nobody can connect to '%s', where the node is to listen: %s"
                .formatted(each.address(), each.word().orElse("no reason given")));
    }

    private List<Finding> mappings() {
        List<Source> asked = of(PORT_MAPPING)
                .filter(each -> each.state() != Source.State.NOT_ASKED)
                .toList();
        List<Source> good = asked.stream()
                .filter(each -> each.state() == Source.State.WORKING)
                .toList();
        if (!good.isEmpty()) {
            return List.of(Finding.of(
                    Kind.MAPPING_WELL,
                    good.stream()
                            .map(each -> each.address() + ", " + each.word().orElse(""))
                            .collect(Collectors.joining("; "))));
        }
        return asked.stream()
                .filter(each -> each.state() == Source.State.FAILING)
                .map(each -> Finding.of(
                        Kind.MAPPING_FAILED, each.address(), each.word().orElse("")))
                .toList();
    }

    private boolean isDhtAsked() {
        return of(Source.Kind.DHT).anyMatch(each -> each.reason().isEmpty() && each.state() != Source.State.NOT_ASKED);
    }

    private Optional<Finding> dht() {
        if (!isDhtAsked()) {
            return Optional.empty();
        }
        if (view.dhtNodes() > 0) {
            return Optional.of(Finding.of(Kind.DHT_WELL, Long.toString(view.dhtNodes())));
        }
        return Optional.of(Finding.of(isYoung() ? Kind.DHT_BEGINS : Kind.DHT_EMPTY, time(view.opened())));
    }

    private boolean isYoung() {
        return Duration.between(view.opened(), now).compareTo(PATIENCE) < 0;
    }

    private Stream<Source> of(Source.Kind kind) {
        return view.sources().stream().filter(each -> each.kind() == kind);
    }

    /** The session's own sources as a dataset has them: a private one is known to its trackers alone. */
    public static List<Source> sources(SessionView view, boolean isPrivate) {
        return view.sources().stream()
                .map(each -> isPrivate && (each.kind() == Source.Kind.DHT || each.kind() == Source.Kind.LOCAL)
                        ? Source.notAsked(each.kind(), each.address(), NotAsked.PRIVATE_TORRENT)
                        : each)
                .toList();
    }

    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
