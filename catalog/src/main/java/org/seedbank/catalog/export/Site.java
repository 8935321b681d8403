package org.seedbank.catalog.export;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Versions;
import org.seedbank.integrity.Sha256;

/** The datasets that pages are made of, and how they look; each finds the others there. Immutable, so safe for all threads. */
public final class Site {

    private final Look look;
    private final List<Listed> entries;
    private final Map<Sha256, Listed> byDigest = new LinkedHashMap<>();

    private final Versions versions;

    /** Takes the entries in the order of their serials. */
    public Site(Look look, List<Listed> entries) {
        this.look = look;
        this.entries = List.copyOf(entries);
        for (Listed each : entries) {
            byDigest.putIfAbsent(each.entry().digest(), each);
        }
        versions = Versions.of(entries);
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
        return versions.newest(entry.digest()).map(each -> byDigest.get(each.digest()));
    }

    /** The version before a dataset. */
    Optional<Listed> before(Entry entry) {
        return versions.earlier(entry.digest()).stream().findFirst().map(each -> byDigest.get(each.digest()));
    }

    /** Versions of a dataset, itself among them, the oldest first: those nearest to it, and the newest. */
    List<Listed> versions(Entry entry) {
        Sha256 digest = entry.digest();
        Map<Sha256, Listed> near = new LinkedHashMap<>();
        Stream.of(
                        versions.earlier(digest).stream().map(Versions.Version::digest),
                        Stream.of(digest),
                        versions.later(digest).stream().map(Versions.Version::digest),
                        versions.newest(digest).map(Versions.Version::digest).stream())
                .flatMap(Function.identity())
                .forEach(each -> near.putIfAbsent(each, byDigest.get(each)));
        return near.values().stream()
                .sorted(Comparator.comparing(Listed::published).thenComparing(Listed::serial))
                .toList();
    }
}
