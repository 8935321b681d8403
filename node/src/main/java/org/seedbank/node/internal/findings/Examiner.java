package org.seedbank.node.internal.findings;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.seedbank.integrity.threads.Fault;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.examination.Examination;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.findings.MachineProbes;
import org.seedbank.node.internal.rates.InForce;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.SessionView;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.Swarm;

/**
 * Finds out why a node and its datasets stand still, from what is known already, so that asking never waits. Safe for all threads,
 * but for {@link #log}.
 */
public final class Examiner {

    private final Swarm swarm;
    private final Datasets datasets;
    private final Supplier<InForce> inForce;
    private final MachineWatch machine;
    private final Supplier<List<Fault>> faults;
    private final Supplier<Optional<String>> proxyTrouble;
    private final SourceLog sources;
    private final FindingLog findings;

    /** What a node holds. */
    public interface Datasets {
        List<DatasetView> views();

        /** What the transfer of one has found; empty while it is not in the swarm. */
        Optional<Availability> availability(DatasetView view) throws InterruptedException;
    }

    /**
     * An examiner of one node.
     *
     * @param inForce what all datasets may use together now
     * @param machine is asked for what it has found; closed by whoever started it
     * @param faults what keeps the node from its work
     * @param proxyTrouble what is wrong with the proxy that the node was told to use
     * @param log hears a line for each source that has changed, and for each finding that begins or ends
     */
    public Examiner(
            Swarm swarm,
            Datasets datasets,
            Supplier<InForce> inForce,
            MachineWatch machine,
            Supplier<List<Fault>> faults,
            Supplier<Optional<String>> proxyTrouble,
            Consumer<String> log) {
        this.swarm = swarm;
        this.datasets = datasets;
        this.inForce = inForce;
        this.machine = machine;
        this.faults = faults;
        this.proxyTrouble = proxyTrouble;
        this.sources = new SourceLog(log);
        this.findings = new FindingLog(log);
    }

    /** How the node stands. */
    public Examination node() {
        SessionView session = swarm.view();
        return new Examination(session.sources(), findings(probes(session)));
    }

    /** How a dataset stands, and the node. */
    public Examination dataset(DatasetView view) throws InterruptedException {
        SessionView session = swarm.view();
        SessionProbes probes = probes(session);
        List<Source> all = Stream.concat(
                        view.sources().stream(), SessionProbes.sources(session, view.isPrivate()).stream())
                .toList();
        Optional<Availability> availability = datasets.availability(view);
        List<Finding> found = Stream.concat(findings(view, availability, probes).stream(), findings(probes).stream())
                .distinct()
                .toList();
        return new Examination(all, found);
    }

    /** Says that the session listens nowhere although it would, and why. */
    public Optional<String> deaf() {
        return probes(swarm.view()).deaf();
    }

    /** Looks what has changed since it was called last, for the log. For one thread. */
    public void log() throws InterruptedException {
        SessionView session = swarm.view();
        List<DatasetView> views = datasets.views();
        sources.look(session, views);
        SessionProbes probes = probes(session);
        Map<String, List<Finding>> found = new LinkedHashMap<>();
        found.put("", findings(probes));
        for (DatasetView view : views) {
            // Of what is here, nothing that its transfer tells is bad.
            Optional<Availability> availability =
                    view.state().awaitsBytes() ? datasets.availability(view) : Optional.empty();
            found.put(view.name(), findings(view, availability, probes));
        }
        findings.look(found);
    }

    private List<Finding> findings(DatasetView view, Optional<Availability> availability, SessionProbes probes) {
        boolean proxyFails = proxyTrouble.get().isPresent();
        return new DatasetProbes(view, inForce.get(), availability, probes.unprovenPort(), proxyFails).findings();
    }

    private List<Finding> findings(SessionProbes probes) {
        return Stream.of(
                        proxyTrouble
                                .get()
                                .map(trouble -> Finding.of(Finding.Kind.PROXY_WRONG, Finding.OWN_PROXY, trouble))
                                .stream(),
                        limits(),
                        probes.findings().stream(),
                        machine.findings().stream(),
                        MachineProbes.clock().stream())
                .flatMap(found -> found)
                .toList();
    }

    /** That of all datasets together is the node's own. Where nothing is fetched, nobody misses what may not come. */
    private Stream<Finding> limits() {
        InForce now = inForce.get();
        Optional<Finding> down = datasets.views().stream()
                        .anyMatch(view -> view.state().awaitsBytes())
                ? now.receivesNothing(Limits.NONE).map(limit -> Finding.of(Finding.Kind.DOWN_IS_ZERO, limit.text()))
                : Optional.empty();
        Optional<Finding> up =
                now.sendsNothing(Limits.NONE).map(limit -> Finding.of(Finding.Kind.UP_IS_ZERO, limit.text()));
        return Stream.concat(down.stream(), up.stream());
    }

    private SessionProbes probes(SessionView session) {
        return new SessionProbes(session, datasets.views(), swarm.network(), swarm.port(), faults.get(), Instant.now());
    }
}
