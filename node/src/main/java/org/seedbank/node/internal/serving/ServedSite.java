package org.seedbank.node.internal.serving;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.threads.Loop;
import org.seedbank.node.internal.datasets.HeldDatasets;
import org.seedbank.node.internal.detail.HeldEntries;
import org.seedbank.node.internal.rates.Rates;
import org.seedbank.node.serving.HttpServed;
import org.seedbank.node.serving.HttpServing;
import org.seedbank.swarm.SwarmKey;

/**
 * A node's datasets as a web site: read-only, for everybody who reaches its port. Nothing else is reached by it, as a path is
 * only ever compared with published names. Safe for all threads; whoever opens it closes it.
 */
public final class ServedSite implements AutoCloseable {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final HttpServing serving;
    private final HeldDatasets datasets;
    private final Rates rates;
    private final SiteServer server;
    private final Traffic traffic = new Traffic();
    private final ServedCatalog catalog;
    private final Connections connections;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Loop watch;

    /** As it was when it was last shared. */
    private volatile Optional<Long> limit = Optional.empty();

    private ServedSite(HttpServing wanted, Parts parts, LongLivedThreads threads) {
        this.datasets = parts.datasets();
        this.rates = parts.rates();
        this.server = new SiteServer(wanted.listen());
        Shelf shelf = new Shelf(datasets, wanted.fetched());
        this.catalog = new ServedCatalog(datasets, shelf, parts.entries(), threads);
        this.connections = new Connections(server.connector(), traffic);
        share();
        int port = server.start(new SiteHandler(shelf, catalog, traffic, this::heedLimit), connections);
        this.serving = wanted.withPort(port);
        this.watch = threads.loop("seedbank-node-serving-watch", this::watch);
    }

    /**
     * What a site is made of.
     *
     * @param datasets what it serves, and is told what was sent
     * @param rates what it may use
     * @param entries what is said of them
     */
    public record Parts(HeldDatasets datasets, Rates rates, HeldEntries entries) {}

    /**
     * Listens.
     *
     * @param threads those of the node
     * @throws org.seedbank.node.api.NodeException.CannotServe when the place cannot be had
     */
    public static ServedSite open(HttpServing wanted, Parts parts, LongLivedThreads threads) {
        ServedSite site = new ServedSite(wanted, parts, threads);
        site.watch.start();
        return site;
    }

    private void watch() throws InterruptedException {
        if (!closing.await(1, TimeUnit.SECONDS)) {
            share();
            tell();
            traffic.cutStalled();
            connections.closeIdle();
        }
    }

    /** A limit holds as soon as it is set, for all that begins then. */
    private void heedLimit() {
        if (!rates.inForce().limits().up().equals(limit)) {
            share();
        }
    }

    private void share() {
        limit = rates.inForce().limits().up();
        LongSupplier others = () -> Math.max(
                0,
                datasets.views().stream()
                                .mapToLong(view -> view.traffic().uploadRate())
                                .sum()
                        - traffic.uploadRate());
        OptionalLong mine = rates.share(traffic.isSending(), traffic.uploadRate(), others);
        traffic.allow(mine.orElse(-1));
    }

    private void tell() {
        Map<SwarmKey, Long> sent = traffic.takeUntold();
        if (!sent.isEmpty()) {
            datasets.sent(sent);
        }
    }

    /** How it serves, and what that has come to. */
    public HttpServed facts() {
        return new HttpServed(
                serving,
                traffic.mark().getValue(),
                traffic.sent(),
                traffic.answers(),
                traffic.clients(),
                connections.count(),
                traffic.uploadRate());
    }

    /** A catalog says something else of a dataset than before. */
    public void lookAgain() {
        catalog.lookAgain();
    }

    /** Ends all answers, within seconds. */
    @Override
    public void close() {
        watch.end();
        closing.countDown();
        watch.join(CLOSE_LIMIT);
        traffic.cutAll();
        catalog.close();
        server.close();
        tell();
    }
}
