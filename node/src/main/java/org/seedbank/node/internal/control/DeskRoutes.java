package org.seedbank.node.internal.control;

import static org.seedbank.node.internal.control.DetailRoutes.number;

import java.io.IOException;
import java.util.List;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.node.api.WantedDataset;
import org.seedbank.node.desk.WantedPublication;
import org.seedbank.node.internal.wire.Messages;

/** The paths that lead to the catalogs of the home, and from them to the node. */
final class DeskRoutes {

    private static final int USUAL_ENTRIES = 100;
    private static final int USUAL_FILES = 100;

    private final NodeControl node;
    private final Bodies bodies;

    DeskRoutes(NodeControl node, Bodies bodies) {
        this.node = node;
        this.bodies = bodies;
    }

    List<Routes.Route> all() {
        return List.of(
                Routes.get("/v1/catalogs", call -> new Messages.Catalogs(node.catalogs())),
                Routes.get(
                        "/v1/catalogs/{name}/entries",
                        call -> node.entries(
                                call.part("name"),
                                call.parameter("find").orElse(""),
                                number(call, "from", 0),
                                number(call, "count", USUAL_ENTRIES))),
                Routes.get("/v1/catalogs/{name}/entries/{digest}", call -> node.entry(call.part("name"), digest(call))),
                Routes.get(
                        "/v1/catalogs/{name}/entries/{digest}/files",
                        call -> node.listedFiles(
                                call.part("name"),
                                digest(call),
                                number(call, "from", 0),
                                number(call, "count", USUAL_FILES))),
                Routes.get("/v1/folders", call -> new Messages.Folders(node.fetchFolders())),
                Routes.post("/v1/fetches", this::fetch),
                Routes.post("/v1/publications/look", call -> wanted(call, node::look)),
                Routes.get("/v1/publications", call -> new Messages.Publications(node.publications())),
                Routes.post("/v1/publications", call -> wanted(call, node::publish)),
                Routes.tell("DELETE", "/v1/publications/{id}", call -> node.stopPublication(call.part("id"))));
    }

    private Object fetch(Call call) throws IOException, InterruptedException {
        return bodies.with(call, WantedDataset.class, Bodies.MEDIUM, node::fetch);
    }

    /** A description may be as long as an entry. */
    private Object wanted(Call call, Bodies.Use<WantedPublication, ?> use) throws IOException, InterruptedException {
        return bodies.with(call, WantedPublication.class, Bodies.MEDIUM, use::of);
    }

    private static Sha256 digest(Call call) {
        try {
            return new Sha256(call.part("digest"));
        } catch (IllegalArgumentException e) {
            throw new NodeException.BadRequest(e.getMessage());
        }
    }
}
