package org.seedbank.node.internal.control;

import java.util.List;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.detail.NodeDetail;

/** The paths that tell of one dataset in depth. */
final class DetailRoutes {

    private static final int USUAL_FILES = 100;
    private static final int USUAL_SPANS = 500;

    private final NodeDetail node;

    DetailRoutes(NodeDetail node) {
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
                Routes.get("/v1/datasets/{key}/peers", call -> node.peers(Routes.key(call))));
    }

    private static int number(Call call, String parameter, int usual) {
        String text = call.parameter(parameter).orElse(Integer.toString(usual));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new NodeException.BadRequest("'%s' must be a whole number".formatted(parameter));
        }
    }
}
