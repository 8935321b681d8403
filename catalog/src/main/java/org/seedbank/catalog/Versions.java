package org.seedbank.catalog;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.Sha256;

/**
 * Versions of datasets among some entries, as their {@code supersedes} ties them together. Strangers write entries: links
 * to nothing and links that lead round in a circle count for nothing, and chains of any length cost time and memory in
 * proportion to the entries. Immutable, so safe for all threads.
 */
public final class Versions {

    /** More earlier or later versions of one dataset are not named. */
    public static final int MOST_NAMED = 20;

    /** A version that stands comes before those that were taken back; of several, the latest counts. */
    private static final Comparator<Version> BY_STANDING = Comparator.comparing((Version each) -> !each.withdrawn())
            .thenComparing(Version::published)
            .thenComparing(Version::label);

    private final Map<Sha256, Version> all;

    /** Those that name a dataset as the one before them. */
    private final Map<Sha256, List<Version>> followers = new HashMap<>();

    /** The newest that follows on a dataset and stands; nothing for those that have none. */
    private final Map<Sha256, Version> newest = new HashMap<>();

    /** How many have this one as their newest. */
    private final Map<Sha256, Integer> older = new HashMap<>();

    /**
     * One version of a dataset.
     *
     * @param label its serial
     * @param digest its bytes
     * @param number the version as its makers count
     * @param supersedes the version before it
     */
    public record Version(
            Serial label,
            Sha256 digest,
            Optional<String> number,
            Instant published,
            boolean withdrawn,
            Optional<Sha256> supersedes) {

        private static Version of(Listed listed) {
            Entry entry = listed.entry();
            return new Version(
                    listed.label(),
                    entry.digest(),
                    entry.version(),
                    listed.published(),
                    entry.withdrawn(),
                    entry.supersedes());
        }
    }

    private Versions(Map<Sha256, Version> all) {
        this.all = all;
        for (Version each : all.values()) {
            each.supersedes().filter(all::containsKey).ifPresent(before -> followers
                    .computeIfAbsent(before, key -> new ArrayList<>(1))
                    .add(each));
        }
        Map<Sha256, Version> next = new HashMap<>();
        followers.forEach((digest, versions) ->
                next.put(digest, versions.stream().max(BY_STANDING).orElseThrow()));
        findNewest(next);
        newest.values().forEach(each -> older.merge(each.digest(), 1, Integer::sum));
    }

    /** The versions among these entries. It goes through them once and keeps little of each. */
    public static Versions of(Iterable<Listed> entries) {
        Collector collector = new Collector();
        entries.forEach(collector::add);
        return collector.versions();
    }

    /** Takes entries one by one, for whoever goes through them for something else as well. For one thread. */
    public static final class Collector {

        private final Map<Sha256, Version> all = new LinkedHashMap<>();

        /** Takes one more. */
        public void add(Listed listed) {
            all.putIfAbsent(listed.entry().digest(), Version.of(listed));
        }

        /** The versions among those that were taken; this takes no more afterwards. */
        public Versions versions() {
            return new Versions(all);
        }
    }

    /** Goes each chain to its end once: what was gone before, and what leads back to the way, ends it. */
    private void findNewest(Map<Sha256, Version> next) {
        Set<Sha256> done = new HashSet<>();
        for (Sha256 start : next.keySet()) {
            Deque<Sha256> way = new ArrayDeque<>();
            Set<Sha256> onWay = new HashSet<>();
            Sha256 at = start;
            while (next.containsKey(at) && !done.contains(at) && onWay.add(at)) {
                way.push(at);
                at = next.get(at).digest();
            }
            if (onWay.contains(at)) {
                leaveCircle(at, way, done);
            }
            while (!way.isEmpty()) {
                Sha256 digest = way.pop();
                Version after = next.get(digest);
                Optional.ofNullable(newest.get(after.digest()))
                        .or(() -> Optional.of(after).filter(each -> !each.withdrawn()))
                        .ifPresent(found -> newest.put(digest, found));
                done.add(digest);
            }
        }
    }

    /** None of a circle is newer than the others. */
    private static void leaveCircle(Sha256 first, Deque<Sha256> way, Set<Sha256> done) {
        Sha256 last;
        do {
            last = way.pop();
            done.add(last);
        } while (!last.equals(first));
    }

    /** The newest version that follows on a dataset and stands; nothing where it is the newest itself. */
    public Optional<Version> newest(Sha256 dataset) {
        return Optional.ofNullable(newest.get(dataset));
    }

    /** How many datasets have this one as their newest version. */
    public int olderThan(Sha256 dataset) {
        return older.getOrDefault(dataset, 0);
    }

    /** The nearest versions before a dataset, the latest first, at most {@value #MOST_NAMED}. */
    public List<Version> earlier(Sha256 dataset) {
        Map<Sha256, Version> found = new LinkedHashMap<>();
        Optional<Version> each = before(Optional.ofNullable(all.get(dataset)));
        while (found.size() < MOST_NAMED
                && each.isPresent()
                && !each.get().digest().equals(dataset)
                && found.putIfAbsent(each.get().digest(), each.get()) == null) {
            each = before(each);
        }
        return List.copyOf(found.values());
    }

    /** The digests of those before a dataset and of those that follow on it, the nearest of each first. */
    public List<Sha256> others(Sha256 dataset) {
        return Stream.concat(earlier(dataset).stream(), later(dataset).stream())
                .map(Version::digest)
                .distinct()
                .toList();
    }

    private Optional<Version> before(Optional<Version> version) {
        return version.flatMap(Version::supersedes).map(all::get);
    }

    /** The nearest versions that follow on a dataset, the nearest first, at most {@value #MOST_NAMED}. */
    public List<Version> later(Sha256 dataset) {
        Map<Sha256, Version> found = new LinkedHashMap<>();
        Deque<Sha256> waiting = new ArrayDeque<>(List.of(dataset));
        while (!waiting.isEmpty() && found.size() < MOST_NAMED) {
            for (Version each : followers.getOrDefault(waiting.remove(), List.of())) {
                boolean isNew = !each.digest().equals(dataset)
                        && found.size() < MOST_NAMED
                        && found.putIfAbsent(each.digest(), each) == null;
                if (isNew) {
                    waiting.add(each.digest());
                }
            }
        }
        return List.copyOf(found.values());
    }
}
