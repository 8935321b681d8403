package org.seedbank.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Lookup;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.integrity.NearMiss;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.SwarmKey;

/**
 * Finds the datasets of a node that a person means: by serial, as catalogs are known on this machine, by name, or by the
 * beginning of a digest or infohash. For one thread.
 */
public final class NodeReferences {

    private static final Pattern SERIAL =
            Pattern.compile("(?:(?<catalog>[a-z][a-z0-9-]{0,39})/)?(?<serial>[0-9]{1,9}[A-Za-z]{0,3})");
    private static final Pattern PREFIX = Pattern.compile("[0-9a-f]{6,64}");
    private static final int MOST_CANDIDATES = 5;

    private final List<DatasetView> datasets;
    private final Supplier<CatalogSet> catalogs;

    /** Looks in what a node has now; catalogs are read only when a reference may be a serial. */
    public NodeReferences(NodeControl node, Supplier<CatalogSet> catalogs) throws InterruptedException {
        this(node.datasets(), catalogs);
    }

    /** Looks in these datasets of a node; catalogs are read only when a reference may be a serial. */
    public NodeReferences(List<DatasetView> datasets, Supplier<CatalogSet> catalogs) {
        this.datasets = List.copyOf(datasets);
        this.catalogs = catalogs;
    }

    /** Everything that the node has. */
    public List<DatasetView> all() {
        return datasets;
    }

    /** Returns what several references mean, each dataset once. */
    public List<DatasetView> find(List<String> references) throws InterruptedException {
        Map<SwarmKey, DatasetView> found = new LinkedHashMap<>();
        for (String reference : references) {
            DatasetView view = find(reference);
            found.putIfAbsent(view.key(), view);
        }
        return List.copyOf(found.values());
    }

    /**
     * Returns what a reference means: a serial before a name, a name before the beginning of a digest.
     *
     * @throws NodeException.UnknownDataset when the node has no such dataset
     * @throws NodeException.AmbiguousDataset when it has several
     * @throws CatalogException.ContestedSerial when it is a serial that meant another dataset on this machine before
     */
    public DatasetView find(String reference) throws InterruptedException {
        Optional<DatasetView> numbered = bySerial(reference);
        if (numbered.isPresent()) {
            return numbered.get();
        }
        Optional<DatasetView> named = only(reference, view -> view.name().equals(reference));
        if (named.isPresent()) {
            return named.get();
        }
        String hex = reference.toLowerCase(Locale.ROOT);
        Optional<DatasetView> begun = PREFIX.matcher(hex).matches()
                ? only(reference, view -> hashes(view).anyMatch(hash -> hash.startsWith(hex)))
                : Optional.empty();
        return begun.orElseThrow(() -> unknown(reference));
    }

    private NodeException unknown(String reference) {
        return NearMiss.of(reference, datasets.stream().map(DatasetView::name).toList())
                .map(near -> new NodeException.UnknownDataset(reference, near))
                .orElseGet(() -> new NodeException.UnknownDataset(reference));
    }

    private Optional<DatasetView> bySerial(String reference) throws InterruptedException {
        Matcher serial = SERIAL.matcher(reference);
        if (!serial.matches()) {
            return Optional.empty();
        }
        Optional<CatalogSource> source = source(serial.group("catalog"));
        if (source.isEmpty()) {
            return Optional.empty();
        }
        Listing listing = source.get().catalog().list(Freshness.STORED);
        Lookup lookup = listing.findSerial(serial.group("serial"));
        if (lookup instanceof Lookup.Contested contested) {
            throw contested.refusal(listing.catalog());
        }
        Optional<Sha256> digest = lookup instanceof Lookup.One one
                ? Optional.of(one.listed().entry().digest())
                : Optional.empty();
        return datasets.stream()
                .filter(view -> digest.isPresent() && view.digest().equals(digest))
                .findFirst();
    }

    private Optional<CatalogSource> source(String name) {
        return name == null
                ? Optional.of(catalogs.get().first())
                : catalogs.get().sources().stream()
                        .filter(each -> each.name().equals(Optional.of(name)))
                        .findFirst();
    }

    private Optional<DatasetView> only(String reference, Predicate<DatasetView> wanted) {
        List<DatasetView> found = datasets.stream().filter(wanted).toList();
        if (found.size() > 1) {
            List<String> first = new ArrayList<>();
            found.stream()
                    .limit(MOST_CANDIDATES)
                    .forEach(view -> first.add("%.12s (%s)".formatted(view.key(), view.path())));
            throw new NodeException.AmbiguousDataset(reference, found.size(), first);
        }
        return found.stream().findFirst();
    }

    private static Stream<String> hashes(DatasetView view) {
        return Stream.of(
                        Optional.of(view.key().hex()),
                        view.digest().map(Sha256::hex),
                        view.infohashV1().map(InfoHash::hex),
                        view.infohashV2().map(InfoHash::hex))
                .flatMap(Optional::stream);
    }
}
