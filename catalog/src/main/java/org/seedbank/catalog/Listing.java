package org.seedbank.catalog;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.seedbank.integrity.InfoHash;
import org.seedbank.integrity.Sha256;

/**
 * What a catalog held at one moment: its entries in the order of their serials, and what could not be read. Immutable.
 * Searches are linear and answer at once for 100,000 entries.
 */
public final class Listing {

    /** Fewest hex digits that count as the beginning of a digest. */
    public static final int MIN_PREFIX = 6;

    /** More candidates than this are counted, not shown. */
    static final int MOST_CANDIDATES = 5;

    private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{" + MIN_PREFIX + ",64}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}");

    private final URI catalog;
    private final List<Listed> entries;
    private final List<CatalogWarning> warnings;
    private final List<ForeignTorrent> foreign;
    private final Optional<AsOf> asOf;

    private Listing(
            URI catalog,
            List<Listed> entries,
            List<CatalogWarning> warnings,
            List<ForeignTorrent> foreign,
            Optional<AsOf> asOf) {
        this.catalog = Objects.requireNonNull(catalog, "catalog");
        this.entries = entries;
        this.warnings = List.copyOf(warnings);
        this.foreign = List.copyOf(foreign);
        this.asOf = asOf;
    }

    /**
     * Ranks entries. Of several with one digest the oldest counts and each other one costs a warning.
     *
     * @param entries published entries in any order
     * @throws IllegalArgumentException when one of them is a draft
     */
    public static Listing of(URI catalog, Collection<Entry> entries, Collection<CatalogWarning> warnings) {
        List<Listed> ranked = new ArrayList<>(entries.size());
        List<CatalogWarning> allWarnings = new ArrayList<>(warnings);
        Set<Sha256> seen = new HashSet<>(entries.size() * 2);
        for (Entry entry : entries.stream().sorted(Listed.BY_AGE).toList()) {
            if (seen.add(entry.digest())) {
                ranked.add(new Listed(ranked.size() + 1, entry));
            } else {
                allWarnings.add(CatalogWarning.twice(entry.digest()));
            }
        }
        return new Listing(catalog, List.copyOf(ranked), allWarnings, List.of(), Optional.empty());
    }

    /**
     * Entries that have been ranked before.
     *
     * @param entries in the order of their serials from 1 on, each dataset once; not copied, and must not change
     */
    public static Listing ranked(URI catalog, List<Listed> entries, Collection<CatalogWarning> warnings) {
        return new Listing(catalog, entries, List.copyOf(warnings), List.of(), Optional.empty());
    }

    /** This listing with torrents that are no entries. */
    public Listing withForeign(List<ForeignTorrent> torrents) {
        return new Listing(catalog, entries, warnings, torrents, asOf);
    }

    /** This listing of a remote catalog, with the moment that it tells of. */
    public Listing asOf(AsOf moment) {
        return new Listing(catalog, entries, warnings, foreign, Optional.of(moment));
    }

    /** The catalog that was listed. */
    public URI catalog() {
        return catalog;
    }

    /** All entries, withdrawn ones included; the one with serial n is at index n - 1. */
    public List<Listed> entries() {
        return entries;
    }

    /** What was left out because it was broken or foreign. */
    public List<CatalogWarning> warnings() {
        return warnings;
    }

    /** Torrents in the catalog that are nobody's entries, in the order of their file names. */
    public List<ForeignTorrent> foreign() {
        return foreign;
    }

    /** When a remote catalog was like this; empty for one on this machine, which was listed just now. */
    public Optional<AsOf> asOf() {
        return asOf;
    }

    /** The foreign torrent with this v1 or v2 infohash. */
    public Optional<ForeignTorrent> foreign(InfoHash infoHash) {
        return foreign.stream()
                .filter(each ->
                        each.facts().filter(facts -> facts.has(infoHash)).isPresent())
                .findFirst();
    }

    /** The entry with this number. */
    public Optional<Listed> bySerial(int serial) {
        return serial >= 1 && serial <= entries.size() ? Optional.of(entries.get(serial - 1)) : Optional.empty();
    }

    /** The entry of this dataset. */
    public Optional<Listed> byDigest(Sha256 digest) {
        return entries.stream()
                .filter(each -> each.entry().digest().equals(digest))
                .findFirst();
    }

    /** The entry whose torrent has this v1 or v2 infohash; the oldest, should several claim it. */
    public Optional<Listed> byInfoHash(InfoHash infoHash) {
        return entries.stream()
                .filter(each -> hasInfoHash(each.entry(), infoHash.hex()))
                .findFirst();
    }

    /**
     * What a person means by a serial, a digest or its first {@value #MIN_PREFIX} or more digits, or an infohash; upper
     * case counts as lower case. Digits alone are a serial before they are the beginning of a digest. Withdrawn entries
     * are found too.
     */
    public Lookup find(String reference) {
        if (DECIMAL.matcher(reference).matches()) {
            Optional<Listed> numbered = bySerial(Integer.parseInt(reference));
            if (numbered.isPresent()) {
                return new Lookup.One(numbered.get());
            }
        }
        return findByHash(reference);
    }

    /** The same without serials, which mean nothing outside their own catalog. */
    public Lookup findByHash(String reference) {
        String hex = reference.toLowerCase(Locale.ROOT);
        if (!PREFIX.matcher(hex).matches()) {
            return new Lookup.None();
        }
        return lookup(listed -> listed.entry().digest().hex().startsWith(hex) || hasInfoHash(listed.entry(), hex));
    }

    /**
     * The one entry that a person means; see {@link #find}.
     *
     * @throws CatalogException.UnknownDataset when there is none
     * @throws CatalogException.AmbiguousReference when there are several
     */
    public Listed require(String reference) {
        Lookup lookup = find(reference);
        if (lookup instanceof Lookup.One one) {
            return one.listed();
        }
        if (lookup instanceof Lookup.Ambiguous ambiguous) {
            throw new CatalogException.AmbiguousReference(catalog, reference, ambiguous);
        }
        throw new CatalogException.UnknownDataset(catalog, reference);
    }

    /**
     * The entries that hold every word of a text, in serial order; all of them when it has no words. Case does not
     * matter. A word is looked for in title, description, creators and keywords, and as the beginning of the digest.
     */
    public List<Listed> matching(String text) {
        if (text.isBlank()) {
            return entries;
        }
        Predicate<Entry> search = new TextSearch(text);
        int[] found = IntStream.range(0, entries.size())
                .filter(i -> search.test(entries.get(i).entry()))
                .toArray();
        return new Selection(entries, found);
    }

    /** The foreign torrents whose names hold every word of a text, or which have an infohash that begins with it. */
    public List<ForeignTorrent> foreignMatching(String text) {
        return foreign.stream().filter(TextSearch.ofForeign(text)).toList();
    }

    /**
     * The draft with a time of publication that puts it behind every entry of this listing.
     *
     * @param now what the clock says; a later time is taken when the newest entry is not older
     * @throws CatalogException.Refused when the newest entry claims the end of the last year that can be written
     */
    public Entry stamp(Entry draft, Instant now) {
        Instant stamped = now.truncatedTo(ChronoUnit.MILLIS);
        if (!entries.isEmpty()) {
            Instant newest = entries.get(entries.size() - 1).published();
            Instant next = newest.truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofMillis(1));
            stamped = stamped.isBefore(next) ? next : stamped;
        }
        try {
            return draft.toBuilder().published(stamped).build();
        } catch (IllegalArgumentException e) {
            throw new CatalogException.Refused(
                    catalog, "its newest entry has no later time", "correct the time of publication of that entry", e);
        }
    }

    private Lookup lookup(Predicate<Listed> wanted) {
        List<Listed> found = entries.stream().filter(wanted).toList();
        return switch (found.size()) {
            case 0 -> new Lookup.None();
            case 1 -> new Lookup.One(found.get(0));
            default -> new Lookup.Ambiguous(found.subList(0, Math.min(found.size(), MOST_CANDIDATES)), found.size());
        };
    }

    /** Whether a reference may mean a dataset by its bytes, and so in any catalog. */
    static boolean isHash(String reference) {
        return PREFIX.matcher(reference.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether a reference may be a serial. */
    static boolean isSerial(String reference) {
        return DECIMAL.matcher(reference).matches();
    }

    private static boolean hasInfoHash(Entry entry, String hex) {
        return entry.infohashV1().filter(hash -> hash.hex().equals(hex)).isPresent()
                || entry.infohashV2().filter(hash -> hash.hex().equals(hex)).isPresent();
    }
}
