package org.seedbank.node.internal.orders;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FixityFindings;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.MendingReport;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.api.Removed;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmKey;

/** A node that only remembers what it was told. What was published is seeded, all else is fetched until a test says more. */
final class FakeNode implements NodeControl, HeldTorrents {

    /** What it was told that datasets are called. */
    final Map<SwarmKey, String> listed = new ConcurrentHashMap<>();

    private final Map<SwarmKey, DatasetView> views = new LinkedHashMap<>();
    private final Map<SwarmKey, Metainfo> torrents = new LinkedHashMap<>();
    private Optional<NodeException> refusal = Optional.empty();
    private Runnable onAdd = () -> {};
    private int added;

    synchronized void onAdd(Runnable hook) {
        onAdd = hook;
    }

    void refuse(NodeException why) {
        refusal = Optional.of(why);
    }

    void accept() {
        refusal = Optional.empty();
    }

    /** How often it was told to take something in. */
    synchronized int added() {
        return added;
    }

    synchronized List<String> names() {
        return views.values().stream().map(DatasetView::name).toList();
    }

    synchronized void becomes(SwarmKey key, DatasetState state) {
        views.computeIfPresent(key, (same, view) -> view(torrents.get(key), view.path(), view.origin(), state));
    }

    @Override
    public synchronized Optional<Held> held(SwarmKey key) {
        return Optional.ofNullable(torrents.get(key)).map(torrent -> new Held(torrent, Optional.empty()));
    }

    @Override
    public synchronized List<DatasetView> datasets() {
        return new ArrayList<>(views.values());
    }

    @Override
    public synchronized DatasetView dataset(SwarmKey key) {
        return Optional.ofNullable(views.get(key)).orElseThrow(() -> new NodeException.UnknownDataset(key.hex()));
    }

    @Override
    public synchronized DatasetView add(NewDataset request) {
        refusal.ifPresent(why -> {
            throw why;
        });
        added++;
        Metainfo torrent = request.torrent();
        Path root = request.published()
                ? request.place()
                : request.place().resolve(request.name().orElse(torrent.name()));
        DatasetState state = request.published() ? DatasetState.SEEDING : DatasetState.FETCHING;
        torrents.putIfAbsent(SwarmKey.of(torrent), torrent);
        views.putIfAbsent(SwarmKey.of(torrent), view(torrent, root.toString(), request.origin(), state));
        onAdd.run();
        return views.get(SwarmKey.of(torrent));
    }

    private static DatasetView view(Metainfo torrent, String root, String origin, DatasetState state) {
        int files = torrent.files().size();
        long bytes = torrent.totalLength();
        return new DatasetView(
                SwarmKey.of(torrent),
                torrent.name(),
                torrent.datasetDigest(),
                torrent.infoHashV1(),
                torrent.infoHashV2(),
                root,
                origin.equals("publish"),
                Instant.EPOCH,
                origin,
                state,
                Optional.empty(),
                new DatasetView.Amounts(0, bytes, bytes, files, files, 0),
                DatasetView.Moves.NONE,
                Limits.NONE,
                List.of(),
                Optional.empty());
    }

    @Override
    public synchronized Removed remove(SwarmKey key, boolean deleteData) {
        dataset(key);
        views.remove(key);
        torrents.remove(key);
        return Removed.NOTHING;
    }

    @Override
    public NodeFacts facts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Metainfo resolve(String magnet, Duration limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatasetView pause(SwarmKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatasetView resume(SwarmKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatasetView check(SwarmKey key, boolean everything) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatasetView found(SwarmKey key, FixityFindings findings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MendingReport mended(SwarmKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatasetView mend(SwarmKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatasetView move(SwarmKey key, Path place) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatasetView relocate(SwarmKey key, Path place) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatasetView limit(SwarmKey key, Limits limits) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Limits limits() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Limits limit(Limits limits) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ScheduleRule> schedule() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ScheduleRule> schedule(List<ScheduleRule> rules) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Network> reach() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void reach(Network network) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<OrderView> orders() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void listed(SwarmKey key, String serial) {
        listed.put(key, serial);
    }

    @Override
    public OrderView look(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public OrderView order(Order order) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void cancel(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Changes> changes(long seen, Duration limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void stop() {
        throw new UnsupportedOperationException();
    }
}
