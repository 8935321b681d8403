package org.seedbank.node.internal.desk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.catalog.names.NamedCatalog;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.SourceFile;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.desk.EntryPage;
import org.seedbank.node.desk.PublicationLook;
import org.seedbank.node.desk.PublicationView;
import org.seedbank.node.desk.WantedPublication;
import org.seedbank.node.seeding.NodeSeeder;
import org.seedbank.uploading.edit.ListChange;
import org.seedbank.uploading.publish.Preflight;
import org.seedbank.uploading.publish.PublishDataset;
import org.seedbank.uploading.publish.PublishEvent;
import org.seedbank.uploading.publish.PublishRequest;
import org.seedbank.uploading.selection.LeftOut;
import org.seedbank.uploading.selection.OwnFolders;
import org.seedbank.uploading.trackers.DefaultTrackers;
import org.seedbank.uploading.trackers.TorrentUrl;
import org.seedbank.uploading.webseed.WebSeedCheck;
import org.seedbank.uploading.webseed.WebSeedFinding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what whoever has the page of a node chooses, one after the other. What has become of publications is known for as long as
 * the node runs. Safe for all threads; whoever opens it closes it.
 */
public final class PublishDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PublishDesk.class);

    private static final long PATIENCE_SECONDS = 5;
    private static final Duration ASKING = Duration.ofSeconds(20);
    private static final int MOST_WAITING = 10;
    private static final int MOST_KNOWN = 20;

    /** A folder of a hundred thousand files takes a while to look through. */
    private final Semaphore looking = new Semaphore(1);

    private final NodeControl node;
    private final FetchFolders folders;
    private final Settings settings;
    private final ExecutorService hashing = LongLivedThreads.pool("seedbank-node-publish", 1, MOST_WAITING);
    private final Map<String, RunningPublication> known = new LinkedHashMap<>();
    private int number;

    /**
     * What publishing needs of this machine.
     *
     * @param node the node's own folder
     * @param catalogs where catalogs are
     * @param checkpoints the folder for notes of how far hashing has come
     * @param program name and version of this program, noted in torrents
     */
    public record Settings(Path node, CatalogSettings catalogs, Path checkpoints, String program) {}

    /**
     * Publishes by a node.
     *
     * @param downloads the user's folder for downloads
     */
    public PublishDesk(NodeControl node, Path downloads, Settings settings) {
        this.node = node;
        this.folders = new FetchFolders(node, downloads);
        this.settings = settings;
    }

    /** Looks at names and permissions, and whether its web seeds have files of these lengths; hashes nothing, and shares nothing. */
    public PublicationLook look(WantedPublication wanted) throws InterruptedException {
        List<String> warnings = new ArrayList<>();
        Preflight looked = looked(wanted, publisher(catalog(wanted)), warnings);
        alone(() -> warnings.addAll(askedWebSeeds(looked)));
        return new PublicationLook(
                looked.dataset().root(),
                looked.dataset().name(),
                looked.dataset().files().size(),
                looked.dataset().totalLength(),
                looked.description(),
                looked.described().sources().stream()
                        .map(each -> new PublicationLook.FieldSource(each.field(), each.file()))
                        .toList(),
                warnings,
                looked.leftOut().size(),
                looked.leftOut().stream()
                        .limit(PublicationLook.MOST_LEFT_OUT)
                        .map(PublishDesk::thing)
                        .toList(),
                seen(looked.dataset()));
    }

    /** Asks for so long that somebody may wait for it: those behind a slow one are asked when it is published. */
    private static List<String> askedWebSeeds(Preflight looked) throws InterruptedException {
        List<String> warnings = new ArrayList<>();
        WebSeedCheck check = new WebSeedCheck();
        long end = System.nanoTime() + ASKING.toNanos();
        for (String url : looked.request().webSeeds()) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (!left.isNegative()) {
                WebSeedFinding finding = check.look(looked.dataset(), url, left);
                finding.requireNothingWrong();
                warnings.addAll(finding.warnings());
            }
        }
        return warnings;
    }

    /** A digest of names, sizes, times and whatever else files are known by. */
    private static String seen(Dataset dataset) {
        MessageDigest digest = Sha256.newDigest();
        for (SourceFile file : dataset.files()) {
            digest.update("%s\0%s\0".formatted(file.path(), file.stamp()).getBytes(UTF_8));
        }
        return Sha256.of(digest.digest()).hex();
    }

    private static EntryPage.LeftOutThing thing(LeftOut leftOut) {
        return new EntryPage.LeftOutThing(leftOut.path(), leftOut.reason());
    }

    /** Begins to publish, and returns before it is done. What can be refused at once is. */
    public PublicationView publish(WantedPublication wanted) throws InterruptedException {
        NamedCatalog catalog = catalog(wanted);
        PublishDataset publisher = publisher(catalog);
        List<String> warnings = new ArrayList<>();
        Preflight found = looked(wanted, publisher, warnings);
        if (wanted.seen().filter(seen -> !seen.equals(seen(found.dataset()))).isPresent()) {
            throw new NodeException.Refused(
                    "'%s' has changed since it was looked at"
                            .formatted(found.dataset().name()),
                    "look at it again");
        }
        Preflight looked = wanted.description()
                .map(Description::canonical)
                .map(found::describedAs)
                .orElse(found);
        new NodeSeeder(node).requirePlace(looked.dataset().root());
        return begin(wanted, catalog, publisher, looked, warnings);
    }

    private synchronized PublicationView begin(
            WantedPublication wanted,
            NamedCatalog catalog,
            PublishDataset publisher,
            Preflight looked,
            List<String> warnings) {
        RunningPublication publication = new RunningPublication(
                "publication-" + ++number, wanted, catalog, publisher, looked, warnings, settings.checkpoints());
        try {
            publication.began(hashing.submit(() -> publication.run(node)));
        } catch (RejectedExecutionException e) {
            throw new NodeException.Refused(
                    "%d datasets wait to be published already".formatted(MOST_WAITING),
                    "publish it when some of them are");
        }
        known.put(publication.id(), publication);
        forgetOldest();
        return publication.view();
    }

    private void forgetOldest() {
        List<String> ended = known.values().stream()
                .filter(RunningPublication::isEnded)
                .map(RunningPublication::id)
                .toList();
        ended.stream().limit(Math.max(0, known.size() - MOST_KNOWN)).forEach(known::remove);
    }

    /** What was begun since the node runs, the newest last. */
    public synchronized List<PublicationView> publications() {
        return known.values().stream().map(RunningPublication::view).toList();
    }

    /** Stops one, which is not listed then unless it is by now; one that has ended is forgotten. */
    public void stop(String id) {
        RunningPublication publication;
        synchronized (this) {
            publication = Optional.ofNullable(known.get(id))
                    .orElseThrow(() -> new NodeException.Refused(
                            "there is no publication '%s'".formatted(id), "see which there are"));
            if (publication.isEnded()) {
                known.remove(id);
                return;
            }
        }
        publication.stop();
    }

    private Preflight looked(WantedPublication wanted, PublishDataset publisher, List<String> warnings)
            throws InterruptedException {
        PublishRequest request = request(wanted);
        return alone(() -> publisher.look(request, event -> warnings.addAll(told(event))));
    }

    /** Looks at something. */
    @FunctionalInterface
    private interface Look<T> {
        T done() throws InterruptedException;
    }

    private <T> T alone(Look<T> look) throws InterruptedException {
        if (!looking.tryAcquire()) {
            throw new NodeException.Refused(
                    "the node is looking through another folder to publish", "try again in a moment");
        }
        try {
            return look.done();
        } catch (NodeException e) {
            throw e;
        } catch (SeedbankException e) {
            throw new NodeException.Refused(e);
        } finally {
            looking.release();
        }
    }

    private PublishRequest request(WantedPublication wanted) throws InterruptedException {
        PublishRequest usual = PublishRequest.of(inside(wanted.path()))
                .withDescription(wanted.description().orElse(Description.NONE))
                .withTrackers(DefaultTrackers.in(settings.catalogs().config()).read());
        PublishRequest request =
                wanted.torrent().map(torrent -> with(torrent, usual)).orElse(usual);
        if (request.isFoundByNobody()) {
            throw new NodeException.Refused(
                    "a private torrent needs a tracker, as nobody else is asked who has it",
                    "name a tracker, or a web seed where it is had");
        }
        return request;
    }

    private static PublishRequest with(WantedPublication.WantedTorrent wanted, PublishRequest usual) {
        PublishRequest request = usual.withTrackers(new ListChange(usual.trackers(), List.of())
                        .appliedTo(
                                ruled("the tracker", wanted.trackers().orElse(List.of()), TorrentUrl::tracker),
                                "tracker"))
                .withWebSeeds(ruled("the web seed", wanted.webSeeds().orElse(List.of()), TorrentUrl::webSeed))
                .withPrivate(wanted.isPrivate().orElse(false));
        return wanted.format().map(request::withFormat).orElse(request);
    }

    private static List<String> ruled(String what, List<String> texts, UnaryOperator<String> rule) {
        try {
            return texts.stream().map(rule).toList();
        } catch (IllegalArgumentException e) {
            throw new NodeException.Refused(what + " " + e.getMessage(), "check how it is spelled");
        }
    }

    /** Words for what a person should know. */
    static List<String> told(PublishEvent event) {
        if (event instanceof PublishEvent.Warned warned) {
            return List.of(warned.text());
        }
        if (event instanceof PublishEvent.Littered litter) {
            return List.of(litter.text() + "; a line in '.seedbankignore' leaves them out");
        }
        if (event instanceof PublishEvent.WebSeedLooked look) {
            return look.finding().warnings();
        }
        return List.of();
    }

    /** The real path, which lies in one of the folders that are known. */
    private Path inside(Path path) throws InterruptedException {
        try {
            Path real = path.toRealPath();
            List<Path> known = folders.all().stream()
                    .map(PublishDesk::real)
                    .flatMap(Optional::stream)
                    .toList();
            if (known.stream().anyMatch(folder -> real.startsWith(folder) && !real.equals(folder))) {
                return real;
            }
            if (known.contains(real)) {
                throw new NodeException.Refused(
                        "'%s' is itself one of the folders that the page knows".formatted(path),
                        "name a folder or file inside it");
            }
        } catch (IOException e) {
            throw new NodeException.Refused(
                    "cannot use '%s': %s".formatted(path, IoReason.of(e)), "see whether it is there");
        }
        throw new NodeException.Refused(
                "'%s' lies in none of the folders that the page knows".formatted(path),
                "publish it once from a terminal; from then on its folder is known");
    }

    /** Empty where it is not mounted now, and for the root of a disk, in which everything lies. */
    private static Optional<Path> real(Path folder) {
        try {
            return Optional.of(folder.toRealPath()).filter(known -> known.getNameCount() > 0);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private NamedCatalog catalog(WantedPublication wanted) {
        try {
            Catalogs catalogs = new Catalogs(settings.catalogs());
            return wanted.catalog().map(catalogs.registry()::require).orElseGet(catalogs.registry()::byDefault);
        } catch (SeedbankException e) {
            throw new NodeException.Refused(e);
        }
    }

    private PublishDataset publisher(NamedCatalog named) {
        CatalogSettings catalogs = settings.catalogs();
        try {
            Catalog catalog = new Catalogs(catalogs).open(named);
            OwnFolders own = OwnFolders.of(
                    settings.node(), settings.checkpoints(), catalogs.local(), catalogs.config(), catalogs.cache());
            return new PublishDataset(catalog, settings.program(), own);
        } catch (SeedbankException e) {
            throw new NodeException.Refused(e);
        }
    }

    /** Interrupts what is hashed, and waits some seconds at most; it goes on from there when it is published again. */
    @Override
    public void close() {
        hashing.shutdownNow();
        try {
            if (!hashing.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a disk is slow to answer; what was to be published is left");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
