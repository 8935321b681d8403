package org.seedbank.swarm.internal.announce;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.internal.sources.HybridTracker;
import org.seedbank.web.WebAddress;

/** One tracker of one torrent. Used under the lock of its {@link Announcer}. */
final class Tracker {

    private static final int MOST_WITHHELD = 3;

    private final String url;
    private final WebAddress address;
    private final TrackerHost host;
    private final List<TrackerContact> contacts;
    private Optional<Instant> answered = Optional.empty();
    private boolean forbidden;
    private List<InetSocketAddress> withheld = List.of();

    /** What the torrent's owner was told last. */
    private String told = "";

    /**
     * A tracker that was not asked yet.
     *
     * @param url as the torrent has it
     */
    Tracker(String url, WebAddress address, TrackerHost host, List<InfoHash> infoHashes, long now) {
        this.url = url;
        this.address = address;
        this.host = host;
        this.contacts = infoHashes.stream()
                .map(hash -> new TrackerContact(this, hash, now))
                .toList();
    }

    String url() {
        return url;
    }

    WebAddress address() {
        return address;
    }

    TrackerHost host() {
        return host;
    }

    List<TrackerContact> contacts() {
        return contacts;
    }

    /** True when another one of its tier is to be asked as well. */
    boolean isFailing() {
        return host.isDown() || contacts.stream().allMatch(TrackerContact::isFailing);
    }

    /** Takes up what came of asking it. */
    void heard(AnnounceEvent event, TrackerOutcome outcome, Instant now) {
        if (event == AnnounceEvent.STOPPED) {
            return;
        }
        forbidden = outcome.kind() == TrackerOutcome.Kind.FORBIDDEN;
        if (outcome.kind() == TrackerOutcome.Kind.ANSWERED) {
            answered = Optional.of(now);
        }
    }

    /** Of the two infohashes of a hybrid, one may be refused and the other welcome. */
    private Optional<String> word() {
        return host.word().or(() -> contacts.stream()
                .sorted(Comparator.comparing(TrackerContact::isFailing).reversed())
                .flatMap(contact -> contact.word().stream())
                .findFirst()
                .map(said -> takesOneHash() ? HybridTracker.takesOne(said) : said));
    }

    /** True when it takes one of the infohashes of a hybrid and refuses the other. */
    boolean takesOneHash() {
        return state() == Source.State.WORKING && contacts.stream().anyMatch(TrackerContact::isFailing);
    }

    /** A tracker counts the two infohashes of a hybrid apart, and a peer may have told it of one alone. */
    private OptionalInt most(Function<TrackerContact, OptionalInt> counts) {
        return contacts.stream().map(counts).flatMapToInt(OptionalInt::stream).max();
    }

    /** Where it leads may be allowed now, though it was not when it was asked. */
    void allow(long now) {
        if (forbidden) {
            forbidden = false;
            contacts.forEach(contact -> contact.retry(now));
        }
    }

    /** Takes up which of the peers that it named last are not asked, as their addresses are private. */
    void withheld(List<InetSocketAddress> peers) {
        withheld = List.copyOf(peers.subList(0, Math.min(MOST_WITHHELD, peers.size())));
    }

    /** Some of the peers that are not asked: whoever sees that it has peers is to see why none of them comes. */
    Stream<Source> withheld() {
        return withheld.stream()
                .map(peer -> Source.notAsked(
                        Source.Kind.PEER,
                        new HostPort(peer.getAddress().getHostAddress(), peer.getPort()).toString(),
                        NotAsked.PRIVATE));
    }

    /** Tells whether the torrent's owner has not heard this yet. */
    boolean isNews(String text) {
        boolean news = !told.equals(text);
        told = text;
        return news;
    }

    /**
     * How it stands.
     *
     * @param asked whether it is the one of its tier that is asked
     * @param nanos now, as {@link System#nanoTime} counts
     * @param now the same moment
     */
    Source source(boolean asked, long nanos, Instant now) {
        String shown = AddressKeys.hidden(url);
        if (forbidden) {
            return Source.notAsked(Source.Kind.TRACKER, shown, NotAsked.PRIVATE);
        }
        OptionalLong next = next();
        return new Source(
                Source.Kind.TRACKER,
                shown,
                asked ? state() : Source.State.NOT_ASKED,
                asked ? word() : Optional.of("another tracker of its tier answers"),
                answered,
                asked && next.isPresent()
                        ? Optional.of(now.plusNanos(Math.max(0, next.getAsLong() - nanos)))
                        : Optional.empty(),
                most(TrackerContact::seeders),
                most(TrackerContact::leechers),
                asked ? fault() : Optional.empty());
    }

    private Optional<Source.Fault> fault() {
        if (host.isDown()) {
            return Optional.of(host.isBehindBadProxy() ? Source.Fault.PROXY : Source.Fault.UNREACHABLE);
        }
        return state() == Source.State.FAILING
                ? contacts.stream().flatMap(contact -> contact.fault().stream()).findFirst()
                : Optional.empty();
    }

    private Source.State state() {
        if (host.isDown()) {
            return Source.State.FAILING;
        }
        if (contacts.stream().anyMatch(contact -> contact.knowsUs() && !contact.isFailing())) {
            return Source.State.WORKING;
        }
        // Of a hybrid, the answer for the other infohash may still be on its way.
        return contacts.stream().allMatch(TrackerContact::isFailing) ? Source.State.FAILING : Source.State.WAITING;
    }

    private OptionalLong next() {
        if (host.isDown()) {
            return OptionalLong.of(host.nextTry());
        }
        return contacts.stream()
                .filter(contact -> !contact.isNever())
                .mapToLong(TrackerContact::next)
                .reduce((one, other) -> one - other < 0 ? one : other);
    }
}
