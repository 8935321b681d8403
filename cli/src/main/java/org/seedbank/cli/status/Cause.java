package org.seedbank.cli.status;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.seedbank.cli.frame.RemedyWords;
import org.seedbank.cli.screen.FindingText;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.examination.Examination;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.node.findings.MachineProbes;
import org.seedbank.swarm.SwarmKey;

/**
 * What keeps a fetch from going on, of all that was found: the one rule for whoever names one cause and one next step.
 *
 * @param said what was found
 * @param step what to do about it
 * @param subject what it is about, as {@link Kind} has it
 */
public record Cause(String said, String step, String subject) {

    /** What is surely wrong comes before what might help. How far the node reaches comes behind all of these. */
    public static final List<Kind> NEAREST = List.of(
            Kind.DOWN_IS_ZERO,
            Kind.PROXY_WRONG,
            Kind.BEHIND_BAD_PROXY,
            Kind.OFF_LINE,
            Kind.PEERS_SILENT,
            Kind.WEB_SEED_WRONG,
            Kind.WEB_SEED_WITHOUT_RANGES,
            Kind.WEB_SEED_DEAD,
            Kind.NOT_ASKED_PRIVATE,
            Kind.PEER_WRONG,
            Kind.PEER_DECLINES,
            Kind.PEER_FAILS,
            Kind.PRIVATE_WITHOUT_TRACKER,
            Kind.NOTHING_OFFERED,
            Kind.SEEDS_SEND_NOTHING,
            Kind.TRACKER_FAILS,
            Kind.BOTH_CLOSED);

    /** Each is a question to the node. */
    private static final int MOST = 20;

    /** The cause that is nearest by what a node knows, and by how its proxy stands just now; empty where none is known. */
    public static Optional<Cause> now(NodeControl node, DatasetView view) throws InterruptedException {
        Examination known = node.examine(view.key());
        List<Finding> all = Stream.concat(
                        MachineProbes.ownProxy(node.facts().proxy()).stream(), known.findings().stream())
                .toList();
        return of(view, new Examination(known.sources(), all));
    }

    /** The cause that is nearest; empty where nothing of that kind was found. */
    public static Optional<Cause> of(DatasetView view, Examination found) {
        return nearest(found.findings())
                .map(each -> of(each, FindingText.of(each, NextStep.subject(view, found.sources()))));
    }

    private static Optional<Finding> nearest(List<Finding> findings) {
        return NEAREST.stream()
                .flatMap(kind -> findings.stream().filter(each -> each.kind() == kind))
                .filter(each ->
                        each.kind() != Kind.PROXY_WRONG || each.facts().get(0).equals(Finding.OWN_PROXY))
                .findFirst();
    }

    /** What was found about a dataset, in its order, but the nearest cause first where something is missing. */
    public static List<Finding> first(DatasetView view, List<Finding> findings) {
        Optional<Finding> nearest = view.state().awaitsBytes() ? nearest(findings) : Optional.empty();
        return Stream.concat(nearest.stream(), findings.stream().filter(each -> !nearest.equals(Optional.of(each))))
                .toList();
    }

    /** Causes of those fetches to which nothing comes just now, by their keys; of the first {@value #MOST} alone. */
    static Map<SwarmKey, Cause> ofSilent(NodeControl node, List<DatasetView> views) throws InterruptedException {
        Map<SwarmKey, Cause> causes = new HashMap<>();
        List<DatasetView> silent = views.stream()
                .filter(view ->
                        view.state() == DatasetState.FETCHING && view.traffic().downloadRate() == 0)
                .limit(MOST)
                .toList();
        for (DatasetView view : silent) {
            ofSilent(node, view).ifPresent(cause -> causes.put(view.key(), cause));
        }
        return causes;
    }

    private static Optional<Cause> ofSilent(NodeControl node, DatasetView view) throws InterruptedException {
        try {
            return of(view, node.examine(view.key()));
        } catch (NodeException.UnknownDataset e) {
            return Optional.empty(); // Somebody has taken it from the node meanwhile.
        }
    }

    /**
     * What is told beside the reason of a view: the cause that is nearest, of a fetch to which nothing comes; of peers together the reason
     * tells already.
     */
    public static Optional<Cause> besideReason(DatasetView view, Examination found) {
        return isSilent(view) ? of(view, found).filter(each -> !each.isOfPeers()) : Optional.empty();
    }

    private static boolean isSilent(DatasetView view) {
        return view.state() == DatasetState.FETCHING && view.why().isPresent();
    }

    /** Tells whether it is about those who are connected or known together, or a limit, as the view's own reason is. */
    public boolean isOfPeers() {
        return subject.equals("peers") || subject.equals("limit");
    }

    /** Tells whether it is about a tracker. */
    boolean isOfTracker() {
        return subject.equals("tracker");
    }

    private static Cause of(Finding finding, FindingText text) {
        return new Cause("%s: %s".formatted(finding.subject(), text.said()), text.next(), finding.subject());
    }

    /** The next step of a dataset: of a fetch from which nothing comes, what helps against the nearest cause. */
    public static Optional<String> step(DatasetView view, Examination found) {
        return isSilent(view)
                ? view.why()
                        .flatMap(why -> RemedyWords.lifting(why, view.reference()))
                        .or(() -> of(view, found).map(Cause::step))
                        .or(() -> NextStep.of(view))
                : NextStep.of(view);
    }
}
