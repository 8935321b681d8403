package org.seedbank.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.files.LockOwner;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FixityFindings;
import org.seedbank.node.api.HistoryPage;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.MendingReport;
import org.seedbank.node.api.NetworkText;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NewMagnet;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.api.PageKey;
import org.seedbank.node.api.Removed;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.api.WantedDataset;
import org.seedbank.node.desk.CatalogName;
import org.seedbank.node.desk.EntryPage;
import org.seedbank.node.desk.ListedFiles;
import org.seedbank.node.desk.PublicationLook;
import org.seedbank.node.desk.PublicationView;
import org.seedbank.node.desk.WantedPublication;
import org.seedbank.node.detail.DatasetEntry;
import org.seedbank.node.detail.DatasetFiles;
import org.seedbank.node.detail.DatasetPeers;
import org.seedbank.node.detail.DiskUse;
import org.seedbank.node.detail.RateSamples;
import org.seedbank.node.examination.Examination;
import org.seedbank.node.internal.client.NodeCall;
import org.seedbank.node.internal.client.NodeConnection;
import org.seedbank.node.internal.store.NodeLock;
import org.seedbank.node.internal.wire.Messages;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.PieceMap;
import org.seedbank.swarm.SwarmKey;

/**
 * A node in another process. It finds the node again after a restart. Holds nothing open between calls. Each call can be
 * interrupted; whether the node did what it was told is open then.
 */
public final class NodeClient implements NodeControl {

    /** The node answers no later, so that neither side waits for one that is gone. */
    private static final Duration SLICE = Duration.ofSeconds(50);

    private static final String DATASETS = "/v1/datasets";
    private static final String CATALOGS = "/v1/catalogs";
    private static final String PUBLICATIONS = "/v1/publications";
    private static final String LIMITS = "/v1/limits";
    private static final String SCHEDULE = "/v1/schedule";
    private static final String REACH = "/v1/reach";
    private static final String NETWORK = "/v1/network";
    private static final String ORDERS = "/v1/orders";

    private final NodeConnection connection;

    private NodeClient(NodeConnection connection) {
        this.connection = connection;
    }

    /**
     * The node of this folder, which is not called yet; one that starts or ends is waited for, some seconds.
     *
     * @param nodeFolder the folder {@code node} of the state
     * @throws NodeException.NotRunning when no process has the folder
     * @throws NodeException.Unreachable when one has it and does not say in time how to reach it
     * @throws NodeException.Refused when others can read or change what it said
     * @throws NodeException.StateUnusable when that cannot be read
     * @throws NodeException.NewerState when a later version of seedbank wrote it
     */
    public static NodeClient connect(Path nodeFolder) throws InterruptedException {
        return new NodeClient(NodeConnection.to(nodeFolder));
    }

    /** Tells whether some process has this folder now, also one that does not answer. */
    public static boolean isThere(Path nodeFolder) {
        return NodeLock.owner(nodeFolder).isPresent();
    }

    /** The process that has this folder now, also one that does not answer; empty when none has. */
    public static Optional<LockOwner> owner(Path nodeFolder) {
        return NodeLock.owner(nodeFolder);
    }

    @Override
    public NodeFacts facts() throws InterruptedException {
        return get("/v1", NodeFacts.class);
    }

    @Override
    public List<DatasetView> datasets() throws InterruptedException {
        return get(DATASETS, Messages.Datasets.class).datasets();
    }

    @Override
    public DatasetView dataset(SwarmKey key) throws InterruptedException {
        return get(path(key), DatasetView.class);
    }

    @Override
    public Examination examine() throws InterruptedException {
        return get("/v1/examination", Examination.class);
    }

    @Override
    public Examination examine(SwarmKey key) throws InterruptedException {
        return get(path(key) + "/examination", Examination.class);
    }

    @Override
    public DatasetFiles files(SwarmKey key, int from, int count) throws InterruptedException {
        return get("%s/files?from=%d&count=%d".formatted(path(key), from, count), DatasetFiles.class);
    }

    @Override
    public PieceMap pieces(SwarmKey key, int spans) throws InterruptedException {
        return get("%s/pieces?spans=%d".formatted(path(key), spans), PieceMap.class);
    }

    @Override
    public DatasetPeers peers(SwarmKey key) throws InterruptedException {
        return get(path(key) + "/peers", DatasetPeers.class);
    }

    @Override
    public RateSamples rates() throws InterruptedException {
        return get("/v1/rates", RateSamples.class);
    }

    @Override
    public RateSamples rates(SwarmKey key) throws InterruptedException {
        return get(path(key) + "/rates", RateSamples.class);
    }

    @Override
    public DatasetEntry entry(SwarmKey key) throws InterruptedException {
        return get(path(key) + "/entry", DatasetEntry.class);
    }

    @Override
    public List<DiskUse> disks() throws InterruptedException {
        return get("/v1/disks", Messages.Disks.class).disks();
    }

    @Override
    public HistoryPage history(Optional<SwarmKey> dataset, Optional<Long> before, int count)
            throws InterruptedException {
        String of = dataset.map(key -> "&dataset=" + key.hex()).orElse("");
        String than = before.map(number -> "&before=" + number).orElse("");
        return get("/v1/history?count=" + count + of + than, HistoryPage.class);
    }

    @Override
    public DatasetView add(NewDataset request) throws InterruptedException {
        return answer(NodeCall.of("POST", DATASETS, request, DatasetView.class));
    }

    @Override
    public List<CatalogName> catalogs() throws InterruptedException {
        return get(CATALOGS, Messages.Catalogs.class).catalogs();
    }

    @Override
    public EntryPage entries(String catalog, String find, int from, int count) throws InterruptedException {
        String query = "?find=%s&from=%d&count=%d".formatted(URLEncoder.encode(find, UTF_8), from, count);
        return get(entries(catalog) + query, EntryPage.class);
    }

    @Override
    public DatasetEntry entry(String catalog, Sha256 digest) throws InterruptedException {
        return get(entries(catalog) + "/" + digest.hex(), DatasetEntry.class);
    }

    @Override
    public ListedFiles listedFiles(String catalog, Sha256 digest, int from, int count) throws InterruptedException {
        String query = "/files?from=%d&count=%d".formatted(from, count);
        return get(entries(catalog) + "/" + digest.hex() + query, ListedFiles.class);
    }

    @Override
    public List<Path> fetchFolders() throws InterruptedException {
        return get("/v1/folders", Messages.Folders.class).folders();
    }

    @Override
    public PublicationLook look(WantedPublication wanted) throws InterruptedException {
        return answer(NodeCall.of("POST", PUBLICATIONS + "/look", wanted, PublicationLook.class));
    }

    @Override
    public PublicationView publish(WantedPublication wanted) throws InterruptedException {
        return answer(NodeCall.of("POST", PUBLICATIONS, wanted, PublicationView.class));
    }

    @Override
    public List<PublicationView> publications() throws InterruptedException {
        return get(PUBLICATIONS, Messages.Publications.class).publications();
    }

    @Override
    public void stopPublication(String id) throws InterruptedException {
        tell("DELETE", PUBLICATIONS + "/" + NodeConnection.segment(id));
    }

    @Override
    public DatasetView fetch(WantedDataset wanted) throws InterruptedException {
        return answer(NodeCall.of("POST", "/v1/fetches", wanted, DatasetView.class));
    }

    @Override
    public Metainfo torrent(SwarmKey key) throws InterruptedException {
        return get(path(key) + "/torrent", Messages.Torrent.class).torrent();
    }

    @Override
    public DatasetView replace(Metainfo edited) throws InterruptedException {
        Messages.Torrent body = new Messages.Torrent(edited);
        return answer(NodeCall.of("PUT", path(SwarmKey.of(edited)) + "/torrent", body, DatasetView.class));
    }

    @Override
    public DatasetView addMagnet(NewMagnet request) throws InterruptedException {
        return answer(NodeCall.of("POST", "/v1/magnets/waiting", request, DatasetView.class));
    }

    @Override
    public NewMagnet waiting(SwarmKey key) throws InterruptedException {
        return get("/v1/magnets/waiting/" + key.hex(), NewMagnet.class);
    }

    @Override
    public Metainfo resolve(String magnet, boolean allowPrivate, Duration limit) throws InterruptedException {
        Messages.Magnet body = new Messages.Magnet(magnet, allowPrivate ? Optional.of(true) : Optional.empty(), limit);
        return answer(NodeCall.of("POST", "/v1/magnets", body, Messages.Torrent.class)
                        .waiting(limit))
                .torrent();
    }

    @Override
    public Removed remove(SwarmKey key, boolean deleteData) throws InterruptedException {
        return answer(NodeCall.of("DELETE", path(key) + "?deleteData=" + deleteData, null, Removed.class));
    }

    @Override
    public void listed(SwarmKey key, String serial) throws InterruptedException {
        connection.call(NodeCall.of("PUT", path(key) + "/serial", new Messages.Serial(serial), Void.class));
    }

    @Override
    public void withdrawn(SwarmKey key, String why) throws InterruptedException {
        connection.call(NodeCall.of("PUT", path(key) + "/withdrawal", new Messages.Withdrawal(why), Void.class));
    }

    @Override
    public DatasetView pause(SwarmKey key) throws InterruptedException {
        return answer(NodeCall.of("POST", path(key) + "/pause", null, DatasetView.class));
    }

    @Override
    public DatasetView resume(SwarmKey key) throws InterruptedException {
        return answer(NodeCall.of("POST", path(key) + "/resume", null, DatasetView.class));
    }

    @Override
    public DatasetView check(SwarmKey key, boolean everything) throws InterruptedException {
        String path = path(key) + "/check?everything=" + everything;
        return answer(NodeCall.of("POST", path, null, DatasetView.class));
    }

    @Override
    public DatasetView found(SwarmKey key, FixityFindings findings) throws InterruptedException {
        return answer(NodeCall.of("POST", path(key) + "/findings", findings, DatasetView.class));
    }

    @Override
    public DatasetView mend(SwarmKey key) throws InterruptedException {
        return answer(NodeCall.of("POST", path(key) + "/mend", null, DatasetView.class));
    }

    @Override
    public MendingReport mended(SwarmKey key) throws InterruptedException {
        return get(path(key) + "/mend", MendingReport.class);
    }

    @Override
    public DatasetView move(SwarmKey key, Path place) throws InterruptedException {
        return answer(NodeCall.of("POST", path(key) + "/move", new Messages.Place(place), DatasetView.class));
    }

    @Override
    public DatasetView relocate(SwarmKey key, Path place) throws InterruptedException {
        return answer(NodeCall.of("POST", path(key) + "/relocate", new Messages.Place(place), DatasetView.class));
    }

    @Override
    public DatasetView limit(SwarmKey key, Limits limits) throws InterruptedException {
        return answer(NodeCall.of("PUT", path(key) + "/limits", limits, DatasetView.class));
    }

    @Override
    public Limits limits() throws InterruptedException {
        return get(LIMITS, Limits.class);
    }

    @Override
    public Limits limit(Limits limits) throws InterruptedException {
        return answer(NodeCall.of("PUT", LIMITS, limits, Limits.class));
    }

    @Override
    public List<ScheduleRule> schedule() throws InterruptedException {
        return get(SCHEDULE, Messages.Schedule.class).rules();
    }

    @Override
    public List<ScheduleRule> schedule(List<ScheduleRule> rules) throws InterruptedException {
        Messages.Schedule body = new Messages.Schedule(rules);
        return answer(NodeCall.of("PUT", SCHEDULE, body, Messages.Schedule.class))
                .rules();
    }

    @Override
    public Optional<Network> reach() throws InterruptedException {
        return get(REACH, Messages.Reach.class).network();
    }

    @Override
    public void reach(Network network) throws InterruptedException {
        connection.call(NodeCall.of("PUT", REACH, new Messages.Reach(Optional.of(network)), Void.class));
    }

    @Override
    public NetworkText network() throws InterruptedException {
        return get(NETWORK, NetworkText.class);
    }

    @Override
    public void network(NetworkText change) throws InterruptedException {
        connection.call(NodeCall.of("PUT", NETWORK, change, Void.class));
    }

    @Override
    public List<OrderView> orders() throws InterruptedException {
        return get(ORDERS, Messages.Orders.class).orders();
    }

    @Override
    public OrderView order(Order order) throws InterruptedException {
        return answer(NodeCall.of("POST", ORDERS, order, OrderView.class));
    }

    @Override
    public OrderView look(String id) throws InterruptedException {
        return answer(NodeCall.of("POST", ORDERS + "/" + NodeConnection.segment(id) + "/look", null, OrderView.class));
    }

    @Override
    public void cancel(String id) throws InterruptedException {
        tell("DELETE", ORDERS + "/" + NodeConnection.segment(id));
    }

    @Override
    public Optional<Changes> changes(long seen, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            Duration slice = left.compareTo(SLICE) < 0 ? left : SLICE;
            String path = "/v1/changes?seen=" + seen + "&wait=" + slice;
            Optional<Changes> found = connection.call(
                    NodeCall.of("GET", path, null, Changes.class).waiting(slice));
            if (found.isPresent() || slice.equals(left)) {
                return found;
            }
        }
    }

    @Override
    public PageKey pageKey() throws InterruptedException {
        return answer(NodeCall.of("POST", "/v1/keys", null, PageKey.class));
    }

    @Override
    public void stop() throws InterruptedException {
        tell("POST", "/v1/stop");
    }

    private static String path(SwarmKey key) {
        return DATASETS + "/" + key.hex();
    }

    private static String entries(String catalog) {
        return CATALOGS + "/" + NodeConnection.segment(catalog) + "/entries";
    }

    private <T> T get(String path, Class<T> type) throws InterruptedException {
        return answer(NodeCall.of("GET", path, null, type));
    }

    private void tell(String method, String path) throws InterruptedException {
        connection.call(NodeCall.of(method, path, null, Void.class));
    }

    private <T> T answer(NodeCall<T> call) throws InterruptedException {
        return connection.call(call).orElseThrow(() -> new NodeException.Unreachable("its answer is empty", null));
    }
}
