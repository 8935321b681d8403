package org.seedbank.swarm.internal.transfer;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.internal.session.NativeTracker;
import org.seedbank.swarm.internal.sources.HybridTracker;

/** What libtorrent says of a torrent's trackers and web seeds. Safe for all threads. */
public final class TrackerHealth {

    private final InstantSource clock;
    private final Map<String, Source> heard = new LinkedHashMap<>();
    private final Map<String, String> warnings = new HashMap<>();
    private final Map<String, String> refusals = new HashMap<>();

    /** Last reasons of failures, of those that were heard of. */
    private final Map<String, String> problems = new HashMap<>();

    private Optional<String> lastProblem = Optional.empty();

    public TrackerHealth() {
        this(InstantSource.system());
    }

    TrackerHealth(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized void answered(String tracker) {
        String address = AddressKeys.hidden(tracker);
        // What it warned of came with this answer, just before it.
        Optional<String> warning = Optional.ofNullable(warnings.remove(address));
        keep(new Source(
                Source.Kind.TRACKER,
                address,
                Source.State.WORKING,
                warning,
                Optional.of(clock.instant()),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty()));
    }

    synchronized void warned(String tracker, String warning) {
        if (warnings.size() < Source.MOST) {
            warnings.put(AddressKeys.hidden(tracker), warning);
        }
    }

    /** What a tracker that was heard of counts, and when it is asked again; and how it stands, by all that it was asked together. */
    public synchronized void counted(NativeTracker tracker) {
        String address = AddressKeys.hidden(tracker.url());
        Source known = heard.get(address);
        if (known != null) {
            Source stands = tracker.takes() == NativeTracker.Takes.NOTHING ? known : working(known, tracker.takes());
            keep(new Source(
                    stands.kind(),
                    address,
                    stands.state(),
                    stands.word(),
                    stands.answered(),
                    tracker.next().map(clock.instant()::plus),
                    tracker.seeders(),
                    tracker.leechers(),
                    stands.fault()));
        }
    }

    /** The last answer may have been that for the other infohash, or at the other of our addresses. */
    private Source working(Source known, NativeTracker.Takes takes) {
        Optional<String> word = takes == NativeTracker.Takes.ONE_OF_TWO
                ? Optional.of(HybridTracker.takesOne(problems.getOrDefault(known.address(), "no reason given")))
                : known.state() == Source.State.WORKING ? known.word() : Optional.empty();
        return new Source(
                known.kind(),
                known.address(),
                Source.State.WORKING,
                word,
                known.answered(),
                known.next(),
                known.seeders(),
                known.leechers());
    }

    /** It was asked in vain, and nobody knows of what kind that is. */
    public void failed(Source.Kind kind, String url, String reason) {
        failed(kind, url, reason, Optional.empty());
    }

    /**
     * It was asked in vain.
     *
     * @param fault the kind of that, where it is known
     */
    public synchronized void failed(Source.Kind kind, String url, String reason, Optional<Source.Fault> fault) {
        String address = AddressKeys.hidden(url);
        Optional<Instant> before = Optional.ofNullable(heard.get(address)).flatMap(Source::answered);
        keep(new Source(
                kind,
                address,
                Source.State.FAILING,
                Optional.of(reason),
                before,
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                fault));
        problems.put(address, reason);
        problems.keySet().retainAll(heard.keySet());
        lastProblem = Optional.of(kind.label() + ": " + address + ": " + reason);
    }

    /** A tracker over UDP refuses. Its words are those that it had the last time that they were known, or else libtorrent's. */
    synchronized void refused(String tracker, String reason) {
        failed(
                Source.Kind.TRACKER,
                tracker,
                refusals.getOrDefault(AddressKeys.hidden(tracker), reason),
                Optional.of(Source.Fault.REFUSED));
    }

    /** A tracker that refuses has said why. */
    public synchronized void told(String tracker, String words) {
        String address = AddressKeys.hidden(tracker);
        if (refusals.size() < Source.MOST || refusals.containsKey(address)) {
            refusals.put(address, words);
        }
        Source known = heard.get(address);
        problems.computeIfPresent(address, (same, before) -> words);
        if (known != null && known.state() == Source.State.FAILING) {
            keep(new Source(
                    known.kind(),
                    address,
                    known.state(),
                    Optional.of(words),
                    known.answered(),
                    known.next(),
                    known.seeders(),
                    known.leechers(),
                    known.fault()));
            lastProblem = Optional.of(known.kind().label() + ": " + address + ": " + words);
        }
    }

    private void keep(Source source) {
        if (heard.size() < Source.MOST || heard.containsKey(source.address())) {
            heard.put(source.address(), source);
        }
    }

    /** The torrent names only these any more. */
    public synchronized void forgetAllBut(List<Source> named) {
        Set<String> addresses = named.stream().map(Source::address).collect(Collectors.toSet());
        refusals.keySet().retainAll(addresses);
        heard.keySet().retainAll(addresses);
        problems.keySet().retainAll(addresses);
        lastProblem = Optional.empty();
    }

    /** Those that were heard of. */
    public synchronized List<Source> sources() {
        return List.copyOf(heard.values());
    }

    /** Tells whether a tracker did not do what was asked when it was last heard of. */
    public synchronized boolean isFailing() {
        return heard.values().stream()
                .anyMatch(source -> source.kind() == Source.Kind.TRACKER && source.state() == Source.State.FAILING);
    }

    /** The last problem; empty while a tracker works. */
    public synchronized Optional<String> problem() {
        boolean works = heard.values().stream().anyMatch(source -> source.state() == Source.State.WORKING);
        return works ? Optional.empty() : lastProblem;
    }
}
