package org.seedbank.library;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Edition;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.catalog.names.Found;
import org.seedbank.downloading.FetchListener;
import org.seedbank.downloading.FetchOutcome;
import org.seedbank.downloading.FetchRequest;
import org.seedbank.downloading.Place;
import org.seedbank.downloading.fetch.FetchDataset;
import org.seedbank.downloading.reference.MagnetReference;
import org.seedbank.downloading.reference.References;
import org.seedbank.integrity.Checkpoints;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.integrity.fixity.StoredNames;
import org.seedbank.integrity.fixity.Verification;
import org.seedbank.integrity.fixity.VerificationRequest;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.EditedTorrents;
import org.seedbank.node.NodeClient;
import org.seedbank.node.StoredDatasets;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.Swarm;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.libtorrent.LibtorrentSwarm;
import org.seedbank.uploading.edit.DatasetEdit;
import org.seedbank.uploading.publish.Preflight;
import org.seedbank.uploading.publish.Preparation;
import org.seedbank.uploading.publish.Publication;
import org.seedbank.uploading.publish.PublicationUpkeep;
import org.seedbank.uploading.publish.PublishDataset;
import org.seedbank.uploading.publish.PublishListener;
import org.seedbank.uploading.publish.PublishRequest;

/**
 * Publishes, lists, fetches and verifies datasets from a Java program, in a home folder that the command line can use
 * too. No node is needed or started: what is published is seeded by this process, until it is closed.
 *
 * <p>Safe for all threads. Every method but {@link #port} blocks until its work is done, calls listeners on the thread
 * that called it, and ends with {@link InterruptedException} soon after that thread is interrupted. A swarm session is opened by the first call that
 * needs one; whoever opens this closes it, in a shutdown hook too.
 *
 * <p>Damage is a result: {@link FixityReport} names it. What could not be done is a
 * {@link org.seedbank.integrity.SeedbankException}, which says what failed, why, and in {@code remedy()} what to do.
 */
public final class Seedbank implements AutoCloseable {

    /** A magnet link whose peers keep silent for so long leads nowhere. */
    private static final Duration MAGNET_LIMIT = Duration.ofMinutes(1);

    private final SeedbankSettings settings;
    private final Catalogs catalogs;

    /** Guarded by this object; null until it is needed. */
    private Swarm swarm;

    /** Guarded by this object: what this process seeds. */
    private final List<Kept> kept = new ArrayList<>();

    /** Guarded by this object. */
    private boolean closed;

    /** A publication that this process seeds. */
    private record Kept(Publication publication, PublicationUpkeep upkeep) {

        boolean isOver() {
            return publication.transfer().status().state() == TransferState.CLOSED;
        }
    }

    private Seedbank(SeedbankSettings settings) {
        this.settings = settings;
        this.catalogs = new Catalogs(settings.home().catalogs(settings.environment(), line -> {}));
    }

    /** Everything below one folder, which is made when it is first written to; shares nothing beyond this machine. */
    public static Seedbank at(Path home) {
        return with(SeedbankSettings.of(Home.below(home)));
    }

    /** A home with settings of its own. */
    public static Seedbank with(SeedbankSettings settings) {
        return new Seedbank(settings);
    }

    /**
     * Catalogs of this home, by their names or places.
     *
     * <p>For all that is not done here: descriptions, withdrawals, other catalogs.
     */
    public Catalogs catalogs() {
        return catalogs;
    }

    /**
     * The catalog that is published to and listed.
     *
     * @throws CatalogException when the settings name none that there is
     */
    public Catalog catalog() {
        return catalogSet().first().catalog();
    }

    private CatalogSet catalogSet() {
        return settings.catalog()
                .map(name -> catalogs.only(name, CatalogListener.NONE))
                .orElseGet(() -> catalogs.all(CatalogListener.NONE));
    }

    /**
     * Lists the catalog. A broken entry costs a warning in the listing; a catalog that is remote and cannot be reached
     * is listed as it was last seen.
     *
     * @throws CatalogException when it cannot be read
     */
    public Listing list() throws InterruptedException {
        return catalog().list();
    }

    /** Publishes all of a file or folder, as {@link #publish(PublishRequest, PublishListener)} does. */
    public Publication publish(Path path) throws InterruptedException {
        return publish(PublishRequest.of(path), event -> {});
    }

    /**
     * Hashes a dataset, seeds it where it lies, and lists it in the catalog. What is listed already keeps its entry. Hashing that was cut short goes
     * on from where it was. While it is seeded, trackers and web seeds that somebody edits in the catalog are taken over.
     *
     * @throws org.seedbank.uploading.UploadingException when it is never published, or its description is wrong
     * @throws org.seedbank.integrity.IntegrityException when it cannot be read, or changes meanwhile
     * @throws NodeException.PlaceTaken when a node of this home fetches something to there
     * @throws CatalogException when the catalog does not take it; it is not seeded then
     * @throws org.seedbank.swarm.SwarmException when it cannot be seeded; it is not listed then
     */
    public Publication publish(PublishRequest request, PublishListener listener) throws InterruptedException {
        Catalog catalog = catalog();
        PublishDataset publish =
                new PublishDataset(catalog, Version.program(), settings.home().ownFolders(settings.environment()));
        Preflight looked = publish.look(request, listener);
        held().requirePublishable(looked.dataset().root());
        Preparation prepared = publish.prepareToPost(looked, checkpoints(), listener);
        Publication publication = publish.publish(prepared, swarm(), listener);
        keepUp(catalog, publication);
        return publication;
    }

    private synchronized void keepUp(Catalog catalog, Publication publication) throws InterruptedException {
        kept.stream().filter(Kept::isOver).forEach(each -> each.upkeep().close());
        kept.removeIf(Kept::isOver);
        PublicationUpkeep upkeep = PublicationUpkeep.open(catalog, swarm(), publication, torrent -> {});
        kept.add(new Kept(publication, upkeep));
    }

    /**
     * Changes what is beside the bytes of a published dataset: trackers, web seeds, addresses of seeds, and its description.
     * Infohashes, digest, serial and date stay. The catalog has it when this returns; what this process seeds, and the node of
     * this home, go on by it, and nodes that follow the catalog take it over when they next look. Nobody is asked at the
     * addresses. Harmless to repeat.
     *
     * @param reference a serial, a digest or at least six digits of one, or an infohash
     * @return the entry and the torrent as they are now
     * @throws CatalogException when no catalog has it, or does not take the change
     * @throws org.seedbank.uploading.UploadingException.NotThere when something is to be taken out that is not in it
     * @throws IllegalArgumentException when a field cannot be so; the message names it
     */
    public Edition edit(String reference, DatasetEdit edit) throws InterruptedException {
        Found found = catalogSet().find(reference);
        if (!(found instanceof Found.Dataset dataset)) {
            throw new CatalogException.UnknownDataset(found.source().catalog().uri(), reference);
        }
        Edition edition =
                dataset.source().catalog().edit(dataset.listed().entry().digest(), edit);
        replaceUrls(edition.torrent());
        EditedTorrents.tell(settings.home().nodeFolder(), node(), edition.torrent());
        return edition;
    }

    private synchronized void replaceUrls(Metainfo torrent) {
        SwarmKey key = SwarmKey.of(torrent);
        kept.stream()
                .map(each -> each.publication().transfer())
                .filter(transfer -> transfer.key().equals(key))
                .forEach(transfer -> transfer.replaceUrls(torrent));
    }

    private Optional<NodeControl> node() throws InterruptedException {
        try {
            return Optional.of(NodeClient.connect(settings.home().node()));
        } catch (NodeException.NotRunning e) {
            return Optional.empty();
        }
    }

    /**
     * Fetches a dataset into a folder of its own name and verifies it there.
     *
     * @param reference what {@link #torrent} takes
     * @param folder the folder to fetch into; made when it is missing
     */
    public FetchOutcome get(String reference, Path folder) throws InterruptedException {
        Metainfo torrent = torrent(reference);
        return get(FetchRequest.of(torrent, Place.of(folder, torrent)), event -> {});
    }

    /**
     * Fetches and verifies. What has arrived when it fails or is interrupted stays, and the next call goes on from there.
     * It is not seeded afterwards.
     *
     * @throws org.seedbank.downloading.DownloadingException when the place cannot be used, or others' files are there
     * @throws NodeException.PlaceTaken when another dataset of this home's node lies there
     * @throws org.seedbank.swarm.SwarmException.Stalled when nobody sends a byte for as long as the request says
     */
    public FetchOutcome get(FetchRequest request, FetchListener listener) throws InterruptedException {
        held().requireFree(request.torrent(), request.place().root());
        return new FetchDataset(swarm()).run(request, listener);
    }

    /**
     * The torrent of a dataset.
     *
     * @param reference a serial, a digest or at least six digits of one, an infohash, a {@code .torrent} file or URL, or
     *     a magnet link; an infohash that no catalog has is asked for among peers
     * @throws CatalogException when no catalog has it, or several have what is meant
     * @throws org.seedbank.integrity.IntegrityException when the torrent cannot be believed
     * @throws org.seedbank.swarm.SwarmException when nobody has what a magnet link names
     */
    public Metainfo torrent(String reference) throws InterruptedException {
        if (Magnet.isMeant(reference)) {
            return torrent(Magnet.parse(reference));
        }
        try {
            return new References(this::catalogSet, settings.allowPrivate())
                    .resolve(reference)
                    .torrent();
        } catch (CatalogException.UnknownDataset e) {
            return torrent(Magnet.ofInfoHash(reference).orElseThrow(() -> e));
        }
    }

    private Metainfo torrent(Magnet magnet) throws InterruptedException {
        MagnetReference link = new MagnetReference(magnet, note -> {});
        Optional<Metainfo> found = link.fromSources(settings.allowPrivate());
        return found.isPresent()
                ? found.get()
                : swarm().resolve(magnet.text(), link.peers(settings.network()), MAGNET_LIMIT);
    }

    /** Verifies all of a copy against a {@code .torrent} file, as {@link #verify(VerificationRequest, Progress)} does. */
    public FixityReport verify(Path torrent, Path copy) throws InterruptedException {
        return verify(VerificationRequest.of(StoredNames.at(Metainfo.read(torrent), copy), copy), Progress.NONE);
    }

    /**
     * Compares a copy, or a part of it, with what was published. Needs neither network nor catalog and leaves the copy
     * as it is; a verification that was cut short goes on from where it was.
     *
     * @throws org.seedbank.integrity.IntegrityException when nothing of the dataset is there
     */
    public FixityReport verify(VerificationRequest request, Progress progress) throws InterruptedException {
        return Verification.run(request, progress, checkpoints());
    }

    /**
     * The port at which peers reach this process; opens the session when it is not open.
     *
     * @throws org.seedbank.swarm.SwarmException when none can be opened here
     */
    public int port() throws InterruptedException {
        return swarm().port();
    }

    private StoredDatasets held() throws InterruptedException {
        return StoredDatasets.in(settings.home().nodeFolder());
    }

    private Checkpoints checkpoints() {
        return Checkpoints.in(settings.home().checkpoints(), Checkpoints.PAUSE);
    }

    private synchronized Swarm swarm() throws InterruptedException {
        if (closed) {
            throw new IllegalStateException("this seedbank has been closed");
        }
        if (swarm == null) {
            swarm = LibtorrentSwarm.open(settings.swarm());
        }
        return swarm;
    }

    /** Ends seeding, and fetches that still run. Takes at most about half a minute; closing again does nothing. */
    @Override
    public synchronized void close() {
        closed = true;
        kept.forEach(each -> each.upkeep().close());
        kept.clear();
        if (swarm != null) {
            swarm.close();
            swarm = null;
        }
    }
}
