package org.seedbank.node.internal.findings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.node.internal.rates.InForce;
import org.seedbank.swarm.Availability;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;

/**
 * Looks at one dataset.
 *
 * @param view the dataset
 * @param inForce what all datasets may use together now
 * @param availability what its transfer has found; empty while it is not in the swarm
 * @param closedPort the port at which others could come in and nobody has; empty where somebody has
 * @param proxyFails whether the proxy through which all peers are reached does not work
 */
public record DatasetProbes(
        DatasetView view,
        InForce inForce,
        Optional<Availability> availability,
        OptionalInt closedPort,
        boolean proxyFails) {

    /** More would tell a person nothing; the sources have all. */
    private static final int MOST = 20;

    private static final Set<Availability.Supply> NOBODY_REACHED =
            Set.of(Availability.Supply.NOBODY_KNOWN, Availability.Supply.NOBODY_ANSWERS);

    private static final Set<Availability.Supply> UNKNOWN_PIECES =
            Set.of(Availability.Supply.NOTHING_OFFERED, Availability.Supply.SOME);

    /** Bytes of a seed are seen somewhat after it. */
    private static final Duration LATER = Duration.ofMinutes(1);

    /** Everything that was found: the dataset itself, its peers, and then what they are found by. */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>();
        if (isStopped(view.state())) {
            all.add(Finding.of(Kind.STATE, view.state().label(), view.why().orElse("")));
        }
        if (view.state() == DatasetState.PAUSED) {
            all.add(Finding.of(Kind.PAUSED));
        }
        limit().ifPresent(all::add);
        // Whom this node does not hear by its own limit cannot be blamed.
        if (inForce.receivesNothing(view.limits()).isEmpty()) {
            availability.flatMap(this::peers).ifPresent(all::add);
        }
        if (isFoundByNobody()) {
            all.add(Finding.of(Kind.PRIVATE_WITHOUT_TRACKER));
        }
        Kind failing = failing();
        of(Source.Kind.TRACKER).forEach(each -> tracker(each, failing).ifPresent(all::add));
        // Where nothing is missing, nothing is amiss when a server is not asked for it.
        of(Source.Kind.WEB_SEED)
                .filter(each -> each.state() != Source.State.NOT_ASKED || view.state() == DatasetState.FETCHING)
                .forEach(each -> webSeed(each).ifPresent(all::add));
        of(Source.Kind.PEER)
                .filter(each -> each.state() == Source.State.FAILING)
                .forEach(each -> all.add(peer(each)));
        of(Source.Kind.PEER)
                .filter(each -> each.state() == Source.State.NOT_ASKED)
                .forEach(each -> notAsked(each).ifPresent(all::add));
        return all.size() > MOST ? all.subList(0, MOST) : all;
    }

    private Finding peer(Source source) {
        if (source.fault().equals(Optional.of(Source.Fault.WRONG_BYTES))) {
            return Finding.of(Kind.PEER_WRONG, source.address());
        }
        return source.fault().equals(Optional.of(Source.Fault.REFUSED))
                ? Finding.of(Kind.PEER_DECLINES, source.address())
                : Finding.of(proxyFails ? Kind.BEHIND_BAD_PROXY : Kind.PEER_FAILS, source.address(), word(source));
    }

    private static boolean isStopped(DatasetState state) {
        return switch (state) {
            case NO_TORRENT, DAMAGED, NOT_THERE, NO_ROOM, FAILED -> true;
            default -> false;
        };
    }

    private Optional<Finding> limit() {
        return switch (view.state()) {
            case FETCHING ->
                inForce.receivesNothing(view.limits()).map(limit -> Finding.of(Kind.DOWN_IS_ZERO, limit.text()));
            case SEEDING -> inForce.sendsNothing(view.limits()).map(limit -> Finding.of(Kind.UP_IS_ZERO, limit.text()));
            default -> Optional.empty();
        };
    }

    /** A private torrent's peers are had from its trackers alone (BEP 27). What is not in the swarm has no sources. */
    private boolean isFoundByNobody() {
        return view.isPrivate()
                && availability.isPresent()
                && view.state() != DatasetState.NO_TORRENT
                && Stream.of(Source.Kind.TRACKER, Source.Kind.WEB_SEED, Source.Kind.PEER)
                        .allMatch(kind -> of(kind).findAny().isEmpty());
    }

    private Optional<Finding> peers(Availability found) {
        String seen = seen(found);
        boolean unknown = view.state() == DatasetState.NO_TORRENT;
        boolean whole = view.state() != DatasetState.FETCHING && !unknown;
        if (whole) {
            boolean alone = view.state() == DatasetState.SEEDING && found.peers() == 0;
            return alone ? Optional.of(Finding.of(Kind.NOBODY_ASKS)) : Optional.empty();
        }
        if (unknown && UNKNOWN_PIECES.contains(found.supply())) {
            return Optional.empty(); // Which pieces they have means nothing yet, and why it waits is said already.
        }
        if (proxyFails && NOBODY_REACHED.contains(found.supply())) {
            return Optional.empty(); // Nobody can be blamed whom the proxy keeps away.
        }
        return Optional.of(supply(found, seen));
    }

    private Finding supply(Availability found, String seen) {
        String peers = Integer.toString(found.peers());
        return switch (found.supply()) {
            case NOBODY_KNOWN -> Finding.of(Kind.NOBODY_FOUND, seen);
            case NOBODY_OFFERS -> Finding.of(Kind.NOBODY_OFFERS, Integer.toString(found.knownPeers()), seen);
            case NOBODY_ANSWERS -> {
                String known = Integer.toString(found.knownPeers() - found.declining());
                yield closedPort.isPresent()
                        ? Finding.of(Kind.BOTH_CLOSED, known, Integer.toString(closedPort.getAsInt()), seen)
                        : Finding.of(Kind.NOBODY_ANSWERS, known, seen);
            }
            case PEERS_SILENT ->
                Finding.of(
                        Kind.PEERS_SILENT,
                        peers,
                        SessionProbes.time(found.silentSince().get()));
            // Why nothing comes is said once nothing has for ten seconds.
            case SEEDED ->
                Finding.of(
                        view.why().isPresent() ? Kind.SEEDS_SEND_NOTHING : Kind.SEEDED,
                        Integer.toString(found.seeds()));
            case NOTHING_OFFERED, SOME -> some(found, peers, seen);
        };
    }

    private Finding some(Availability found, String peers, String seen) {
        String copies = found.copies().isPresent() ? copies(found.copies().getAsDouble()) : "unknown";
        // Who hands out an original piece by piece (BEP 16) never says that it has all of it.
        if (view.traffic().downloadRate() > 0) {
            return Finding.of(Kind.PEERS_SEND, peers, copies);
        }
        return found.supply() == Availability.Supply.NOTHING_OFFERED
                ? Finding.of(Kind.NOTHING_OFFERED, peers, seen)
                : Finding.of(Kind.NOBODY_SEEDS, peers, copies, seen);
    }

    /** When somebody with everything was, and how much those had together who were last here, if nobody is any more. */
    private static String seen(Availability found) {
        // Who hands out an original piece by piece (BEP 16) never says that it has all of it.
        Optional<String> given = found.given()
                .filter(when -> found.seedSeen()
                        .map(seed -> when.isAfter(seed.plus(LATER)))
                        .orElse(true))
                .map(SessionProbes::time);
        String seed = found.seedSeen()
                        .map(SessionProbes::time)
                        .orElse(given.isPresent() ? "never, as far as they say" : "never")
                + given.map("; bytes last came from a peer: "::concat).orElse("");
        return found.peers() == 0 && found.copies().isPresent()
                ? "%s; those who were connected last had %s copies together"
                        .formatted(seed, copies(found.copies().getAsDouble()))
                : seed;
    }

    /** Rounded down: where a byte is missing there is not one copy. */
    private static String copies(double count) {
        return String.format(Locale.ROOT, "%.2f", Math.floor(count * 100) / 100);
    }

    /** What it means when one tracker fails, by how the others stand. */
    private Kind failing() {
        if (of(Source.Kind.TRACKER).anyMatch(each -> each.state() == Source.State.WORKING)) {
            return Kind.TRACKER_FAILS_ALONE;
        }
        return of(Source.Kind.TRACKER).anyMatch(each -> each.state() == Source.State.WAITING)
                ? Kind.TRACKER_FAILS_FIRST
                : Kind.TRACKER_FAILS;
    }

    private static Optional<Finding> tracker(Source source, Kind failing) {
        return switch (source.state()) {
            case WORKING -> Optional.of(Finding.of(Kind.TRACKER_WELL, source.address(), counts(source)));
            case WAITING -> Optional.empty();
            case FAILING ->
                Optional.of(Finding.of(
                        source.fault().equals(Optional.of(Source.Fault.PROXY)) ? Kind.BEHIND_BAD_PROXY : failing,
                        source.address(),
                        word(source)));
            case NOT_ASKED -> notAsked(source);
        };
    }

    private static Optional<Finding> notAsked(Source source) {
        Kind kind = source.reason().map(DatasetProbes::notAsked).orElse(Kind.NOT_ASKED);
        return Optional.of(Finding.of(
                kind, source.address(), source.reason().map(NotAsked::text).orElse(word(source))));
    }

    private static Kind notAsked(NotAsked reason) {
        return switch (reason) {
            case PRIVATE -> Kind.NOT_ASKED_PRIVATE;
            case BEYOND_REACH -> Kind.NOT_ASKED_BEYOND;
            default -> Kind.NOT_ASKED;
        };
    }

    private static String counts(Source source) {
        return "%s have it, %s fetch it".formatted(number(source.seeders()), number(source.leechers()));
    }

    private static String number(OptionalInt count) {
        return count.isPresent() ? Integer.toString(count.getAsInt()) : "an unknown number";
    }

    private static Optional<Finding> webSeed(Source source) {
        return switch (source.state()) {
            case WORKING ->
                Optional.of(
                        source.fault().equals(Optional.of(Source.Fault.WRONG_BYTES))
                                ? Finding.of(Kind.WEB_SEED_WRONG, source.address(), word(source))
                                : Finding.of(Kind.WEB_SEED_WELL, source.address()));
            case WAITING -> Optional.empty();
            case FAILING ->
                Optional.of(Finding.of(
                        source.fault().map(DatasetProbes::fault).orElse(Kind.WEB_SEED_DEAD),
                        source.address(),
                        word(source)));
            case NOT_ASKED -> notAsked(source);
        };
    }

    private static Kind fault(Source.Fault fault) {
        return switch (fault) {
            case WRONG_BYTES -> Kind.WEB_SEED_WRONG;
            case NO_RANGES -> Kind.WEB_SEED_WITHOUT_RANGES;
            case PROXY -> Kind.BEHIND_BAD_PROXY;
            case UNREACHABLE, SILENT, BROKEN, REFUSED -> Kind.WEB_SEED_DEAD;
        };
    }

    private static String word(Source source) {
        return source.word().filter(said -> !said.isEmpty()).orElse("no reason given");
    }

    private Stream<Source> of(Source.Kind kind) {
        return view.sources().stream().filter(each -> each.kind() == kind);
    }
}
