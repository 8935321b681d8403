package org.seedbank.node.internal.findings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.seedbank.node.examination.Finding;

/**
 * Tells the log of what is bad once when it is found first, and once when it is not found any more. What is counted in a finding
 * may change in between. For one thread.
 */
final class FindingLog {

    /** Lines of one look; a network that is gone lets thousands of datasets stand still at once. */
    static final int MOST = 20;

    private final Consumer<String> log;
    private Map<String, Finding> before = Map.of();

    /** Writes to {@code log} a line at a time. */
    FindingLog(Consumer<String> log) {
        this.log = log;
    }

    /**
     * Looks at what there is now.
     *
     * @param found by the names of datasets, and under an empty name of the node
     */
    void look(Map<String, List<Finding>> found) {
        Map<String, Finding> now = new LinkedHashMap<>();
        found.forEach((dataset, findings) -> findings.stream()
                .filter(each -> each.health() == Finding.Health.BAD)
                .forEach(each -> now.putIfAbsent(key(dataset, each), each)));
        List<String> lines = new ArrayList<>();
        now.forEach((key, finding) -> {
            if (!before.containsKey(key)) {
                lines.add("found: %s%s".formatted(key, rest(finding)));
            }
        });
        before.keySet().stream().filter(key -> !now.containsKey(key)).forEach(key -> lines.add("no more: " + key));
        lines.stream().limit(MOST).forEach(log);
        if (lines.size() > MOST) {
            log.accept("%d other findings have begun or ended".formatted(lines.size() - MOST));
        }
        before = now;
    }

    /** What is the same as long as it lasts: numbers are not, and neither are a server's words. */
    private static String key(String dataset, Finding finding) {
        String of = dataset.isEmpty() ? "" : "'%s': ".formatted(dataset);
        return of
                + finding.kind().label()
                + finding.about().map(each -> " '%s'".formatted(each)).orElse("");
    }

    private static String rest(Finding finding) {
        int first = finding.about().isPresent() ? 1 : 0;
        List<String> facts = finding.facts().subList(first, finding.facts().size());
        return facts.isEmpty() ? "" : " (%s)".formatted(String.join(", ", facts));
    }
}
