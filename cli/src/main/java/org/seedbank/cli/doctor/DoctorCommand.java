package org.seedbank.cli.doctor;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.ExitCodes;
import org.seedbank.cli.option.AddressArguments;
import org.seedbank.cli.option.CatalogOption;
import org.seedbank.cli.option.OutputOptions;
import org.seedbank.cli.screen.FindingJson;
import org.seedbank.cli.screen.FindingSubject;
import org.seedbank.cli.screen.FindingText;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.status.Cause;
import org.seedbank.cli.status.NextStep;
import org.seedbank.integrity.HostPort;
import org.seedbank.node.NodeReferences;
import org.seedbank.node.NodeSettings;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.examination.Examination;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.findings.ConnectBackQuestion;
import org.seedbank.node.findings.MachineProbes;
import org.seedbank.node.findings.TrackerQuestion;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmKey;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for what is wrong. */
@Command(
        name = "doctor",
        description = {
            "",
            "Looks at this machine, its disk, clock, proxies and catalogs, and at the node and its network; with REF, at why a"
                    + " dataset stands still too. One line each: what, how that is known, and the next step. Nothing is"
                    + " changed. Exit code 1 says that something is bad."
        },
        footer = {"  seedbank doctor", "  seedbank doctor 1", "  seedbank doctor --json"},
        exitCodeList = {
            ExitCodes.Help.OK,
            ExitCodes.Help.FAILED,
            ExitCodes.Help.USAGE,
            ExitCodes.Help.UNKNOWN_DATASET,
            ExitCodes.Help.INTERRUPTED
        })
public final class DoctorCommand implements Callable<Integer> {

    private static final Set<Finding.Kind> PORT_KNOWN = Set.of(Finding.Kind.PORT_REACHED, Finding.Kind.PORT_CLOSED);

    /** What the node has seen of its port counts less than what was asked just now. */
    private static final Set<Finding.Kind> PORT_SEEN = Set.of(Finding.Kind.PORT_UNPROVEN, Finding.Kind.PORT_OPEN);

    /** Those of one node have the same trackers, mostly. */
    private static final int MOST_ASKED_ABOUT = 3;

    private final Context context;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "REF", description = "A serial, name, digest or infohash.")
    private Optional<String> reference = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "HOST:PORT",
            description =
                    "Have another node connect back, to find out whether this machine's port is open from there. Its owner"
                            + " allows that with 'seedbank node run --connect-back'.")
    private Optional<String> from = Optional.empty();

    @Mixin
    private OutputOptions output;

    private DoctorCommand(Context context) {
        this.context = context;
    }

    /** The command with those below it. */
    public static CommandLine commandLine(Context context) {
        return new CommandLine(new DoctorCommand(context)).addSubcommand(new DriveDoctorCommand(context));
    }

    @Override
    public Integer call() throws InterruptedException {
        List<HostPort> others = AddressArguments.seeds(
                spec.commandLine(), "--from", from.stream().toList());
        List<Source> sources = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        FindingSubject subject = FindingSubject.NONE;
        Optional<DatasetView> dataset = Optional.empty();
        Optional<NodeControl> node = context.nodes().running();
        for (HostPort other : others) {
            findings.addAll(ask(context.nodes().required(), other));
        }
        if (node.isPresent()) {
            dataset = dataset(node.get());
            findings.addAll(askTrackers(node.get(), dataset));
            boolean told = findings.stream().anyMatch(each -> PORT_KNOWN.contains(each.kind()));
            Examination found = dataset.isPresent()
                    ? node.get().examine(dataset.get().key())
                    : node.get().examine();
            sources.addAll(found.sources());
            if (dataset.isPresent()) {
                subject = NextStep.subject(dataset.get(), found.sources());
            }
            found.findings().stream()
                    .filter(each -> !told || !PORT_SEEN.contains(each.kind()))
                    .forEach(findings::add);
        } else if (reference.isPresent()) {
            context.nodes().required();
        } else {
            findings.add(Finding.of(Finding.Kind.NODE_MISSING));
        }
        List<Finding> fresh = machine();
        if (node.isPresent()) {
            fresh.addAll(MachineProbes.ownProxy(node.get().facts().proxy()));
        }
        // That a proxy lets somebody connect tells less than what it said to the node.
        fresh.removeIf(each -> each.kind() == Finding.Kind.PROXY_WELL
                && findings.stream()
                        .anyMatch(known -> known.kind() == Finding.Kind.PROXY_WRONG && known.isOfSame(each)));
        // All else that was looked at just now counts more than what the node has found.
        findings.removeIf(each -> fresh.stream().anyMatch(each::isOfSame) || isOfOwnDisk(each));
        findings.addAll(fresh);
        // Catalogs have just told the time, but trackers and web seeds have told the node more.
        if (findings.stream().noneMatch(each -> each.subject().equals("clock"))) {
            findings.addAll(MachineProbes.clock());
        }
        List<Finding> told = dataset.map(view -> Cause.first(view, findings)).orElse(findings);
        if (output.json()) {
            JsonOutput.print(new Diagnosis(FindingJson.of(told, subject), sources), context.terminal());
        } else {
            FindingText.print(told, subject, context.terminal());
            context.terminal().out().flush();
        }
        boolean bad = findings.stream().anyMatch(each -> each.health() == Finding.Health.BAD);
        return bad ? ExitCodes.FAILED : ExitCodes.OK;
    }

    /** A dataset that is in the swarm is what the other can shake hands about. */
    private static List<Finding> ask(NodeControl node, HostPort other) throws InterruptedException {
        Optional<SwarmKey> dataset = node.datasets().stream()
                .filter(view -> view.state() == DatasetState.SEEDING || view.state() == DatasetState.FETCHING)
                .map(DatasetView::key)
                .findFirst();
        NodeFacts facts = node.facts();
        return ConnectBackQuestion.ask(other, facts.peerPort(), dataset, facts.network() == Network.PUBLIC);
    }

    private Optional<DatasetView> dataset(NodeControl node) throws InterruptedException {
        if (reference.isEmpty()) {
            return Optional.empty();
        }
        NodeReferences lookup =
                new NodeReferences(node, () -> context.catalogs().all(new CatalogOption.News(context.terminal())));
        return Optional.of(lookup.find(List.of(reference.get())).get(0));
    }

    /** Trackers know who is announced, so the question is about a dataset: the one that is meant, or the first that one answers. */
    private static List<Finding> askTrackers(NodeControl node, Optional<DatasetView> meant)
            throws InterruptedException {
        NodeFacts facts = node.facts();
        if (facts.network() == Network.LOCAL || facts.peerPort() == 0) {
            return List.of();
        }
        List<DatasetView> views = meant.isPresent() ? List.of(meant.get()) : node.datasets();
        List<DatasetView> announced = views.stream()
                .filter(view -> !answering(view).isEmpty())
                .limit(MOST_ASKED_ABOUT)
                .toList();
        for (DatasetView view : announced) {
            List<Finding> found = TrackerQuestion.ask(
                    node.torrent(view.key()),
                    answering(view),
                    view.published(),
                    facts.peerPort(),
                    facts.network() == Network.PUBLIC);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static Set<String> answering(DatasetView view) {
        return view.sources().stream()
                .filter(each -> each.kind() == Source.Kind.TRACKER && each.state() == Source.State.WORKING)
                .map(Source::address)
                .filter(address -> address.regionMatches(true, 0, "http", 0, 4))
                .collect(Collectors.toSet());
    }

    /** The node's folder and the data lie on one disk, mostly. */
    private boolean isOfOwnDisk(Finding finding) {
        return finding.subject().equals("disk")
                && MachineProbes.areOnOneDisk(
                        Path.of(finding.about().orElseThrow()), context.home().data());
    }

    private List<Finding> machine() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        findings.add(MachineProbes.signals());
        findings.add(MachineProbes.disk(context.home().data(), NodeSettings.RESERVE));
        findings.addAll(MachineProbes.proxies(context.environment()));
        findings.addAll(
                MachineProbes.catalogs(() -> context.catalogs().all(new CatalogOption.News(context.terminal()))));
        return findings;
    }

    /** What was found, as it is printed. */
    private record Diagnosis(List<FindingJson> findings, List<Source> sources) {}
}
