package org.seedbank.catalog;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.seedbank.catalog.serials.Claim;
import org.seedbank.catalog.serials.Numbering;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.catalog.serials.SerialHistory;
import org.seedbank.catalog.serials.SerialMemory;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/**
 * What a catalog held at one moment: its entries in the order of their serials, and what could not be read. Immutable.
 * Searches are linear and answer at once for 100,000 entries.
 */
public final class Listing {

    /** Fewest hex digits that count as the beginning of a digest. */
    public static final int MIN_PREFIX = EntryRules.MIN_PREFIX;

    /** More candidates than this are counted, not shown. */
    public static final int MOST_CANDIDATES = 5;

    private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{" + MIN_PREFIX + ",64}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}");

    private final URI catalog;
    private final List<Listed> entries;
    private final List<CatalogWarning> warnings;
    private final List<ForeignTorrent> foreign;
    private final Optional<AsOf> asOf;
    private final SerialHistory history;

    private Listing(
            URI catalog,
            List<Listed> entries,
            SerialHistory history,
            List<CatalogWarning> warnings,
            List<ForeignTorrent> foreign,
            Optional<AsOf> asOf) {
        this.catalog = Objects.requireNonNull(catalog, "catalog");
        this.entries = entries;
        this.history = history;
        this.warnings = List.copyOf(warnings);
        this.foreign = List.copyOf(foreign);
        this.asOf = asOf;
    }

    /** Entries that have never been numbered before; see {@link #of(URI, Collection, Collection, Collection, SerialMemory)}. */
    public static Listing of(URI catalog, Collection<Entry> entries, Collection<CatalogWarning> warnings) {
        return of(catalog, entries, List.of(), warnings, SerialMemory.none());
    }

    /**
     * Numbers entries. Of several with one digest the oldest counts and each other one costs a warning.
     *
     * @param entries published entries in any order
     * @param hidden published entries that have a serial and cannot be shown
     * @param memory what was seen of the catalog's serials, which is added to
     * @throws IllegalArgumentException when one of them is a draft
     */
    public static Listing of(
            URI catalog,
            Collection<Entry> entries,
            Collection<Entry> hidden,
            Collection<CatalogWarning> warnings,
            SerialMemory memory) {
        List<CatalogWarning> allWarnings = new ArrayList<>(warnings);
        Map<Sha256, Entry> counting = new LinkedHashMap<>(entries.size() * 2);
        for (Entry entry : entries.stream().sorted(Listed.BY_AGE).toList()) {
            if (counting.putIfAbsent(entry.digest(), entry) != null) {
                allWarnings.add(CatalogWarning.twice(entry.digest()));
            }
        }
        Map<Sha256, Claim> others = new LinkedHashMap<>();
        hidden.stream()
                .filter(entry -> !counting.containsKey(entry.digest()))
                .forEach(entry -> others.putIfAbsent(entry.digest(), entry.claim()));
        Numbering numbering =
                Numbering.of(counting.values().stream().map(Entry::claim).toList(), others.values(), memory);
        List<Listed> listed = counting.values().stream()
                .map(entry -> new Listed(numbering.serial(entry.digest()), entry))
                .sorted(Comparator.comparing(Listed::label))
                .toList();
        return new Listing(catalog, listed, numbering.history(), allWarnings, List.of(), Optional.empty());
    }

    /**
     * Entries that have been numbered before.
     *
     * @param entries in the order of their serials, each dataset once; not copied, and must not change
     */
    public static Listing ranked(
            URI catalog, List<Listed> entries, SerialHistory history, Collection<CatalogWarning> warnings) {
        return new Listing(catalog, entries, history, List.copyOf(warnings), List.of(), Optional.empty());
    }

    /** This listing with torrents that are no entries. */
    public Listing withForeign(List<ForeignTorrent> torrents) {
        return new Listing(catalog, entries, history, warnings, torrents, asOf);
    }

    /** This listing of a remote catalog, with the moment that it tells of. */
    public Listing asOf(AsOf moment) {
        return new Listing(catalog, entries, history, warnings, foreign, Optional.of(moment));
    }

    /** The catalog that was listed. */
    public URI catalog() {
        return catalog;
    }

    /** All entries, withdrawn ones included, in the order of their serials. */
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

    /** The highest number that an entry has, or that one is known to have had; 0 when there was never any. */
    public int highest() {
        return history.highest();
    }

    /** The entry with this number and no letter. */
    public Optional<Listed> bySerial(int serial) {
        return serial < 1 || serial > Serial.MAX_NUMBER ? Optional.empty() : bySerial(Serial.of(serial));
    }

    /** The entry with this serial. */
    public Optional<Listed> bySerial(Serial serial) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Listed listed = entries.get(middle);
            int order = listed.label().compareTo(serial);
            if (order == 0) {
                return Optional.of(listed);
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle;
        }
        return Optional.empty();
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
     * case counts as lower case. Digits alone are a serial, if one so high was ever given, before they are the beginning
     * of a digest. Withdrawn entries are found too.
     */
    public Lookup find(String reference) {
        Optional<Serial> serial = Serial.parse(reference);
        if (serial.isPresent()) {
            Lookup numbered = find(serial.get());
            boolean wasGiven = isNumber(reference) && serial.get().number() <= highest();
            if (wasGiven || !(numbered instanceof Lookup.None)) {
                return numbered;
            }
        }
        return findByHash(reference);
    }

    /** The same for serials alone. */
    public Lookup findSerial(String reference) {
        return Serial.parse(reference).map(this::find).orElseGet(Lookup.None::new);
    }

    /** A serial that meant one dataset on this machine never silently means another. */
    private Lookup find(Serial serial) {
        Optional<Listed> now = bySerial(serial);
        Set<Sha256> before = history.formerly().getOrDefault(serial, Set.of());
        Set<Sha256> meant = new TreeSet<>(before);
        now.ifPresent(listed -> meant.add(listed.entry().digest()));
        if (meant.size() > 1
                || (!before.isEmpty() && now.isEmpty() && history.gone().contains(serial))) {
            return new Lookup.Contested(
                    serial,
                    meant.stream().map(this::byDigest).flatMap(Optional::stream).toList());
        }
        return meant.stream()
                .findFirst()
                .flatMap(this::byDigest)
                .<Lookup>map(Lookup.One::new)
                .orElseGet(Lookup.None::new);
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
     * @throws CatalogException.ContestedSerial when it is a serial that meant another dataset on this machine before
     */
    public Listed require(String reference) {
        Lookup lookup = find(reference);
        if (lookup instanceof Lookup.One one) {
            return one.listed();
        }
        if (lookup instanceof Lookup.Ambiguous ambiguous) {
            throw ambiguous.refusal(catalog, reference);
        }
        if (lookup instanceof Lookup.Contested contested) {
            throw contested.refusal(catalog);
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
        return new EntrySelection(entries, found);
    }

    /** The foreign torrents whose names hold every word of a text, or which have an infohash that begins with it. */
    public List<ForeignTorrent> foreignMatching(String text) {
        return foreign.stream().filter(TextSearch.ofForeign(text)).toList();
    }

    /**
     * The draft with a time of publication and a serial: the one that this machine knows it by, where its entry was lost and
     * is posted once more, else a new one.
     *
     * @param now what the clock says
     * @param used a number that was given elsewhere; the serial is higher than this and than {@link #highest()}
     * @throws CatalogException.Refused when the numbers are used up
     */
    public Entry stamp(Entry draft, Instant now, int used) {
        EntryBuilder stamped = draft.toBuilder().published(now.truncatedTo(ChronoUnit.MILLIS));
        Serial before = history.lost().get(draft.digest());
        return stamped.serial(before == null ? next(used) : before).build();
    }

    private Serial next(int used) {
        int highest = Math.max(used, highest());
        if (highest == Serial.MAX_NUMBER) {
            throw new CatalogException.Refused(
                    catalog,
                    "the serial %d is given, and there is no higher one".formatted(highest),
                    "correct whatever claims it, or begin another catalog",
                    null);
        }
        return Serial.of(highest + 1);
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
    public static boolean isHash(String reference) {
        return PREFIX.matcher(reference.toLowerCase(Locale.ROOT)).matches();
    }

    /** Whether a reference may be a serial. */
    public static boolean isSerial(String reference) {
        return Serial.parse(reference).isPresent();
    }

    private static boolean isNumber(String reference) {
        return DECIMAL.matcher(reference).matches();
    }

    private static boolean hasInfoHash(Entry entry, String hex) {
        return entry.infohashV1().filter(hash -> hash.hex().equals(hex)).isPresent()
                || entry.infohashV2().filter(hash -> hash.hex().equals(hex)).isPresent();
    }
}
