package org.seedbank.uploading.publish;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryCheck;
import org.seedbank.catalog.Listed;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmKey;

/**
 * Keeps a publication that a session of this process seeds as its catalog has it, for as long as this is open: trackers that
 * refused it before it was listed are asked again, and trackers and web seeds that somebody edits in the catalog are taken
 * over. Whoever opens one closes it, before the session.
 */
public final class PublicationUpkeep implements AutoCloseable {

    /** Seconds after which trackers know what a catalog lists: those that look at its folder, and those that list it each minute. */
    private static final int[] UNTIL_TRACKERS_KNOW = {2, 65};

    /** A remote catalog is not listed more often than once a minute, however often it is looked at. */
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final Catalog catalog;
    private final Publication publication;
    private final Consumer<Metainfo> edited;
    private final ScheduledExecutorService clock;

    /** Used by the clock's thread alone. */
    private Optional<Instant> edition;

    private PublicationUpkeep(
            Catalog catalog, Publication publication, Consumer<Metainfo> edited, ScheduledExecutorService clock) {
        this.catalog = catalog;
        this.publication = publication;
        this.edited = edited;
        this.clock = clock;
        this.edition = publication.posted().listed().entry().edited();
    }

    /**
     * Begins.
     *
     * @param catalog where it is listed
     * @param swarm the session that seeds it
     * @param edited is told of each other edition of the torrent, on another thread, once its trackers and web seeds are asked
     */
    public static PublicationUpkeep open(
            Catalog catalog, Swarm swarm, Publication publication, Consumer<Metainfo> edited) {
        return open(catalog, swarm, publication, edited, LOOK);
    }

    static PublicationUpkeep open(
            Catalog catalog, Swarm swarm, Publication publication, Consumer<Metainfo> edited, Duration look) {
        ScheduledExecutorService clock = new LongLivedThreads().clock("seedbank-publication");
        PublicationUpkeep upkeep = new PublicationUpkeep(catalog, publication, edited, clock);
        announceOnceListed(clock, swarm, SwarmKey.of(publication.torrent()));
        Future<?> unused = clock.scheduleWithFixedDelay(
                LongLivedThreads.guarded(upkeep::look), look.toMillis(), look.toMillis(), TimeUnit.MILLISECONDS);
        return upkeep;
    }

    /** Has trackers that refused a dataset, as those with an allow list do before it is listed, asked again soon. */
    public static void announceOnceListed(ScheduledExecutorService clock, Swarm swarm, SwarmKey key) {
        for (int seconds : UNTIL_TRACKERS_KNOW) {
            Future<?> unused = clock.schedule(() -> swarm.announceAgain(key), seconds, TimeUnit.SECONDS);
        }
    }

    private void look() {
        Sha256 digest = publication.torrent().datasetDigest().orElseThrow();
        try {
            Optional<Entry> now = catalog.list().byDigest(digest).map(Listed::entry);
            if (now.isPresent() && !now.get().edited().equals(edition)) {
                Metainfo torrent = Metainfo.parse(catalog.torrent(digest));
                EntryCheck.requireAgreement(now.get(), torrent);
                publication.transfer().replaceUrls(torrent);
                edition = now.get().edited();
                edited.accept(torrent);
            }
        } catch (CatalogException | IntegrityException e) {
            // It stays as it was, and the next look may tell more.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // It is being closed.
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
