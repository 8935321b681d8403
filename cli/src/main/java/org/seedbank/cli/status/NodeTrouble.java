package org.seedbank.cli.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.seedbank.cli.screen.FindingText;
import org.seedbank.library.Version;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Health;
import org.seedbank.node.examination.Finding.Kind;

/**
 * What is wrong with a node and its machine, beside its datasets.
 *
 * @param findings what was found; nothing where all is well
 * @param lines the same for a person, each with its next step, after the node's own warnings
 */
public record NodeTrouble(List<Finding> findings, List<String> lines) {

    /** Though none of them is bad in itself, nobody means them so, or somebody may have forgotten them. */
    private static final Set<Kind> NOTED = Set.of(Kind.DISK_SLOW, Kind.CLOCK_DOUBTED, Kind.UP_IS_ZERO);

    /** Asks a node, which has looked before and looks at nothing for this. */
    public static NodeTrouble of(NodeControl node) throws InterruptedException {
        List<Finding> all = node.examine().findings();
        List<Finding> told = all.stream()
                .filter(each -> each.health() == Health.BAD || NOTED.contains(each.kind()))
                .toList();
        NodeFacts facts = node.facts();
        List<String> lines = new ArrayList<>(facts.warnings());
        if (!facts.version().equals(Version.number())) {
            lines.add("the node still is seedbank %s, and this is %s; 'seedbank node restart' has it go on with %s"
                    .formatted(facts.version(), Version.number(), Version.number()));
        }
        told.stream()
                .filter(each -> !isWarnedOf(each, all))
                .map(NodeTrouble::line)
                .forEach(lines::add);
        return new NodeTrouble(told, lines);
    }

    /** A node warns of these itself. */
    private static boolean isWarnedOf(Finding finding, List<Finding> all) {
        return switch (finding.kind()) {
            case THREAD_STUCK -> true;
            case PROXY_WRONG -> finding.facts().get(0).equals(Finding.OWN_PROXY);
            case CANNOT_LISTEN -> all.stream().noneMatch(each -> each.kind() == Kind.LISTENS);
            default -> false;
        };
    }

    private static String line(Finding finding) {
        FindingText text = FindingText.of(finding);
        return "%s (%s)".formatted(text.said(), text.how())
                + text.step().map(step -> "; " + step).orElse("");
    }
}
