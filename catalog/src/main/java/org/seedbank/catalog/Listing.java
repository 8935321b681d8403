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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seedbank.catalog.serials.Claim;
import org.seedbank.catalog.serials.Numbering;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.catalog.serials.SerialMemory;
import org.seedbank.integrity.NearMiss;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/**
 * Describes what a catalog holds: its entries in the order of their serials, and what could not be read. That of a
 * remote catalog reads what is kept of it on this machine as it is asked, and holds none of it. Safe for use by several
 * threads.
 */
public final class Listing {

    /** Fewest hex digits that count as the beginning of a digest. */
    public static final int MIN_PREFIX = EntryRules.MIN_PREFIX;

    /** Shorter beginnings of digests are near to some digest or other in a large catalog. */
    private static final int MIN_MISSPELT = 12;

    /** More candidates than this are counted, not shown. */
    public static final int MOST_CANDIDATES = 5;

    private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{" + MIN_PREFIX + ",64}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}");

    private final URI catalog;
    private final ListedEntries held;
    private final List<CatalogWarning> notes;
    private final List<ForeignTorrent> strangers;
    private final Optional<AsOf> asOf;

    private Listing(
            URI catalog,
            ListedEntries held,
            List<CatalogWarning> notes,
            List<ForeignTorrent> strangers,
            Optional<AsOf> asOf) {
        this.catalog = Objects.requireNonNull(catalog, "catalog");
        this.held = Objects.requireNonNull(held, "held");
        this.notes = List.copyOf(notes);
        this.strangers = List.copyOf(strangers);
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
        return new Listing(
                catalog,
                new EntriesInMemory(listed, numbering.history(), allWarnings),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /**
     * Entries that are kept elsewhere.
     *
     * @param notes warnings that come before those of the entries
     * @param asOf the moment that a remote catalog was like this; empty for one that was never listed
     */
    public static Listing of(URI catalog, ListedEntries held, List<CatalogWarning> notes, Optional<AsOf> asOf) {
        return new Listing(catalog, held, notes, List.of(), asOf);
    }

    /** This listing of a remote catalog, with the moment that it tells of. */
    public Listing asOf(AsOf moment) {
        return new Listing(catalog, held, notes, strangers, Optional.of(moment));
    }

    /** This listing with one more warning in front. */
    public Listing with(CatalogWarning note) {
        return new Listing(
                catalog, held, Stream.concat(Stream.of(note), notes.stream()).toList(), strangers, asOf);
    }

    /** This listing with more torrents that are no entries. */
    public Listing withForeign(List<ForeignTorrent> torrents) {
        return new Listing(catalog, held, notes, torrents, asOf);
    }

    /** The catalog that was listed. */
    public URI catalog() {
        return catalog;
    }

    /**
     * All entries, withdrawn ones included, in the order of their serials. Each may be made when it is asked for, so go
     * through them once and keep none.
     */
    public List<Listed> entries() {
        return held.all();
    }

    /** The versions of its datasets, for which it goes through all entries once. */
    public Versions versions() {
        return Versions.of(entries());
    }

    /** Returns what was left out because it was broken or foreign. */
    public List<CatalogWarning> warnings() {
        return notes.isEmpty()
                ? held.warnings()
                : Stream.concat(notes.stream(), held.warnings().stream()).toList();
    }

    /** Torrents in the catalog that are nobody's entries, in the order of their file names. */
    public List<ForeignTorrent> foreign() {
        return strangers.isEmpty()
                ? held.foreign()
                : Stream.concat(held.foreign().stream(), strangers.stream()).toList();
    }

    /** When a remote catalog was like this; empty for one on this machine, which was listed just now. */
    public Optional<AsOf> asOf() {
        return asOf;
    }

    /** The foreign torrent with this v1 or v2 infohash. */
    public Optional<ForeignTorrent> foreign(InfoHash infoHash) {
        return foreign().stream()
                .filter(each ->
                        each.facts().filter(facts -> facts.has(infoHash)).isPresent())
                .findFirst();
    }

    /** The highest number that an entry has, or that one is known to have had; 0 when there was never any. */
    public int highest() {
        return held.highest();
    }

    /** The entry with this number and no letter. */
    public Optional<Listed> bySerial(int serial) {
        return serial < 1 || serial > Serial.MAX_NUMBER ? Optional.empty() : bySerial(Serial.of(serial));
    }

    /** The entry with this serial. */
    public Optional<Listed> bySerial(Serial serial) {
        return held.bySerial(serial);
    }

    /** The entry of this dataset. */
    public Optional<Listed> byDigest(Sha256 digest) {
        return held.byDigest(digest);
    }

    /** The entry whose torrent has this v1 or v2 infohash; the first, should several claim it. */
    public Optional<Listed> byInfoHash(InfoHash infoHash) {
        return held.byHash(infoHash.hex()).stream()
                .filter(each -> hasInfoHash(each.entry(), infoHash.hex()))
                .findFirst();
    }

    /**
     * Returns what a person means by a serial, a digest or its first {@value #MIN_PREFIX} or more digits, or an
     * infohash; upper case counts as lower case. Digits alone are a serial, if one so high was ever given, before they
     * are the beginning of a digest. Withdrawn entries are found too.
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

    /** Does the same for serials alone. */
    public Lookup findSerial(String reference) {
        return Serial.parse(reference).map(this::find).orElseGet(Lookup.None::new);
    }

    /** A serial that meant one dataset on this machine never silently means another. */
    private Lookup find(Serial serial) {
        Optional<Listed> now = bySerial(serial);
        Set<Sha256> before = held.formerly(serial);
        Set<Sha256> meant = new TreeSet<>(before);
        now.ifPresent(listed -> meant.add(listed.entry().digest()));
        if (meant.size() > 1 || (!before.isEmpty() && now.isEmpty() && held.isGone(serial))) {
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

    /** Does the same without serials, which mean nothing outside their own catalog. */
    public Lookup findByHash(String reference) {
        String hex = reference.toLowerCase(Locale.ROOT);
        if (!PREFIX.matcher(hex).matches()) {
            return new Lookup.None();
        }
        List<Listed> found = held.byHash(hex);
        return switch (found.size()) {
            case 0 -> new Lookup.None();
            case 1 -> new Lookup.One(found.get(0));
            default ->
                new Lookup.Ambiguous(
                        List.copyOf(found.subList(0, Math.min(found.size(), MOST_CANDIDATES))), found.size());
        };
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

    /** The entry that was probably meant by what means none: it has that title, or nearly, or a digest that begins nearly so. */
    public Optional<Listed> nearest(String typed) {
        String word = typed.strip().toLowerCase(Locale.ROOT);
        boolean isHash = isHash(word);
        if (isHash && word.length() < MIN_MISSPELT) {
            return Optional.empty();
        }
        Map<String, Listed> known = new LinkedHashMap<>();
        for (Listed each : entries()) {
            String hex = each.entry().digest().hex();
            String name = isHash
                    ? hex.substring(0, Math.min(word.length(), hex.length()))
                    : each.entry().title();
            known.putIfAbsent(name.toLowerCase(Locale.ROOT), each);
        }
        return NearMiss.of(word, List.copyOf(known.keySet())).map(known::get);
    }

    /**
     * The entries that hold every word of a text, in serial order; all of them when it is blank. A word is looked for
     * at the beginning of the words of title, description, creators and keywords, and of the digest; see
     * {@link TextSearch}.
     */
    public List<Listed> matching(String text) {
        if (text.isBlank()) {
            return held.all();
        }
        TextSearch search = new TextSearch(text);
        return search.words().isEmpty() ? List.of() : held.matching(search);
    }

    /** The foreign torrents whose names hold every word of a text, or which have an infohash that begins with it. */
    public List<ForeignTorrent> foreignMatching(String text) {
        return text.isBlank()
                ? foreign()
                : foreign().stream().filter(new TextSearch(text)::test).toList();
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
        return stamped.serial(held.lost(draft.digest()).orElseGet(() -> next(used)))
                .build();
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

    /** Tells whether a reference may mean a dataset by its bytes, and so in any catalog. */
    public static boolean isHash(String reference) {
        return PREFIX.matcher(reference.toLowerCase(Locale.ROOT)).matches();
    }

    /** Tells whether a reference may be a serial. */
    public static boolean isSerial(String reference) {
        return Serial.parse(reference).isPresent();
    }

    private static boolean isNumber(String reference) {
        return DECIMAL.matcher(reference).matches();
    }

    static boolean hasInfoHash(Entry entry, String hex) {
        return entry.infohashV1().filter(hash -> hash.hex().equals(hex)).isPresent()
                || entry.infohashV2().filter(hash -> hash.hex().equals(hex)).isPresent();
    }
}
