package org.seedbank.node.tracking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.ForeignTorrent;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.TorrentFacts;
import org.seedbank.tracker.api.TrackedDataset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one catalog allows to be announced: all but what was withdrawn. For one thread. */
final class TrackedCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(TrackedCatalog.class);

    /** Times of folders may be coarse, so one that has just changed may change once more without showing it. */
    private static final Duration COARSE = Duration.ofSeconds(3);

    private final String name;
    private final Supplier<Catalog> opener;
    private final Duration refresh;
    private Catalog catalog;
    private FileTime seen = FileTime.fromMillis(0);
    private long listed;
    private boolean everListed;
    private boolean known;
    private boolean failed;

    /**
     * Lists nothing yet.
     *
     * @param name by which people know it
     * @param opener opens it, which may fail
     * @param refresh after which it is listed again in any case
     */
    TrackedCatalog(String name, Supplier<Catalog> opener, Duration refresh) {
        this.name = name;
        this.opener = opener;
        this.refresh = refresh;
    }

    /** What it holds, if it is to be listed now and can be; what fails is told once, and tried again in time. */
    Optional<List<TrackedDataset>> changed() throws InterruptedException {
        try {
            if (catalog == null) {
                catalog = opener.get();
            }
            if (!isDue()) {
                return Optional.empty();
            }
            listed = System.nanoTime();
            Listing listing = catalog.list(everListed ? Freshness.NOW : Freshness.RECENT);
            everListed = true;
            known = true;
            List<TrackedDataset> all = datasets(listing);
            if (failed) {
                LOG.info("the tracker knows again what the catalog '{}' holds", name);
            }
            failed = false;
            return Optional.of(all);
        } catch (CatalogException e) {
            if (!failed) {
                LOG.warn(
                        known
                                ? "the tracker goes on with what it knew of the catalog '{}', and lists it again each {}: {}"
                                : "the tracker allows nothing of the catalog '{}' yet, and lists it again each {}: {}",
                        name,
                        words(refresh),
                        e.getMessage());
            }
            failed = true;
            listed = System.nanoTime();
            everListed = true;
            return Optional.empty();
        }
    }

    private static String words(Duration time) {
        return time.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private boolean isDue() {
        if (!everListed || System.nanoTime() - listed >= refresh.toNanos()) {
            noteChange();
            return true;
        }
        return noteChange();
    }

    /** Tells whether the folder that the catalog is in, if it is in one, looks changed or has changed a moment ago. */
    private boolean noteChange() {
        if (!"dir".equals(catalog.uri().getScheme())) {
            return false;
        }
        try {
            FileTime now = Files.getLastModifiedTime(Path.of(catalog.uri().getSchemeSpecificPart()));
            boolean changed = !now.equals(seen);
            seen = now;
            return changed
                    || Duration.between(now.toInstant(), Instant.now()).abs().compareTo(COARSE) < 0;
        } catch (IOException e) {
            LOG.debug("the folder of the catalog '{}' cannot be looked at", name, e);
            return false;
        }
    }

    private List<TrackedDataset> datasets(Listing listing) {
        List<TrackedDataset> all = new ArrayList<>();
        for (Listed each : listing.entries()) {
            Entry entry = each.entry();
            if (!entry.withdrawn()) {
                all.add(new TrackedDataset(
                        name,
                        each.reference(),
                        entry.title(),
                        entry.bytes(),
                        new TrackedDataset.Infohashes(entry.infohashV1(), entry.infohashV2())));
            }
        }
        for (ForeignTorrent each : listing.foreign()) {
            each.facts().map(facts -> foreign(each, facts)).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    private TrackedDataset foreign(ForeignTorrent torrent, TorrentFacts facts) {
        return new TrackedDataset(
                name,
                "",
                torrent.name(),
                facts.bytes(),
                new TrackedDataset.Infohashes(facts.infohashV1(), facts.infohashV2()));
    }
}
