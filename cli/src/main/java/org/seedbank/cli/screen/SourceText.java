package org.seedbank.cli.screen;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.seedbank.node.api.DatasetView;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;

/** Words for the sources of a dataset. Addresses, and what they said, are strangers' texts. */
public final class SourceText {

    private SourceText() {}

    /**
     * Sums up trackers that do not help; empty when none was asked that does not.
     *
     * @param state what the dataset does
     */
    public static Optional<String> trackers(List<Source> sources, String state) {
        List<Source> failing = of(sources, Source.State.FAILING);
        if (failing.isEmpty()) {
            return Optional.empty();
        }
        int others = of(sources, Source.State.WORKING).size()
                + of(sources, Source.State.WAITING).size();
        Source first = failing.get(0);
        String said = first.address() + word(first).map(word -> ": " + word).orElse("");
        return Optional.of(
                others == 0
                        ? "%s, but no tracker answers: %s".formatted(state, said)
                        : "%d of %d trackers do not answer: %s"
                                .formatted(failing.size(), failing.size() + others, said));
    }

    private static List<Source> of(List<Source> sources, Source.State state) {
        return sources.stream()
                .filter(each -> each.kind() == Source.Kind.TRACKER && each.state() == state)
                .toList();
    }

    /** The last word of one, or why it is not asked. */
    public static Optional<String> word(Source source) {
        return source.reason().map(NotAsked::text).or(source::word);
    }

    /** Sums up the trackers of a dataset that are not told of it as they are beyond reach; empty when there are none. */
    public static Optional<String> untold(List<Source> sources) {
        List<Source> trackers = sources.stream()
                .filter(each -> each.kind() == Source.Kind.TRACKER)
                .toList();
        long beyond = trackers.stream()
                .filter(each -> each.reason().equals(Optional.of(NotAsked.BEYOND_REACH)))
                .count();
        if (beyond == 0) {
            return Optional.empty();
        }
        return Optional.of(
                beyond == trackers.size()
                        ? "trackers are not told"
                        : "%d of %d trackers are not told".formatted(beyond, trackers.size()));
    }

    /** Sums up those of a dataset of the node that are not asked, as {@link #notAsked(List, String)} does. */
    public static Optional<String> notAsked(DatasetView view) {
        return notAsked(view.sources(), "'seedbank get %s --allow-private'".formatted(view.reference()));
    }

    /**
     * Sums up those of a dataset that are not asked though a person would expect it; empty when there are none. Those beyond the
     * reach of the node are not, since a person has set that.
     *
     * @param allowing the command or option that lets private ones be asked
     */
    public static Optional<String> notAsked(List<Source> sources, String allowing) {
        Map<NotAsked, Integer> counts = new TreeMap<>();
        sources.stream()
                .flatMap(source -> source.reason().stream())
                .filter(reason -> reason != NotAsked.BEYOND_REACH)
                .forEach(reason -> counts.merge(reason, 1, Integer::sum));
        return counts.entrySet().stream()
                .map(each -> "%s: %s"
                        .formatted(
                                Amounts.count(each.getValue(), "address"),
                                each.getKey().text()))
                .reduce((a, b) -> a + "; " + b)
                .map(all -> "trackers and web seeds are not asked, " + all)
                .map(all -> counts.containsKey(NotAsked.PRIVATE)
                        ? "%s; %s lets private ones be asked".formatted(all, allowing)
                        : all);
    }
}
