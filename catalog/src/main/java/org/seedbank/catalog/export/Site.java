package org.seedbank.catalog.export;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.integrity.Sha256;

/** The datasets that pages are made of, and how they look; each finds the others there. Immutable, so safe for all threads. */
public final class Site {

    /** More versions of one dataset are not shown beside each other. */
    private static final int MAX_VERSIONS = 1_000;

    private final Look look;
    private final List<Listed> entries;
    private final Map<Sha256, Listed> byDigest = new LinkedHashMap<>();

    /** Those that name a dataset as the one before them. */
    private final Map<Sha256, List<Listed>> later = new HashMap<>();

    /** Takes the entries in the order of their serials. */
    public Site(Look look, List<Listed> entries) {
        this.look = look;
        this.entries = List.copyOf(entries);
        for (Listed each : entries) {
            byDigest.putIfAbsent(each.entry().digest(), each);
            each.entry().supersedes().ifPresent(before -> later.computeIfAbsent(before, key -> new ArrayList<>())
                    .add(each));
        }
    }

    /** How the pages look. */
    Look look() {
        return look;
    }

    /** All of them, in the order of their serials. */
    List<Listed> entries() {
        return entries;
    }

    /** The dataset of a digest. */
    public Optional<Listed> find(Sha256 digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    /** The newest version that follows on a dataset and stands; nothing where it is the newest itself. */
    Optional<Listed> newest(Entry entry) {
        List<Listed> versions = versions(entry);
        Deque<Listed> waiting = new ArrayDeque<>(later.getOrDefault(entry.digest(), List.of()));
        Map<Sha256, Listed> after = new LinkedHashMap<>();
        while (!waiting.isEmpty() && after.size() < versions.size()) {
            Listed next = waiting.pop();
            if (!next.entry().digest().equals(entry.digest())
                    && after.putIfAbsent(next.entry().digest(), next) == null) {
                waiting.addAll(later.getOrDefault(next.entry().digest(), List.of()));
            }
        }
        return after.values().stream()
                .filter(each -> !each.entry().withdrawn())
                .max(Comparator.comparing(Listed::published).thenComparing(Listed::serial));
    }

    /** All versions of a dataset, itself among them, the oldest first. */
    List<Listed> versions(Entry entry) {
        Map<Sha256, Listed> found = new LinkedHashMap<>();
        Deque<Sha256> waiting = new ArrayDeque<>(List.of(entry.digest()));
        while (!waiting.isEmpty() && found.size() < MAX_VERSIONS) {
            Listed next = byDigest.get(waiting.pop());
            if (next != null && found.putIfAbsent(next.entry().digest(), next) == null) {
                next.entry().supersedes().ifPresent(waiting::add);
                later.getOrDefault(next.entry().digest(), List.of())
                        .forEach(each -> waiting.add(each.entry().digest()));
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparing(Listed::published).thenComparing(Listed::serial))
                .toList();
    }
}
