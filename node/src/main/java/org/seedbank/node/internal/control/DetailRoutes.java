package org.seedbank.node.internal.control;

import java.util.List;
import java.util.Optional;
import org.seedbank.node.api.HistoryPage;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.internal.wire.Messages;
import org.seedbank.swarm.SwarmKey;

/** The paths that tell of datasets in depth. */
final class DetailRoutes {

    private static final int USUAL_FILES = 100;
    private static final int USUAL_SPANS = 500;
    private static final int USUAL_EVENTS = 100;

    private final NodeControl node;

    DetailRoutes(NodeControl node) {
        this.node = node;
    }

    List<Routes.Route> all() {
        return List.of(
                Routes.get(
                        "/v1/datasets/{key}/files",
                        call -> node.files(
                                Routes.key(call), number(call, "from", 0), number(call, "count", USUAL_FILES))),
                Routes.get(
                        "/v1/datasets/{key}/pieces",
                        call -> node.pieces(Routes.key(call), number(call, "spans", USUAL_SPANS))),
                Routes.get("/v1/datasets/{key}/peers", call -> node.peers(Routes.key(call))),
                Routes.get("/v1/datasets/{key}/rates", call -> node.rates(Routes.key(call))),
                Routes.get("/v1/datasets/{key}/entry", call -> node.entry(Routes.key(call))),
                Routes.get("/v1/rates", call -> node.rates()),
                Routes.get("/v1/disks", call -> new Messages.Disks(node.disks())),
                Routes.get("/v1/history", this::history));
    }

    private HistoryPage history(Call call) throws InterruptedException {
        Optional<SwarmKey> dataset = call.parameter("dataset").map(Routes::key);
        Optional<Long> before = call.parameter("before").map(text -> whole("before", text));
        return node.history(dataset, before, number(call, "count", USUAL_EVENTS));
    }

    static int number(Call call, String parameter, int usual) {
        long number =
                call.parameter(parameter).map(text -> whole(parameter, text)).orElse((long) usual);
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number));
    }

    private static long whole(String parameter, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new NodeException.BadRequest("'%s' must be a whole number".formatted(parameter));
        }
    }
}
