package org.seedbank.node.internal.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.export.ExportTexts;
import org.seedbank.catalog.export.Look;
import org.seedbank.catalog.export.Site;
import org.seedbank.catalog.names.CatalogAnswer;
import org.seedbank.catalog.serials.SerialMemory;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.threads.Loop;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.internal.datasets.HeldCopy;
import org.seedbank.node.internal.datasets.HeldDatasets;
import org.seedbank.node.internal.detail.HeldEntries;

/**
 * The entries of the datasets that are served, as the catalogs of this home have them: those on this machine as they are now,
 * remote ones as they are kept here. It is made anew when somebody asks and it is some seconds old, by a thread of its own, so that
 * a catalog on a disk that hangs keeps nobody waiting for long. Safe for all threads; whoever opens it closes it.
 */
final class ServedCatalog implements AutoCloseable {

    private static final long FRESH = TimeUnit.SECONDS.toNanos(5);

    /** Making it takes no more than a tenth of the time. */
    private static final int REST = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long LOOK_SECONDS = 5;

    private final HeldDatasets datasets;
    private final Shelf shelf;
    private final HeldEntries known;
    private final Loop maker;

    /** Guarded by this, as is all below. */
    private Optional<Made> made = Optional.empty();

    private boolean wanted;
    private boolean closed;

    /** What is made of an earlier one is old already. */
    private long generation;

    ServedCatalog(HeldDatasets datasets, Shelf shelf, HeldEntries known, LongLivedThreads threads) {
        this.datasets = datasets;
        this.shelf = shelf;
        this.known = known;
        this.maker = threads.loop("seedbank-node-served-catalog", this::round).start();
    }

    /**
     * The entries at one moment.
     *
     * @param site what pages are made of
     * @param index for programs
     * @param page for people
     * @param feed what is new
     * @param withdrawn of each dataset that was taken back, why
     * @param at when it was made
     * @param took how long that took
     */
    private record Made(
            Site site,
            Content index,
            Content page,
            Content feed,
            Map<Sha256, String> withdrawn,
            Instant latest,
            long at,
            long took) {

        /** The same as long ago. */
        Made aged() {
            return new Made(site, index, page, feed, withdrawn, latest, System.nanoTime() - 2 * FRESH, 0);
        }

        boolean isFresh() {
            return System.nanoTime() - at < Math.max(FRESH, REST * took);
        }
    }

    /** The index, {@code catalog.json}. */
    Content index() throws InterruptedException {
        return now().index();
    }

    /** The page for people. */
    Content page() throws InterruptedException {
        return now().page();
    }

    /** What is new, for programs that look for that. */
    Content feed() throws InterruptedException {
        return now().feed();
    }

    /** The page of a dataset, made when it is asked for. Of one that was withdrawn, it says that, and leads to nothing. */
    Content page(Sha256 digest) throws InterruptedException {
        Made now = now();
        Listed listed = now.site().find(digest).orElseThrow(Refused::nothing);
        Optional<Metainfo> torrent = listed.entry().withdrawn()
                ? Optional.empty()
                : Optional.of(shelf.find(digest).torrent().published());
        return content(
                Content.HTML,
                now.latest(),
                out -> ExportTexts.dataset(now.site(), listed, torrent, Optional.of("d/" + digest.hex() + "/"), out));
    }

    /** Goes on only with what nobody has taken back. Throws {@link Refused} with the reason for what somebody has. */
    void requireStanding(Sha256 digest) throws InterruptedException {
        String why = now().withdrawn().get(digest);
        if (why != null) {
            throw Refused.gone(why);
        }
    }

    /** What is said in a catalog, or beside {@code info} of a torrent, may just have changed. */
    synchronized void lookAgain() {
        generation++;
        made = made.map(Made::aged);
    }

    private synchronized Made now() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!made.filter(Made::isFresh).isPresent()) {
            wanted = true;
            notifyAll();
            long left = deadline - System.nanoTime();
            if (left <= 0 || closed) {
                return made.orElseThrow(() -> Refused.busy("the catalog cannot be read just now"));
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return made.get();
    }

    private void round() throws InterruptedException {
        long began;
        synchronized (this) {
            if (!wanted) {
                TimeUnit.SECONDS.timedWait(this, LOOK_SECONDS);
            }
            if (!wanted) {
                return;
            }
            wanted = false;
            began = generation;
        }
        Made fresh = make();
        synchronized (this) {
            made = Optional.of(fresh);
            if (began != generation) {
                lookAgain();
            }
            notifyAll();
        }
    }

    private Made make() throws InterruptedException {
        long began = System.nanoTime();
        List<HeldCopy> copies =
                datasets.copies().stream().filter(shelf::isServed).toList();
        List<CatalogAnswer> listings = known.listings();
        List<Entry> entries = new ArrayList<>();
        Map<Sha256, String> withdrawn = new HashMap<>();
        for (HeldCopy copy : copies) {
            known.entry(copy, listings).map(HeldEntries.Told::entry).ifPresent(entry -> {
                entries.add(entry);
                if (entry.withdrawn()) {
                    withdrawn.put(entry.digest(), why(entry));
                }
            });
        }
        List<Listed> listed = Listing.of(URI.create("http:/"), entries, List.of(), List.of(), SerialMemory.none())
                .entries();
        Instant latest = Reply.seconds(Instant.now());
        Site site = new Site(Look.PLAIN, listed);
        return new Made(
                site,
                content("application/json", latest, out -> ExportTexts.index(listed, out)),
                content(Content.HTML, latest, out -> ExportTexts.page(site, out)),
                content("application/atom+xml", latest, out -> ExportTexts.feed(site, out)),
                Map.copyOf(withdrawn),
                latest,
                System.nanoTime(),
                System.nanoTime() - began);
    }

    /** Writes a text. */
    @FunctionalInterface
    private interface Text {
        void to(Writer out) throws IOException;
    }

    private static Content content(String type, Instant made, Text text) {
        StringWriter out = new StringWriter();
        try {
            text.to(out);
        } catch (IOException e) {
            throw new IllegalStateException("what a catalog lists can be listed", e);
        }
        byte[] bytes = out.toString().getBytes(UTF_8);
        String tag = Sha256.of(Sha256.newDigest().digest(bytes)).hex();
        return Content.of(type, bytes, Optional.of(tag), Optional.of(made));
    }

    private static String why(Entry entry) {
        return "the dataset was withdrawn by its publisher"
                + entry.withdrawal().reason().map(reason -> ": " + reason).orElse("")
                + entry.withdrawal()
                        .supersededBy()
                        .map(digest -> "; superseded by " + digest)
                        .orElse("");
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        maker.close();
    }
}
