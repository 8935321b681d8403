package org.seedbank.uploading.publish;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.EditionChange;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.EntryCheck;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.Posted;
import org.seedbank.integrity.Checkpoints;
import org.seedbank.integrity.HostPort;
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
import org.seedbank.uploading.Seeder;
import org.seedbank.uploading.UploadingException;
import org.seedbank.uploading.selection.OwnFolders;
import org.seedbank.uploading.webseed.WebSeedCheck;

/**
 * Publishes a dataset: hashes it, makes its torrent, seeds it, and posts it once it is seeded, so that a catalog never
 * lists what nobody holds.
 */
public final class PublishDataset {

    private final Catalog catalog;
    private final String program;
    private final OwnFolders own;
    private final Optional<ServedPlace> served;

    /**
     * Publishes to a catalog.
     *
     * @param program name and version of this program, noted in torrents
     * @param own folders that are never published
     */
    public PublishDataset(Catalog catalog, String program, OwnFolders own) {
        this(catalog, program, own, Optional.empty());
    }

    private PublishDataset(Catalog catalog, String program, OwnFolders own, Optional<ServedPlace> served) {
        this.catalog = catalog;
        this.program = program;
        this.own = own;
        this.served = served;
    }

    /** The same, with one more web seed in each torrent: a server that will have the dataset. */
    public PublishDataset servedAt(ServedPlace place) {
        return new PublishDataset(catalog, program, own, Optional.of(place));
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
     * Looks at a dataset, hashes it, makes its torrent, and asks the web seeds that it names unless the catalog lists the dataset
     * already, whose torrent then is the one that counts. Touches no swarm, and writes to no catalog.
     *
     * @throws org.seedbank.integrity.IntegrityException as {@link #look} does, and when a file changes
     * @throws UploadingException as {@link #look} does
     * @throws UploadingException.WrongWebSeed when a web seed has something else
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

    /** A folder's name and paths are appended to its web seeds (BEP 19), and many programs do so without adding a slash. */
    private List<String> webSeeds(
            PublishRequest request, Dataset dataset, TorrentDraft draft, PublishListener listener) {
        List<String> written = new ArrayList<>();
        for (String url : request.webSeeds()) {
            boolean lacksSlash = !dataset.singleFile() && !url.endsWith("/") && url.indexOf('?') < 0;
            written.add(lacksSlash ? url + "/" : url);
            if (lacksSlash) {
                listener.on(new PublishEvent.Warned(
                        "the web seed '%s' is of a folder, and is written as '%s/'".formatted(url, url)));
            }
        }
        served.map(place -> place.webSeed(draft.manifest().digest(), dataset.name(), dataset.singleFile()))
                .filter(url -> !written.contains(url))
                .ifPresent(written::add);
        return written;
    }

    /** What cannot be listed now is told where it is posted. */
    private Optional<Listed> known(Sha256 digest) throws InterruptedException {
        try {
            return catalog.list().byDigest(digest);
        } catch (CatalogException e) {
            return Optional.empty();
        }
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
        TorrentDraft hashed = DatasetHasher.hash(
                dataset,
                looked.format().format(),
                pieceLength,
                request.jobs(),
                Progress.counting(
                        now -> listener.on(new PublishEvent.Hashed(now)),
                        bytes -> listener.on(new PublishEvent.Resumed(bytes))),
                checkpoints);
        TorrentDraft draft = request.isPrivate() ? hashed.asPrivate() : hashed;
        Entry entry = entry(draft, looked, request.seedAddresses());
        Optional<Listed> known = known(entry.digest());
        looked.follows().ifPresent(version -> version.requireUsable(entry.digest(), known));
        List<String> webSeeds = webSeeds(request, dataset, draft, known.isEmpty() ? listener : event -> {});
        byte[] torrent = draft.write(request.trackers(), webSeeds, program, Optional.of(entry.toJson()));
        Preparation prepared = new Preparation(
                dataset, looked.leftOut(), looked.format(), entry, Metainfo.parse(torrent), known, looked.follows());
        if (known.isEmpty()) {
            checkWebSeeds(prepared, request, listener);
        }
        return prepared;
    }

    private static void checkWebSeeds(Preparation prepared, PublishRequest request, PublishListener listener)
            throws InterruptedException {
        new WebSeedCheck()
                .require(
                        prepared.torrent(),
                        request.webSeeds(),
                        request.webSeedCheck(),
                        url -> listener.on(new PublishEvent.WebSeedAsked(url)),
                        finding -> listener.on(new PublishEvent.WebSeedLooked(finding, prepared.torrent())),
                        bytes -> listener.on(new PublishEvent.WebSeedRead(bytes)));
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
     * @throws UploadingException.NoNewVersion when it is to be a newer version and cannot be
     */
    public Published publish(Preparation prepared, Seeder seeder, PublishListener listener)
            throws InterruptedException {
        Optional<Listed> listed = listed(prepared.entry().digest(), listener);
        prepared.follows()
                .ifPresent(version -> version.requireUsable(prepared.entry().digest(), listed));
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
            if (prepared.follows().isPresent()) {
                tieOlder(prepared.follows().get().older(), result.listed(), listener);
            }
            return new Published(result, torrent);
        } finally {
            if (!posted) {
                seeding.undo();
            }
        }
    }

    /**
     * Has the entry of the older one name the newer. Who reads the catalog finds them together by the newer one's entry too, so what
     * keeps the older one from being changed costs a warning.
     */
    private void tieOlder(Listed older, Listed newer, PublishListener listener) throws InterruptedException {
        try {
            catalog.edit(older.entry().digest(), new SupersededBy(newer.entry().digest()));
        } catch (CatalogException e) {
            listener.on(new PublishEvent.Warned(
                    "the newer version is listed with its link to serial %s, whose own entry could not be given one back: %s"
                            .formatted(older.reference(), e.getMessage())));
        }
    }

    /** Ties an older version to the newer one, and changes nothing else. */
    private record SupersededBy(Sha256 newer) implements EditionChange {
        @Override
        public Entry entry(Entry now) {
            return now.describedBy(entry -> entry.supersededBy(newer));
        }

        @Override
        public Metainfo torrent(Metainfo now) {
            return now;
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

    private static Entry entry(TorrentDraft draft, Preflight looked, List<HostPort> seedAddresses) {
        Optional<Sha256> older =
                looked.follows().map(version -> version.older().entry().digest());
        Sha256 digest = draft.manifest().digest();
        return PreflightCheck.describe(Entry.builder(digest), looked.description(), draft.dataset())
                .supersedes(
                        older.filter(each -> !each.equals(digest)).orElse(null)) // These very bytes are refused next.
                .seedAddresses(seedAddresses)
                .pieceLength(draft.pieceLength().bytes())
                .infohashV1(draft.infoHashV1().orElse(null))
                .infohashV2(draft.infoHashV2().orElse(null))
                .build();
    }
}
