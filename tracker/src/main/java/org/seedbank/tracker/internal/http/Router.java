package org.seedbank.tracker.internal.http;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.seedbank.tracker.internal.swarms.Answer;
import org.seedbank.tracker.internal.swarms.Hash20;
import org.seedbank.tracker.internal.swarms.PeerAddress;
import org.seedbank.tracker.internal.swarms.Refusal;
import org.seedbank.tracker.internal.swarms.Refusals;
import org.seedbank.tracker.internal.swarms.Swarms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers requests: announces and scrapes at once, pages on a thread of their own. */
public final class Router {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    /** Most peers of each family in an answer. */
    static final int MOST_PEERS = 200;

    private final Swarms swarms;
    private final Refusals refusals;
    private final ClientAddress clients;
    private final Optional<Predicate<String>> members;
    private final Pages pages;
    private final Optional<ConnectBackDesk> connectBack;
    private final LongAdder announces = new LongAdder();
    private final LongAdder scrapes = new LongAdder();
    private final AtomicBoolean warned = new AtomicBoolean();

    /** What is shown to people and to other programs. */
    public interface Pages {

        /** Makes documents, which takes a moment; what it refuses is told to be tried again. */
        Executor worker();

        /** The document at a path, such as {@code /stats.json}; empty where there is none. */
        Optional<Document> at(String path);
    }

    /**
     * What a page says, not to be changed.
     *
     * @param type its media type
     * @param body its bytes
     * @param style the source of styles that it may use, as a content security policy has it
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Document(String type, byte[] body, String style) {}

    /**
     * Serves these swarms.
     *
     * @param members tells whether a member's key is valid; empty where none is needed
     * @param connectBack tells peers whether their port is open; empty where nobody does
     */
    public Router(
            Swarms swarms,
            Refusals refusals,
            ClientAddress clients,
            Optional<Predicate<String>> members,
            Pages pages,
            Optional<ConnectBackDesk> connectBack) {
        this.swarms = swarms;
        this.refusals = refusals;
        this.clients = clients;
        this.members = members;
        this.pages = pages;
        this.connectBack = connectBack;
    }

    /** Announces until now. */
    public long announces() {
        return announces.sum();
    }

    /** Scrapes until now. */
    public long scrapes() {
        return scrapes.sum();
    }

    void answer(HttpRequest request, PeerAddress remote, Exchange exchange) {
        warnOfProxy(request, remote);
        String path = request.path();
        int slash = path.indexOf('/', 1);
        boolean keyed = slash > 0;
        String key = keyed ? path.substring(1, slash) : "";
        String place = keyed ? path.substring(slash) : path;
        boolean asksBack = connectBack.isPresent() && place.equals("/connect-back");
        boolean asksPeers = place.equals("/announce") || place.equals("/scrape") || asksBack;
        if (!asksPeers) {
            page(place, keyed, key, remote, exchange);
            return;
        }
        Optional<PeerAddress> client = clients.of(remote, request.forwarded());
        if (client.isEmpty()) {
            refuse(Refusal.NO_CLIENT, remote, exchange);
        } else if (members.isPresent() && !(keyed && members.get().test(key))) {
            refuse(Refusal.NO_KEY, client.get(), exchange);
        } else if (place.equals("/announce")) {
            announce(request, client.get(), exchange);
        } else if (asksBack) {
            connectBack.get().answer(request.query(), client.get(), exchange);
        } else {
            scrape(request, client.get(), exchange);
        }
    }

    /** A proxy that is not trusted makes all peers seem to be where the proxy is. */
    private void warnOfProxy(HttpRequest request, PeerAddress remote) {
        if (request.forwarded().isPresent()
                && remote.isLoopback()
                && !clients.isBehindProxy()
                && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "requests come through a proxy on this machine, and the tracker was not told that it is behind one:"
                            + " all peers seem to be on this machine");
        }
    }

    private void announce(HttpRequest request, PeerAddress client, Exchange exchange) {
        announces.increment();
        try {
            Query query = Query.parse(request.query());
            Answer answer = swarms.announce(query.announce(client), MOST_PEERS, MOST_PEERS);
            exchange.reply(HttpAnswer.bencoded(Bencoded.announce(answer, client, query.wantsDictionaries())));
        } catch (Query.Unusable e) {
            refuse(e.why(), client, exchange);
        }
    }

    private void scrape(HttpRequest request, PeerAddress client, Exchange exchange) {
        scrapes.increment();
        if (!swarms.admits(client)) {
            exchange.reply(HttpAnswer.bencoded(Bencoded.refusal(Refusal.TOO_OFTEN)));
            return;
        }
        try {
            List<Hash20> hashes = Query.parse(request.query()).hashes();
            if (hashes.isEmpty()) {
                throw new Query.Unusable(Refusal.WHOLE_SCRAPE);
            }
            SortedMap<Hash20, Swarms.Scraped> files = new TreeMap<>();
            hashes.forEach(hash -> swarms.scrape(hash).ifPresent(its -> files.put(hash, its)));
            exchange.reply(HttpAnswer.bencoded(Bencoded.scrape(files)));
        } catch (Query.Unusable e) {
            refuse(e.why(), client, exchange);
        }
    }

    private void refuse(Refusal why, PeerAddress client, Exchange exchange) {
        refusals.count(why, client);
        exchange.reply(HttpAnswer.bencoded(Bencoded.refusal(why)));
    }

    /** Where keys are needed, pages need them too; elsewhere none is taken for one. */
    private void page(String place, boolean keyed, String key, PeerAddress remote, Exchange exchange) {
        if (members.isPresent() != keyed || (keyed && !members.orElseThrow().test(key))) {
            if (members.isPresent()) {
                refusals.count(Refusal.NO_KEY, remote);
            }
            exchange.reply(
                    members.isPresent()
                            ? HttpAnswer.failure(
                                    "403 Forbidden", "this tracker is for members: see /KEY/ with a key that is valid")
                            : notFound());
            return;
        }
        try {
            pages.worker().execute(() -> exchange.reply(document(place)));
        } catch (RejectedExecutionException e) {
            exchange.reply(
                    HttpAnswer.failure("503 Service Unavailable", "too many ask at once; try again in a moment"));
        }
    }

    private HttpAnswer document(String place) {
        try {
            return pages.at(place)
                    .map(each -> HttpAnswer.document(each.type(), each.body(), each.style()))
                    .orElseGet(Router::notFound);
        } catch (RuntimeException e) {
            LOG.error("a page could not be made; this is a fault in seedbank", e);
            return HttpAnswer.failure("500 Internal Server Error", "this page could not be made");
        }
    }

    private static HttpAnswer notFound() {
        return HttpAnswer.failure(
                "404 Not Found", "a tracker has /announce, /scrape, /stats, /stats.json and /metrics");
    }
}
