package org.seedbank.node.internal.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.seedbank.catalog.AsOf;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Entry;
import org.seedbank.catalog.Listed;
import org.seedbank.catalog.Listing;
import org.seedbank.catalog.names.CatalogListener;
import org.seedbank.catalog.names.CatalogSet;
import org.seedbank.catalog.names.CatalogSource;
import org.seedbank.catalog.names.Catalogs;
import org.seedbank.catalog.names.Found;
import org.seedbank.downloading.reference.References;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.ListedSerial;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NewMagnet;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.WantedDataset;
import org.seedbank.node.desk.CatalogName;
import org.seedbank.node.desk.EntryPage;
import org.seedbank.node.desk.ListedFiles;
import org.seedbank.node.detail.DatasetEntry;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.web.WebAddress;

/** Answers what is asked of the catalogs of a node's home, and has the node fetch what they list. Safe for all threads. */
public final class CatalogDesk {

    /** Who asks a remote catalog keeps a thread, and a listing takes memory. */
    private static final int MOST_AT_ONCE = 4;

    private static final long TURN_SECONDS = 10;

    /** Who brings what is chosen here: the same as the command that it stands for. */
    private static final String ORIGIN = "get";

    private final Catalogs catalogs;
    private final NodeControl node;
    private final FetchFolders folders;
    private final RecentListing listings = new RecentListing(System::nanoTime);
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE, true);

    /**
     * For the catalogs of a home.
     *
     * @param node the node that fetches
     * @param downloads the user's folder for downloads
     */
    public CatalogDesk(Catalogs catalogs, NodeControl node, Path downloads) {
        this.catalogs = catalogs;
        this.node = node;
        this.folders = new FetchFolders(node, downloads);
    }

    /** See {@link NodeControl#catalogs}. */
    public List<CatalogName> catalogs() {
        return refusing(() -> catalogs.registry().all().stream()
                .map(each -> new CatalogName(each.name(), each.location()))
                .toList());
    }

    /** See {@link NodeControl#entries}. */
    public EntryPage entries(String catalog, String find, int from, int count) throws InterruptedException {
        requireWithin("from", from, 0, Integer.MAX_VALUE);
        requireWithin("count", count, 1, EntryPage.MOST);
        return inTurn(() -> {
            CatalogSet set = catalogs.all(CatalogListener.NONE);
            CatalogSource source = source(set, catalog);
            Listing listing = from == 0 && find.isBlank() ? listings.now(source) : listings.recent(source);
            List<Listed> found = listing.matching(find);
            int first = Math.min(from, found.size());
            List<EntryPage.EntryLine> lines =
                    found.subList(first, (int) Math.min(found.size(), (long) first + count)).stream()
                            .map(each -> line(set.reference(source, each), each))
                            .toList();
            return page(listing, find, found.size(), from, lines);
        });
    }

    private static EntryPage page(Listing listing, String find, int total, int from, List<EntryPage.EntryLine> lines) {
        Optional<AsOf> asOf = listing.asOf();
        return new EntryPage(
                total,
                from,
                lines,
                listing.foreignMatching(find).size(),
                asOf.map(AsOf::time),
                asOf.flatMap(AsOf::unreachable).map(CatalogException::getMessage),
                listing.warnings().size(),
                listing.warnings().stream()
                        .limit(EntryPage.MOST_WARNINGS)
                        .map(each -> new EntryPage.LeftOutThing(each.name(), each.reason()))
                        .toList());
    }

    private static EntryPage.EntryLine line(String reference, Listed listed) {
        Entry entry = listed.entry();
        return new EntryPage.EntryLine(
                reference,
                entry.digest(),
                SwarmKey.of(entry.infohashV1().or(entry::infohashV2).orElseThrow()),
                entry.title(),
                entry.bytes(),
                entry.files(),
                entry.license(),
                listed.published(),
                entry.withdrawn());
    }

    /** See {@link NodeControl#entry}. */
    public DatasetEntry entry(String catalog, Sha256 digest) throws InterruptedException {
        return inTurn(() -> {
            CatalogSet set = catalogs.all(CatalogListener.NONE);
            CatalogSource source = source(set, catalog);
            Found.Dataset found = found(listings.recent(source), source, digest);
            String reference = set.reference(found.source(), found.listed());
            return DatasetEntry.of(found.listed().numbered(), Optional.of(reference));
        });
    }

    /** See {@link NodeControl#listedFiles}. */
    public ListedFiles listedFiles(String catalog, Sha256 digest, int from, int count) throws InterruptedException {
        requireWithin("from", from, 0, Integer.MAX_VALUE);
        requireWithin("count", count, 1, ListedFiles.MOST);
        return inTurn(() -> {
            CatalogSet set = catalogs.all(CatalogListener.NONE);
            CatalogSource source = source(set, catalog);
            Metainfo torrent = torrent(set, found(listings.recent(source), source, digest));
            return new ListedFiles(
                    torrent.files().size(),
                    from,
                    torrent.files().stream()
                            .skip(from)
                            .limit(count)
                            .map(file -> new ListedFiles.ListedFile(file.path().text(), file.length()))
                            .toList());
        });
    }

    /** See {@link NodeControl#fetchFolders}. */
    public List<Path> fetchFolders() throws InterruptedException {
        return folders.all();
    }

    /** Has the node fetch it; see {@link NodeControl#fetch}. */
    public DatasetView fetch(WantedDataset wanted) throws InterruptedException {
        Path folder = folders.require(wanted.folder());
        if (wanted.link().isPresent()) {
            return fetch(wanted, folder, wanted.link().get());
        }
        return add(wanted, folder, inTurn(() -> chosen(wanted)));
    }

    private DatasetView add(WantedDataset wanted, Path folder, Chosen chosen) throws InterruptedException {
        DatasetView view = node.add(request(wanted, folder, chosen.torrent()).besideVersions(chosen.versions()));
        if (chosen.found() instanceof Found.Dataset dataset) {
            ListedSerial.tell(node, SwarmKey.of(chosen.torrent()), serial(dataset));
        }
        return view;
    }

    /** A torrent that is somewhere in the web is had at once; one that only peers have, once they give it. */
    private DatasetView fetch(WantedDataset wanted, Path folder, String link) throws InterruptedException {
        if (WebAddress.parse(link).isPresent()) {
            References lookup = new References(
                    () -> catalogs.all(CatalogListener.NONE),
                    wanted.allowPrivate().orElse(false));
            Metainfo torrent = inTurn(() -> lookup.resolve(link.strip()).torrent());
            return node.add(request(wanted, folder, torrent));
        }
        Optional<Magnet> bare = Magnet.ofInfoHash(link.strip());
        Optional<Chosen> listed = bare.isPresent() ? inTurn(() -> listed(bare.get())) : Optional.empty();
        return listed.isPresent()
                ? add(wanted, folder, listed.get())
                : node.addMagnet(magnet(wanted, folder, bare.map(Magnet::text).orElse(link)));
    }

    /** What a catalog lists by digits that may be an infohash or a dataset's digest; empty where none does. */
    private Optional<Chosen> listed(Magnet bare) throws InterruptedException {
        CatalogSet set = catalogs.all(CatalogListener.NONE);
        String digits = bare.v1().or(bare::v2).map(InfoHash::hex).orElseThrow();
        try {
            Found found = set.find(digits);
            return Optional.of(
                    found instanceof Found.Dataset dataset
                            ? chosen(set, set.listing(dataset.source()), dataset)
                            : new Chosen(found, torrent(set, found), List.of()));
        } catch (CatalogException.UnknownDataset e) {
            return Optional.empty(); // Peers may know it.
        }
    }

    /**
     * Something that a catalog has and that is to be fetched.
     *
     * @param versions digests of other versions of it
     */
    private record Chosen(Found found, Metainfo torrent, List<Sha256> versions) {}

    private Chosen chosen(WantedDataset wanted) throws InterruptedException {
        CatalogSet set = catalogs.all(CatalogListener.NONE);
        CatalogSource source = source(set, wanted.catalog().orElseThrow());
        Listing listing = listings.now(source);
        Sha256 digest = wanted.digest().orElseThrow();
        return chosen(set, listing, found(listing, source, digest));
    }

    private static Chosen chosen(CatalogSet set, Listing listing, Found.Dataset found) throws InterruptedException {
        Sha256 digest = found.listed().entry().digest();
        return new Chosen(found, torrent(set, found), listing.versions().others(digest));
    }

    /** As the command tells it: bare in the catalog that is meant where none is named. */
    private String serial(Found.Dataset found) {
        Optional<String> usual = Optional.of(catalogs.registry().byDefault().name());
        return found.source().name().equals(usual)
                ? found.listed().reference()
                : found.source().reference(found.listed());
    }

    private static NewMagnet magnet(WantedDataset wanted, Path folder, String link) {
        try {
            return new NewMagnet(
                    link,
                    folder,
                    wanted.name(),
                    wanted.existing(),
                    wanted.seed().orElse(true),
                    false,
                    ORIGIN,
                    wanted.allowPrivate(),
                    Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new NodeException.BadRequest(
                    e.getMessage(), "give a magnet link, an infohash, or the address of a torrent with http or https");
        }
    }

    private static NewDataset request(WantedDataset wanted, Path folder, Metainfo torrent) {
        return new NewDataset(
                torrent,
                folder,
                wanted.name(),
                wanted.existing(),
                false,
                wanted.files(),
                List.of(),
                wanted.seed().orElse(true),
                false,
                ORIGIN,
                wanted.allowPrivate());
    }

    private static Metainfo torrent(CatalogSet set, Found found) throws InterruptedException {
        return new References(() -> set).found(found).torrent();
    }

    private static Found.Dataset found(Listing listing, CatalogSource source, Sha256 digest) {
        return listing.byDigest(digest)
                .map(listed -> new Found.Dataset(source, listed))
                .orElseThrow(() -> new CatalogException.UnknownDataset(listing.catalog(), digest.hex()));
    }

    private static CatalogSource source(CatalogSet set, String name) {
        return set.sources().stream()
                .filter(each -> each.name().equals(Optional.of(name)))
                .findFirst()
                .orElseThrow(() -> new CatalogException.BadName(
                        name, "is not the name of a catalog", "choose one of those that are listed"));
    }

    /** Finds something out. */
    @FunctionalInterface
    private interface Look<T, E extends Exception> {
        T done() throws E;
    }

    private <T> T inTurn(Look<T, InterruptedException> look) throws InterruptedException {
        if (!turns.tryAcquire(TURN_SECONDS, TimeUnit.SECONDS)) {
            throw new NodeException.Refused(
                    "the node is waiting for catalogs that are slow to answer", "ask again in a while");
        }
        try {
            return refusing(look);
        } finally {
            turns.release();
        }
    }

    /** What a catalog refuses is told as the node's own. */
    private static <T, E extends Exception> T refusing(Look<T, E> look) throws E {
        try {
            return look.done();
        } catch (NodeException e) {
            throw e;
        } catch (SeedbankException e) {
            throw new NodeException.Refused(e);
        }
    }

    private static void requireWithin(String name, int number, int least, int most) {
        if (number < least || number > most) {
            throw new NodeException.BadRequest("'%s' must be from %d to %d".formatted(name, least, most));
        }
    }
}
