package org.seedbank.uploading.publish;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryCheck;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Posted;
import org.seedbank.integrity.Checkpoints;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.dataset.SourceFile;
import org.seedbank.integrity.dataset.TorrentDraft;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Swarm;
import org.seedbank.uploading.Description;
import org.seedbank.uploading.Seeder;
import org.seedbank.uploading.UploadingException;
import org.seedbank.uploading.selection.OwnFolders;

/**
 * Publishes a dataset: hashes it, makes its torrent, seeds it, and posts it once it is seeded, so that a catalog never
 * lists what nobody holds.
 */
public final class PublishDataset {

    private final Catalog catalog;
    private final String program;
    private final OwnFolders own;

    /**
     * Publishes to a catalog.
     *
     * @param program name and version of this program, noted in torrents
     * @param own folders that are never published
     */
    public PublishDataset(Catalog catalog, String program, OwnFolders own) {
        this.catalog = catalog;
        this.program = program;
        this.own = own;
    }

    /**
     * Looks at the names and permissions of what is to be published. Hashes nothing, and touches neither swarm nor
     * catalog.
     *
     * @throws org.seedbank.integrity.IntegrityException when the dataset cannot be read or published
     * @throws UploadingException.NoDataset when the path is never published
     * @throws UploadingException.OwnState when files of seedbank's own are in it
     * @throws UploadingException.LikelySecrets when files that look secret are in it
     * @throws UploadingException.BadDescription when the description breaks a rule of catalog entries
     * @throws InterruptedException when the thread is interrupted
     */
    public Preflight look(PublishRequest request, PublishListener listener) throws InterruptedException {
        return new PreflightCheck(catalog, own, listener).run(request);
    }

    /**
     * Looks at a dataset, hashes it and makes its torrent. Touches neither swarm nor catalog.
     *
     * @throws org.seedbank.integrity.IntegrityException as {@link #look} does, and when a file changes
     * @throws UploadingException as {@link #look} does
     * @throws InterruptedException when the thread is interrupted; nothing is left behind
     */
    public Preparation prepare(PublishRequest request, PublishListener listener) throws InterruptedException {
        return prepare(look(request, listener), Checkpoints.NONE, listener);
    }

    /**
     * Makes sure first that the catalog will take the entry, so that nobody hashes for hours to be refused in the end, and
     * then prepares as the other {@link #prepare} does. A catalog that cannot be written will do for a dataset that it may list already,
     * as sizes tell: that is only seeded, which anybody can help with.
     *
     * @throws CatalogException.Refused when the catalog cannot be written
     * @throws CatalogException.NeedsLogin when nobody is logged in who may write to it
     */
    public Preparation prepareToPost(Preflight looked, Checkpoints checkpoints, PublishListener listener)
            throws InterruptedException {
        try {
            catalog.requireWritable();
        } catch (CatalogException.Refused | CatalogException.NeedsLogin e) {
            if (!mayBeListed(looked.dataset())) {
                throw e;
            }
            listener.on(new PublishEvent.Warned(
                    "the catalog takes no new entries from here (%s); this dataset may be one that it lists"
                            .formatted(e.getMessage())));
        }
        return prepare(looked, checkpoints, listener);
    }

    private boolean mayBeListed(Dataset dataset) throws InterruptedException {
        try {
            return catalog.list().entries().stream()
                    .map(Listed::entry)
                    .anyMatch(entry -> entry.bytes() == dataset.totalLength()
                            && entry.files() == dataset.files().size());
        } catch (CatalogException e) {
            // What cannot be listed either is told by the refusal that led here.
            return false;
        }
    }

    /** Prepares what was looked at, with notes of how far hashing has come, from which it goes on when it was cut short. */
    public Preparation prepare(Preflight looked, Checkpoints checkpoints, PublishListener listener)
            throws InterruptedException {
        PublishRequest request = looked.request();
        Dataset dataset = looked.dataset();
        PieceLength pieceLength = request.pieceLength()
                .orElseGet(() -> PieceLength.choose(
                        dataset.files().stream().map(SourceFile::length).toList()));
        TorrentDraft draft = DatasetHasher.hash(
                dataset,
                request.format(),
                pieceLength,
                request.jobs(),
                Progress.counting(
                        now -> listener.on(new PublishEvent.Hashed(now)),
                        bytes -> listener.on(new PublishEvent.Resumed(bytes))),
                checkpoints);
        Entry entry = entry(draft, looked.description());
        byte[] torrent = draft.write(request.trackers(), request.webSeeds(), program, Optional.of(entry.toJson()));
        return new Preparation(dataset, looked.leftOut(), entry, Metainfo.parse(torrent));
    }

    /**
     * Seeds a prepared dataset from this process, and posts its entry as the other {@link #publish} does.
     *
     * @param swarm takes the dataset; the caller keeps it open for as long as it is to be seeded
     */
    public Publication publish(Preparation prepared, Swarm swarm, PublishListener listener)
            throws InterruptedException {
        SwarmSeeder seeder = new SwarmSeeder(swarm);
        Published published = publish(prepared, seeder, listener);
        return new Publication(published.posted(), published.torrent(), seeder.transfer());
    }

    /**
     * Has a prepared dataset seeded and posts its entry. A dataset that the catalog lists already is seeded with the
     * catalog's torrent, so that it joins the same swarm, and its entry stays as it is.
     *
     * @throws SeedbankException when it cannot be seeded, or its files are not those that were hashed any more; nothing is
     *     posted then
     * @throws CatalogException when the catalog cannot be read or written; seeding is undone then
     * @throws UploadingException.ListedOtherwise when the catalog's torrent is unusable
     */
    public Published publish(Preparation prepared, Seeder seeder, PublishListener listener)
            throws InterruptedException {
        Optional<Listed> listed = listed(prepared.entry().digest(), listener);
        Metainfo torrent = listed.isPresent() ? listedTorrent(listed.get().entry()) : prepared.torrent();
        // Only the pieces of our own torrent have just been computed from these files.
        Seeder.Seeding seeding = seeder.seed(torrent, rootFor(torrent, prepared.dataset()), listed.isEmpty());
        boolean posted = false;
        try {
            // Whoever serves it has noted by now how the files are: what is so still is what was hashed.
            prepared.dataset().files().forEach(SourceFile::checkUnchanged);
            listener.on(new PublishEvent.Seeding());
            Posted result =
                    listed.isPresent() ? new Posted(listed.get(), true) : catalog.post(prepared.entry(), torrent);
            posted = true;
            return new Published(result, torrent);
        } finally {
            if (!posted) {
                seeding.undo();
            }
        }
    }

    private Optional<Listed> listed(Sha256 digest, PublishListener listener) throws InterruptedException {
        try {
            Listing listing = catalog.list();
            ClockCheck.warning(listing, Instant.now())
                    .ifPresent(warning -> listener.on(new PublishEvent.Warned(warning)));
            return listing.byDigest(digest);
        } catch (CatalogException.Unreachable e) {
            if (e.getCause() instanceof NoSuchFileException) {
                return Optional.empty(); // Posting the first entry makes the catalog.
            }
            throw e;
        }
    }

    /** A file and a folder with only that file have one digest, so the catalog's torrent may be of the other kind. */
    private static Path rootFor(Metainfo torrent, Dataset dataset) {
        if (torrent.isSingleFile() == dataset.singleFile()) {
            return dataset.root();
        }
        return torrent.isSingleFile()
                ? dataset.files().get(0).file()
                : dataset.root().getParent();
    }

    private Metainfo listedTorrent(Entry entry) throws InterruptedException {
        Sha256 digest = entry.digest();
        try {
            Metainfo torrent = Metainfo.parse(catalog.torrent(digest));
            EntryCheck.requireAgreement(entry, torrent);
            return torrent;
        } catch (SeedbankException e) {
            throw new UploadingException.ListedOtherwise(e.getMessage(), e);
        }
    }

    private static Entry entry(TorrentDraft draft, Description description) {
        return PreflightCheck.describe(Entry.builder(draft.manifest().digest()), description, draft.dataset())
                .pieceLength(draft.pieceLength().bytes())
                .infohashV1(draft.infoHashV1().orElse(null))
                .infohashV2(draft.infoHashV2().orElse(null))
                .build();
    }
}
