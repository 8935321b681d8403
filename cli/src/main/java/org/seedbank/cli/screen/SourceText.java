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
        int refusing = (int) failing.stream().filter(SourceText::refuses).count();
        return Optional.of("%s: %s"
                .formatted(
                        others == 0
                                ? "%s, but %s".formatted(state, none(refusing, failing.size()))
                                : some(refusing, failing.size(), failing.size() + others),
                        said));
    }

    private static boolean refuses(Source source) {
        return source.fault().equals(Optional.of(Source.Fault.REFUSED));
    }

    /** All fail: what refuses has answered, and is not said to be silent. */
    private static String none(int refusing, int all) {
        if (refusing == 0) {
            return "no tracker answers";
        }
        if (refusing < all) {
            return "no tracker helps, %s and %s".formatted(refuse(refusing), doNotAnswer(all - refusing));
        }
        return all == 1 ? "its tracker refuses" : "all %d trackers refuse".formatted(all);
    }

    private static String some(int refusing, int failing, int all) {
        String of = " of %d trackers".formatted(all);
        if (refusing == 0) {
            return doNotAnswer(failing).replaceFirst(" ", of + " ");
        }
        String refuse = refuse(refusing).replaceFirst(" ", of + " ");
        return refusing == failing ? refuse : "%s and %s".formatted(refuse, doNotAnswer(failing - refusing));
    }

    private static String refuse(int count) {
        return count == 1 ? "1 refuses" : count + " refuse";
    }

    private static String doNotAnswer(int count) {
        return count == 1 ? "1 does not answer" : count + " do not answer";
    }

    /** How one stands, in a word or two: what is wrong with one that works for the rest comes first. */
    public static String state(Source source) {
        return source.state() == Source.State.WORKING && source.fault().isPresent()
                ? source.fault().get().label()
                : source.state().label();
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
