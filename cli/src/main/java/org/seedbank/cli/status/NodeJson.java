package org.seedbank.cli.status;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Optional;
import org.seedbank.cli.screen.JsonOutput;
import org.seedbank.cli.screen.JsonTime;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.api.ScheduleRule;

/** A node, its datasets and what it was told, as the JSON that commands print. */
public final class NodeJson {

    private NodeJson() {}

    /** A dataset of the node. */
    static JsonObject dataset(DatasetView view) {
        JsonObject json = new JsonObject();
        json.addProperty("key", view.key().hex());
        json.addProperty("name", view.name());
        view.digest().map(Sha256::hex).ifPresent(hex -> json.addProperty("digest", hex));
        view.infohashV1().map(InfoHash::hex).ifPresent(hex -> json.addProperty("infohashV1", hex));
        view.infohashV2().map(InfoHash::hex).ifPresent(hex -> json.addProperty("infohashV2", hex));
        json.addProperty("path", view.root());
        json.addProperty("published", view.published());
        json.addProperty("added", JsonTime.of(view.added()));
        json.addProperty("origin", view.origin());
        json.addProperty("state", view.state().label());
        view.why().ifPresent(why -> json.addProperty("why", why));
        amounts(view.amounts(), json);
        json.add("traffic", traffic(view.traffic()));
        view.ratio().ifPresent(ratio -> json.addProperty("ratio", ratio));
        view.secondsLeft().ifPresent(seconds -> json.addProperty("secondsLeft", seconds));
        json.add("limits", limits(view.limits()));
        json.add("damaged", JsonOutput.array(view.damaged()));
        view.verified().ifPresent(time -> json.addProperty("verified", JsonTime.of(time)));
        view.upkeep().looked().ifPresent(time -> json.addProperty("looked", JsonTime.of(time)));
        view.upkeep().damagedSince().ifPresent(time -> json.addProperty("damagedSince", JsonTime.of(time)));
        view.upkeep().note().ifPresent(note -> json.addProperty("note", note));
        return json;
    }

    private static void amounts(DatasetView.Amounts amounts, JsonObject json) {
        json.addProperty("bytesDone", amounts.bytesDone());
        json.addProperty("bytesWanted", amounts.bytesWanted());
        json.addProperty("bytes", amounts.bytesTotal());
        json.addProperty("filesWanted", amounts.filesWanted());
        json.addProperty("files", amounts.filesTotal());
        json.addProperty("filesDamaged", amounts.filesDamaged());
    }

    private static JsonObject traffic(DatasetView.Moves moves) {
        JsonObject json = new JsonObject();
        json.addProperty("downloadRate", moves.downloadRate());
        json.addProperty("uploadRate", moves.uploadRate());
        json.addProperty("downloaded", moves.downloaded());
        json.addProperty("uploaded", moves.uploaded());
        json.addProperty("peers", moves.peers());
        json.addProperty("seeds", moves.seeds());
        json.addProperty("rejected", moves.rejected());
        json.addProperty("banned", moves.banned());
        return json;
    }

    /** Limits; what is not limited is absent. */
    public static JsonObject limits(Limits limits) {
        JsonObject json = new JsonObject();
        limits.up().ifPresent(rate -> json.addProperty("up", rate));
        limits.down().ifPresent(rate -> json.addProperty("down", rate));
        limits.ratio().ifPresent(ratio -> json.addProperty("ratio", ratio));
        return json;
    }

    /** The node itself. */
    public static JsonObject facts(NodeFacts facts) {
        JsonObject json = new JsonObject();
        json.addProperty("version", facts.version());
        json.addProperty("pid", facts.pid());
        json.addProperty("started", JsonTime.of(facts.started()));
        json.addProperty("network", facts.network().name().toLowerCase(Locale.ROOT));
        json.addProperty("peerPort", facts.peerPort());
        json.addProperty("controlPort", facts.controlPort());
        json.addProperty("datasets", facts.datasets());
        json.addProperty("downloadRate", facts.downloadRate());
        json.addProperty("uploadRate", facts.uploadRate());
        json.add("limits", limits(facts.limits()));
        json.addProperty("scheduled", facts.scheduled());
        json.add("warnings", JsonOutput.array(facts.warnings()));
        return json;
    }

    /** A rule of the schedule. */
    public static JsonObject rule(ScheduleRule rule) {
        JsonObject json = limits(new Limits(rule.up(), rule.down(), Optional.empty()));
        json.addProperty("from", rule.from().toString());
        json.addProperty("to", rule.to().toString());
        json.add(
                "days",
                JsonOutput.array(rule.days().stream()
                        .sorted()
                        .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
                        .toList()));
        return json;
    }

    /** An order. */
    public static JsonObject order(OrderView view) {
        JsonObject json = new JsonObject();
        json.addProperty("id", view.id());
        json.addProperty("since", JsonTime.of(view.since()));
        order(view.order(), json);
        json.add("news", JsonOutput.array(view.news()));
        view.problem().ifPresent(problem -> json.addProperty("problem", problem));
        json.add("problems", JsonOutput.array(view.problems()));
        json.add("waiting", JsonOutput.array(view.waiting()));
        view.looked().ifPresent(time -> json.addProperty("looked", JsonTime.of(time)));
        view.next().ifPresent(time -> json.addProperty("next", JsonTime.of(time)));
        return json;
    }

    private static void order(Order order, JsonObject json) {
        json.addProperty("kind", order.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        json.addProperty("folder", order.folder().toString());
        if (order instanceof Order.Watch watch) {
            json.addProperty("target", watch.target().toString());
        } else if (order instanceof Order.Drop drop) {
            drop.catalog().ifPresent(catalog -> json.addProperty("catalog", catalog));
            drop.quiet().ifPresent(time -> json.addProperty("quietSeconds", time.toSeconds()));
        } else if (order instanceof Order.Follow follow) {
            follow.catalog().ifPresent(catalog -> json.addProperty("catalog", catalog));
            follow.match().ifPresent(text -> json.addProperty("match", text));
            follow.every().ifPresent(time -> json.addProperty("everySeconds", time.toSeconds()));
        } else if (order instanceof Order.Link link) {
            json.addProperty("dataset", link.key().hex());
            json.addProperty("symbolic", link.symbolic());
        }
    }
}
