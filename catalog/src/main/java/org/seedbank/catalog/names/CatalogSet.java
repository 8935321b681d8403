package org.seedbank.catalog.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Lookup;
import org.seedbank.catalog.serials.Serial;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;

/**
 * The catalogs that one command looks in. What a reference means is asked of the first, and of the others where the
 * reference goes by a dataset's bytes; {@code NAME/REF} asks the one of that name alone. Each is listed at most once. For
 * one thread.
 */
public final class CatalogSet {

    private static final Pattern QUALIFIED =
            Pattern.compile("([a-z][a-z0-9-]{0,39})/([0-9A-Fa-f]{1,64}|[0-9]{1,9}[A-Za-z]{1,3})");

    private final List<CatalogSource> sources;
    private final Optional<CatalogRegistry> names;
    private final Function<NamedCatalog, CatalogSource> opener;
    private final CatalogListener listener;
    private final Map<CatalogSource, Listing> listings = new HashMap<>();

    /** What was known on this machine of catalogs that need not be asked. */
    private final Map<CatalogSource, Listing> stored = new HashMap<>();

    /**
     * These catalogs.
     *
     * @param names of further catalogs, to which a reference may lead
     * @param opener opens one of those
     */
    CatalogSet(
            List<CatalogSource> sources,
            Optional<CatalogRegistry> names,
            Function<NamedCatalog, CatalogSource> opener,
            CatalogListener listener) {
        this.sources = new ArrayList<>(sources);
        this.names = names;
        this.opener = opener;
        this.listener = listener;
    }

    /** One catalog without a name, and no others. */
    public static CatalogSet of(Catalog only) {
        return of(Map.of("", only), CatalogListener.NONE);
    }

    /** These catalogs by their names, the first of which comes first; an empty name is none. */
    public static CatalogSet of(Map<String, Catalog> catalogs, CatalogListener listener) {
        List<CatalogSource> sources = new ArrayList<>();
        catalogs.forEach((name, catalog) ->
                sources.add(new CatalogSource(Optional.of(name).filter(each -> !each.isEmpty()), () -> catalog)));
        return new CatalogSet(sources, Optional.empty(), named -> sources.get(0), listener);
    }

    /** The catalogs that are asked, at least one, the one that comes first at the head. */
    public List<CatalogSource> sources() {
        return List.copyOf(sources);
    }

    /** Those of them that are folders of this machine, so that nobody is asked for them; none is a set too. */
    public CatalogSet here() {
        List<CatalogSource> folders = sources.stream()
                .filter(source -> NamedCatalog.DIR.equals(source.catalog().uri().getScheme()))
                .toList();
        return new CatalogSet(folders, names, opener, listener);
    }

    /** The catalog that serials are of, and that is written to. */
    public CatalogSource first() {
        return sources.get(0);
    }

    /** Tells whether this is {@code NAME/REF} with the name of a catalog, which it means even where a file is called so. */
    public boolean isQualified(String reference) {
        Matcher qualified = QUALIFIED.matcher(reference);
        return qualified.matches() && named(qualified.group(1)).isPresent();
    }

    /**
     * Finds what a person means by a serial, a digest or its first {@value Listing#MIN_PREFIX} or more digits, an infohash, or
     * one of these behind the name of a catalog and a slash. Where several catalogs have the dataset, it is the first's,
     * or that of the first name. Those behind it are not asked any more; what is known of them here can still make the
     * beginning of a digest ambiguous. A catalog behind the first that cannot be asked costs a word to the listener.
     *
     * @throws CatalogException.UnknownDataset when nothing is meant
     * @throws CatalogException.AmbiguousReference when several datasets are
     * @throws CatalogException.ContestedSerial when it is a serial that meant another dataset on this machine before
     * @throws CatalogException.BadName when no catalog has the name before the slash
     * @throws CatalogException when the only catalog that can be meant could not be asked
     */
    public Found find(String reference) throws InterruptedException {
        Matcher qualified = QUALIFIED.matcher(reference);
        if (qualified.matches()) {
            CatalogSource source = named(qualified.group(1)).orElseThrow(() -> unknown(qualified.group(1)));
            String rest = qualified.group(2);
            Optional<Found> found = in(source, rest, reference);
            if (found.isEmpty()) {
                throw unknown(source, rest, List.of(), nearest(source, rest));
            }
            return found.get();
        }
        Optional<CatalogException> failure = failure(reference);
        Optional<Found> found = failure.isPresent() ? Optional.empty() : in(first(), reference, reference);
        if (found.isEmpty()) {
            found = elsewhere(reference);
        }
        if (found.isPresent()) {
            failure.ifPresent(why -> listener.failed(first(), why));
        }
        if (found.isEmpty()) {
            throw failure.isPresent() ? failure.get() : unknown(first(), reference);
        }
        return found.get();
    }

    /** Why the first catalog cannot be asked, if the reference may mean something in another nevertheless. */
    private Optional<CatalogException> failure(String reference) throws InterruptedException {
        try {
            listing(first());
            return Optional.empty();
        } catch (CatalogException e) {
            if (sources.size() == 1 || !Listing.isHash(reference) || Listing.isSerial(reference)) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    /** Lists every catalog of this set, or says why it could not be listed; the listener is told nothing. */
    public List<CatalogAnswer> list(Freshness freshness) throws InterruptedException {
        List<CatalogAnswer> answers = new ArrayList<>();
        for (CatalogSource source : sources) {
            try {
                Listing listing = source.catalog().list(freshness);
                answers.add(new CatalogAnswer(source, Optional.of(listing), Optional.empty()));
            } catch (CatalogException e) {
                answers.add(new CatalogAnswer(source, Optional.empty(), Optional.of(e)));
            }
        }
        return answers;
    }

    /** How a person names an entry: by its serial in the only catalog, by {@code NAME/SERIAL} in one of several. */
    public String reference(CatalogSource source, Listed listed) {
        return reference(source, listed.label());
    }

    /** How a person names the entry of a serial. */
    public String reference(CatalogSource source, Serial serial) {
        boolean alone = sources.size() == 1 && sources.contains(source);
        return alone ? serial.toString() : source.reference(serial);
    }

    /** Lists a catalog of this set. A listing that was made once is remembered for as long as this set is used. */
    public Listing listing(CatalogSource source) throws InterruptedException {
        Listing known = listings.get(source);
        if (known != null) {
            return known;
        }
        Listing listing = source.catalog().list();
        listing.asOf()
                .filter(moment -> moment.unreachable().isPresent())
                .ifPresent(moment -> listener.stale(source, moment));
        listings.put(source, listing);
        return listing;
    }

    private Optional<Found> in(CatalogSource source, String reference, String typed) throws InterruptedException {
        Listing listing = listing(source);
        Lookup lookup = listing.find(reference);
        if (lookup instanceof Lookup.One one) {
            return Optional.of(new Found.Dataset(source, one.listed()));
        }
        if (lookup instanceof Lookup.Contested contested) {
            throw contested.refusal(listing.catalog());
        }
        if (lookup instanceof Lookup.Ambiguous several) {
            throw typed.equals(reference)
                    ? several.refusal(listing.catalog(), reference)
                    : ambiguous(
                            typed,
                            several.count(),
                            several.first().stream()
                                    .map(each -> new Found.Dataset(source, each))
                                    .toList());
        }
        return foreign(source, listing, reference);
    }

    private Optional<Found> elsewhere(String reference) throws InterruptedException {
        Map<Sha256, Found.Dataset> datasets = new LinkedHashMap<>();
        Optional<Found> foreign = Optional.empty();
        if (!Listing.isHash(reference)) {
            return foreign;
        }
        for (CatalogSource source : sources.subList(1, sources.size())) {
            boolean answered = !datasets.isEmpty() || foreign.isPresent();
            try {
                Listing listing = answered ? atHand(source) : listing(source);
                matches(listing, reference)
                        .forEach(each -> datasets.putIfAbsent(each.entry().digest(), new Found.Dataset(source, each)));
                foreign = foreign.isPresent() ? foreign : foreign(source, listing, reference);
            } catch (CatalogException e) {
                if (!answered) {
                    listener.failed(source, e);
                }
            }
        }
        if (datasets.size() > 1) {
            throw ambiguous(reference, datasets.size(), List.copyOf(datasets.values()));
        }
        return datasets.isEmpty()
                ? foreign
                : Optional.of(datasets.values().iterator().next());
    }

    /** A listing without asking anybody: a reference that has an answer does not wait for catalogs behind it. */
    private Listing atHand(CatalogSource source) throws InterruptedException {
        Listing known = listings.getOrDefault(source, stored.get(source));
        if (known == null) {
            known = source.catalog().list(Freshness.STORED);
            stored.put(source, known);
        }
        return known;
    }

    private static List<Listed> matches(Listing listing, String reference) {
        Lookup lookup = listing.findByHash(reference);
        if (lookup instanceof Lookup.Ambiguous several) {
            return several.first();
        }
        return lookup instanceof Lookup.One one ? List.of(one.listed()) : List.of();
    }

    private static Optional<Found> foreign(CatalogSource source, Listing listing, String reference) {
        String hex = reference.toLowerCase(Locale.ROOT);
        return InfoHash.isInfoHash(hex)
                ? listing.foreign(new InfoHash(hex)).map(each -> new Found.Foreign(source, each))
                : Optional.empty();
    }

    private Optional<CatalogSource> named(String name) {
        Optional<CatalogSource> known = sources.stream()
                .filter(each -> each.name().equals(Optional.of(name)))
                .findFirst();
        return known.or(() -> names.flatMap(each -> each.find(name)).map(opener));
    }

    private CatalogException unknown(String name) {
        String reason = "is not the name of a catalog";
        return names.<CatalogException>map(each -> each.unknown(name, reason))
                .orElseGet(() -> new CatalogException.BadName(name, reason, "name one that was added"));
    }

    private CatalogException unknown(CatalogSource source, String reference) throws InterruptedException {
        Optional<String> near = Optional.empty();
        for (CatalogSource each : sources) {
            near = near.isPresent() ? near : nearest(each, reference);
        }
        return sources.size() > 1 && Listing.isHash(reference)
                ? new CatalogException.UnknownDataset(sources.size(), reference, near)
                : unknown(source, reference, namesakes(reference), near);
    }

    private static CatalogException unknown(
            CatalogSource source, String reference, List<String> elsewhere, Optional<String> near) {
        return source.name()
                .map(name -> new CatalogException.UnknownDataset(name, reference, elsewhere, near))
                .orElseGet(() ->
                        new CatalogException.UnknownDataset(source.catalog().uri(), reference, near));
    }

    /** What was probably meant in a catalog, as far as that is known without asking anybody. */
    private Optional<String> nearest(CatalogSource source, String typed) throws InterruptedException {
        try {
            return atHand(source).nearest(typed).map(near -> "%s, '%s'"
                    .formatted(reference(source, near), near.entry().title()));
        } catch (CatalogException e) {
            return Optional.empty(); // What is wrong with a catalog that nobody has named is no part of this answer.
        }
    }

    /** Datasets with this serial in the other catalogs, as far as that is known without asking anybody. */
    private List<String> namesakes(String reference) throws InterruptedException {
        List<String> namesakes = new ArrayList<>();
        for (CatalogSource source : sources.subList(1, sources.size())) {
            try {
                if (atHand(source).findSerial(reference) instanceof Lookup.One one) {
                    namesakes.add(source.reference(one.listed()));
                }
            } catch (CatalogException e) {
                // What is wrong with a catalog that nobody has named is no part of this answer.
            }
        }
        return namesakes;
    }

    private static CatalogException ambiguous(String reference, int count, List<Found.Dataset> found) {
        List<Found.Dataset> first = found.subList(0, Math.min(found.size(), Listing.MOST_CANDIDATES));
        return new CatalogException.AmbiguousReference(
                reference,
                count,
                first.stream()
                        .map(each -> "%s (%.12s)"
                                .formatted(
                                        each.source().reference(each.listed()),
                                        each.listed().entry().digest()))
                        .toList());
    }
}
