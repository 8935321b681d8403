package org.seedbank.node.internal.control;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FixityFindings;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NetworkText;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NewMagnet;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.Order;
import org.seedbank.node.internal.wire.Messages;
import org.seedbank.swarm.SwarmKey;

/** Describes what each path does. */
final class Routes {

    /** Each keeps a thread while it waits for the swarm. */
    private static final int MOST_MAGNETS = 4;

    /** Characters of a link may take several bytes in JSON. */
    private static final long LONGEST_LINK = 8L * Magnet.MAX_LENGTH;

    private static final Duration LONGEST_MAGNET = Duration.ofHours(1);

    private final NodeControl node;
    private final Bodies bodies = new Bodies();
    private final Semaphore magnets = new Semaphore(MOST_MAGNETS);

    Routes(NodeControl node) {
        this.node = node;
    }

    /** One method of one path; its parameters stand in braces. */
    record Route(String method, String path, Answer answer) {}

    /** Answers a call, or sees to it that it is answered. */
    @FunctionalInterface
    interface Answer {
        void to(Call call) throws IOException, InterruptedException;
    }

    /** Describes what answers with a value. */
    @FunctionalInterface
    interface Asked {
        Object answer(Call call) throws IOException, InterruptedException;
    }

    /** Describes what only does something. */
    @FunctionalInterface
    interface Told {
        void act(Call call) throws IOException, InterruptedException;
    }

    List<Route> all(ChangeRoutes changes) {
        return Stream.of(of(changes), new DetailRoutes(node).all(), new DeskRoutes(node, bodies).all())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> of(ChangeRoutes changes) {
        return List.of(
                get("/v1", call -> node.facts()),
                get("/v1/examination", call -> node.examine()),
                get("/v1/datasets", call -> new Messages.Datasets(node.datasets())),
                post("/v1/datasets", this::add),
                get("/v1/datasets/{key}", call -> node.dataset(key(call))),
                get("/v1/datasets/{key}/examination", call -> node.examine(key(call))),
                route("DELETE", "/v1/datasets/{key}", this::remove),
                get("/v1/datasets/{key}/torrent", call -> new Messages.Torrent(node.torrent(key(call)))),
                put("/v1/datasets/{key}/torrent", this::replace),
                tell("PUT", "/v1/datasets/{key}/serial", this::listed),
                tell("PUT", "/v1/datasets/{key}/withdrawal", this::withdrawn),
                post("/v1/datasets/{key}/pause", call -> node.pause(key(call))),
                post("/v1/datasets/{key}/resume", call -> node.resume(key(call))),
                post("/v1/datasets/{key}/check", call -> node.check(key(call), isTrue(call, "everything"))),
                post("/v1/datasets/{key}/findings", this::found),
                post("/v1/datasets/{key}/mend", call -> node.mend(key(call))),
                get("/v1/datasets/{key}/mend", call -> node.mended(key(call))),
                post("/v1/datasets/{key}/move", call -> place(call, node::move)),
                post("/v1/datasets/{key}/relocate", call -> place(call, node::relocate)),
                put("/v1/datasets/{key}/limits", this::limitDataset),
                post("/v1/magnets", this::resolve),
                post("/v1/magnets/waiting", this::await),
                get("/v1/magnets/waiting/{key}", call -> node.waiting(key(call))),
                get("/v1/limits", call -> node.limits()),
                put("/v1/limits", this::limitAll),
                get("/v1/schedule", call -> new Messages.Schedule(node.schedule())),
                put("/v1/schedule", this::schedule),
                get("/v1/reach", call -> new Messages.Reach(node.reach())),
                tell("PUT", "/v1/reach", this::reach),
                get("/v1/network", call -> node.network()),
                tell("PUT", "/v1/network", this::network),
                get("/v1/orders", call -> new Messages.Orders(node.orders())),
                post("/v1/orders", this::order),
                post("/v1/orders/{id}/look", call -> node.look(call.part("id"))),
                tell("DELETE", "/v1/orders/{id}", call -> node.cancel(call.part("id"))),
                new Route("GET", "/v1/changes", changes::poll),
                new Route("GET", "/v1/events", changes::listen),
                tell("POST", "/v1/stop", call -> node.stop()),
                new Route("GET", "/v1/openapi.json", Routes::describe));
    }

    static Route get(String path, Asked asked) {
        return route("GET", path, asked);
    }

    static Route post(String path, Asked asked) {
        return route("POST", path, asked);
    }

    private static Route put(String path, Asked asked) {
        return route("PUT", path, asked);
    }

    private static Route route(String method, String path, Asked asked) {
        return new Route(method, path, call -> call.send(asked.answer(call)));
    }

    static Route tell(String method, String path, Told told) {
        return new Route(method, path, call -> {
            told.act(call);
            call.sendNothing();
        });
    }

    private Object add(Call call) throws IOException, InterruptedException {
        return bodies.with(call, NewDataset.class, Bodies.torrent(), node::add);
    }

    private Object replace(Call call) throws IOException, InterruptedException {
        SwarmKey key = key(call);
        return bodies.with(call, Messages.Torrent.class, Bodies.torrent(), body -> {
            if (!SwarmKey.of(body.torrent()).equals(key)) {
                throw new NodeException.BadRequest("'torrent' is of another dataset");
            }
            return node.replace(body.torrent());
        });
    }

    private Object remove(Call call) throws InterruptedException {
        return node.remove(key(call), isTrue(call, "deleteData"));
    }

    private static boolean isTrue(Call call, String parameter) {
        String value = call.parameter(parameter).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw new NodeException.BadRequest("'%s' must be true or false".formatted(parameter));
        }
        return value.equals("true");
    }

    private Object found(Call call) throws IOException, InterruptedException {
        return bodies.with(call, FixityFindings.class, Bodies.MEDIUM, findings -> node.found(key(call), findings));
    }

    private void listed(Call call) throws IOException, InterruptedException {
        Messages.Serial told = bodies.with(call, Messages.Serial.class, Bodies.SMALL, body -> body);
        node.listed(key(call), told.serial());
    }

    private void withdrawn(Call call) throws IOException, InterruptedException {
        Messages.Withdrawal told = bodies.with(call, Messages.Withdrawal.class, Bodies.SMALL, body -> body);
        node.withdrawn(key(call), told.why());
    }

    /** Describes what is done with a dataset and a place. */
    @FunctionalInterface
    private interface Placing {
        DatasetView at(SwarmKey key, Path place) throws InterruptedException;
    }

    private Object place(Call call, Placing placing) throws IOException, InterruptedException {
        return bodies.with(call, Messages.Place.class, Bodies.SMALL, body -> placing.at(key(call), body.place()));
    }

    private Object limitDataset(Call call) throws IOException, InterruptedException {
        return bodies.with(call, Limits.class, Bodies.SMALL, limits -> node.limit(key(call), limits));
    }

    private Object limitAll(Call call) throws IOException, InterruptedException {
        return bodies.with(call, Limits.class, Bodies.SMALL, node::limit);
    }

    private Object schedule(Call call) throws IOException, InterruptedException {
        return bodies.with(
                call,
                Messages.Schedule.class,
                Bodies.SMALL,
                schedule -> new Messages.Schedule(node.schedule(schedule.rules())));
    }

    private void reach(Call call) throws IOException, InterruptedException {
        Messages.Reach asked = bodies.with(call, Messages.Reach.class, Bodies.SMALL, body -> body);
        node.reach(asked.network().orElseThrow(() -> new NodeException.BadRequest("'network' is missing")));
    }

    private void network(Call call) throws IOException, InterruptedException {
        node.network(bodies.with(call, NetworkText.class, Bodies.SMALL, body -> body));
    }

    private Object order(Call call) throws IOException, InterruptedException {
        return bodies.with(call, Order.class, Bodies.SMALL, node::order);
    }

    private Object await(Call call) throws IOException, InterruptedException {
        return bodies.with(call, NewMagnet.class, LONGEST_LINK, node::addMagnet);
    }

    private Object resolve(Call call) throws IOException, InterruptedException {
        Messages.Magnet magnet = bodies.with(call, Messages.Magnet.class, Bodies.SMALL, body -> body);
        if (magnet.limit().isNegative() || magnet.limit().compareTo(LONGEST_MAGNET) > 0) {
            throw new NodeException.BadRequest("'limit' must be from PT0S to " + LONGEST_MAGNET);
        }
        if (!magnets.tryAcquire()) {
            throw Refusal.busy("the node is looking for other magnet links");
        }
        try {
            Metainfo torrent =
                    node.resolve(magnet.magnet(), magnet.allowPrivate().orElse(false), magnet.limit());
            return new Messages.Torrent(torrent);
        } finally {
            magnets.release();
        }
    }

    static SwarmKey key(Call call) {
        return key(call.part("key"));
    }

    static SwarmKey key(String key) {
        try {
            return new SwarmKey(key);
        } catch (IllegalArgumentException e) {
            throw new NodeException.BadRequest(e.getMessage());
        }
    }

    private static void describe(Call call) throws IOException {
        try (InputStream document = Routes.class.getResourceAsStream("openapi.json")) {
            call.send(document);
        }
    }
}
