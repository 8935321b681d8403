package org.seedbank.swarm.internal.announce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.seedbank.swarm.Source;

/**
 * The trackers of one torrent in their tiers (BEP 12): each tier is announced to, in an order that chance makes once, by the
 * first of it that works. Used under the lock of its {@link Announcer}.
 */
final class TorrentTrackers {

    /** A stranger could name a hundred thousand. */
    private static final int MOST = 100;

    private final AnnouncedTorrent torrent;
    private final PeerIdentity peer;
    private final SortedMap<Integer, List<Tracker>> tiers = new TreeMap<>();
    private AnnouncedTorrent.Standing standing = AnnouncedTorrent.Standing.INACTIVE;
    private boolean wasIncomplete;
    private boolean ended;

    /** Trackers that the torrent does not name any more, until they were told. */
    private final List<Tracker> former = new ArrayList<>();

    TorrentTrackers(AnnouncedTorrent torrent, PeerIdentity peer) {
        this.torrent = torrent;
        this.peer = peer;
    }

    AnnouncedTorrent torrent() {
        return torrent;
    }

    PeerIdentity peer() {
        return peer;
    }

    AnnouncedTorrent.Standing standing() {
        return standing;
    }

    /** The tracker of this address, if it is there. */
    Optional<Tracker> find(String url) {
        return all().filter(each -> each.url().equals(url)).findFirst();
    }

    /** Adds one to its tier, at a place that chance finds; nothing happens when there are too many. */
    void add(Tracker tracker, int tier, Random chance) {
        if (!ended && all().count() < MOST) {
            List<Tracker> others = tiers.computeIfAbsent(tier, number -> new ArrayList<>());
            others.add(chance.nextInt(others.size() + 1), tracker);
        }
    }

    /** The torrent names only those of these addresses any more; others hear that it leaves. */
    void keepOnly(Set<String> urls) {
        for (List<Tracker> tier : tiers.values()) {
            tier.stream().filter(tracker -> !urls.contains(tracker.url())).forEach(former::add);
            tier.removeIf(tracker -> !urls.contains(tracker.url()));
        }
    }

    Stream<Tracker> all() {
        return tiers.values().stream().flatMap(List::stream);
    }

    private Stream<Tracker> allAndFormer() {
        return Stream.concat(all(), former.stream());
    }

    /** Those that are asked: of each tier all up to the first that works. */
    Stream<Tracker> asked() {
        return tiers.values().stream().flatMap(TorrentTrackers::asked);
    }

    private static Stream<Tracker> asked(List<Tracker> tier) {
        int failing = 0;
        while (failing < tier.size() && tier.get(failing).isFailing()) {
            failing++;
        }
        return tier.stream().limit(failing + 1L);
    }

    /** One that works is asked before the others of its tier from now on. */
    void worked(Tracker tracker) {
        for (List<Tracker> tier : tiers.values()) {
            if (tier.remove(tracker)) {
                tier.add(0, tracker);
            }
        }
    }

    /** Nothing more comes of the torrent, and its trackers are to hear so. */
    void end() {
        if (!ended) {
            observe();
            ended = true;
            standing = standing.ended();
        }
    }

    /** Takes a look at the torrent. */
    void observe() {
        former.removeIf(tracker -> tracker.contacts().stream()
                .noneMatch(contact -> contact.isBusy()
                        || (contact.knowsUs() && !tracker.host().isDown())));
        if (ended) {
            return;
        }
        standing = torrent.standing();
        if (!standing.active()) {
            return;
        }
        if (wasIncomplete && standing.isComplete()) {
            wasIncomplete = false;
            contacts().forEach(TrackerContact::completed);
        }
        wasIncomplete |= !standing.isComplete();
    }

    Stream<TrackerContact> contacts() {
        return contacts(allAndFormer());
    }

    private static Stream<TrackerContact> contacts(Stream<Tracker> trackers) {
        return trackers.flatMap(tracker -> tracker.contacts().stream());
    }

    /** Gives those that are to be told something now. */
    void due(long now, Consumer<TrackerContact> found) {
        (standing.active() ? contacts(former.stream()) : contacts())
                .filter(contact -> contact.knowsUs() && !contact.isBusy())
                .forEach(found);
        if (!standing.active()) {
            return;
        }
        asked().flatMap(tracker -> tracker.contacts().stream())
                .filter(contact -> contact.isDue(standing.wantsPeers(), now))
                .forEach(found);
    }

    /** Why a contact is told now. */
    AnnounceEvent event(TrackerContact contact) {
        boolean leaves = !standing.active() || former.contains(contact.tracker());
        if (!leaves) {
            return contact.event();
        }
        // Whoever has everything and leaves at once has completed it nonetheless.
        return contact.tellsCompleted() ? AnnounceEvent.COMPLETED : AnnounceEvent.STOPPED;
    }

    /** True when nobody has to be told anything any more. */
    boolean isOver() {
        return ended && contacts().noneMatch(contact -> contact.knowsUs() || contact.isBusy());
    }

    List<Source> sources(long nanos, Instant now) {
        List<Tracker> asked = asked().toList();
        Stream<Source> trackers = all().map(tracker -> tracker.source(asked.contains(tracker), nanos, now));
        Stream<Source> withheld = torrent.allowsPrivate()
                ? Stream.empty()
                : asked.stream().flatMap(Tracker::withheld).distinct();
        return Stream.concat(trackers, withheld).toList();
    }
}
