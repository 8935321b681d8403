package org.seedbank.swarm.internal.adding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.SessionView;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.TorrentSearch;

/** Says why nobody has given the torrent of a magnet link. */
final class SearchVerdict {

    private SearchVerdict() {}

    /** What is known of that, to go on after a colon; empty when that is nothing. It has strangers' words in it. */
    static Optional<String> of(TorrentSearch search, SessionView session) {
        List<String> reasons = new ArrayList<>();
        int connected = search.availability().peers();
        if (connected > 0) {
            reasons.add(
                    connected == 1
                            ? "1 peer is connected and has not sent it"
                            : "%d peers are connected and none has sent it".formatted(connected));
        }
        trackers(of(search, Source.Kind.TRACKER)).ifPresent(reasons::add);
        peers(of(search, Source.Kind.PEER)).ifPresent(reasons::add);
        if (session.dhtNodes() == 0 && session.sources().stream().anyMatch(SearchVerdict::isDhtAsked)) {
            reasons.add("no node of the DHT is known");
        }
        if (reasons.isEmpty()) {
            return Optional.empty();
        }
        int last = reasons.size() - 1;
        String first = String.join(", ", reasons.subList(0, last));
        return Optional.of(first.isEmpty() ? reasons.get(0) : first + ", and " + reasons.get(last));
    }

    private static boolean isDhtAsked(Source source) {
        return source.kind() == Source.Kind.DHT && source.state() != Source.State.NOT_ASKED;
    }

    private static List<Source> of(TorrentSearch search, Source.Kind kind) {
        return search.sources().stream().filter(each -> each.kind() == kind).toList();
    }

    private static Optional<String> trackers(List<Source> all) {
        List<Source> asked =
                all.stream().filter(Predicate.not(SearchVerdict::isNotAsked)).toList();
        if (asked.isEmpty()) {
            return all.stream()
                    .findFirst()
                    .map(first -> (all.size() == 1 ? "its tracker is not asked" : "none of its trackers is asked")
                            + first.reason()
                                    .map(reason -> ", as " + reason.text())
                                    .orElse(""));
        }
        boolean silent = asked.stream().allMatch(each -> each.state() == Source.State.FAILING);
        if (silent) {
            return Optional.of((asked.size() == 1
                            ? "its tracker does not help"
                            : "none of its %d trackers helps".formatted(asked.size()))
                    + said(asked.get(0)));
        }
        boolean answered = asked.stream().anyMatch(each -> each.state() == Source.State.WORKING);
        return answered ? Optional.of("its trackers know nobody who gives it") : Optional.empty();
    }

    private static String said(Source source) {
        return " (%s%s)"
                .formatted(source.address(), source.word().map(": "::concat).orElse(""));
    }

    private static Optional<String> peers(List<Source> all) {
        Stream<Source> dead = all.stream().filter(each -> each.state() == Source.State.FAILING || isNotAsked(each));
        if (all.isEmpty() || dead.count() < all.size()) {
            return Optional.empty();
        }
        Source first = all.get(0);
        String why = first.reason()
                .map(NotAsked::text)
                .or(first::word)
                .map(": "::concat)
                .orElse("");
        boolean refuse = all.stream().allMatch(each -> each.fault().equals(Optional.of(Source.Fault.REFUSED)));
        return Optional.of((all.size() == 1
                        ? "the peer that was named does not " + (refuse ? "offer it" : "answer")
                        : (refuse
                                        ? "none of the %d peers that were named offers it"
                                        : "none of the %d peers that were named answers")
                                .formatted(all.size()))
                + " (%s%s)".formatted(first.address(), why));
    }

    private static boolean isNotAsked(Source source) {
        return source.state() == Source.State.NOT_ASKED;
    }
}
