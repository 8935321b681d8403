package org.seedbank.node.internal.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.swarm.Network;

/** Bodies that are only sent. Lists are in objects, so that fields can be added beside them. */
public final class Messages {

    private Messages() {}

    /** All datasets, oldest first. */
    public record Datasets(List<DatasetView> datasets) {}

    /** All orders. */
    public record Orders(List<OrderView> orders) {}

    /** All rules. */
    public record Schedule(List<ScheduleRule> rules) {}

    /** What people call a dataset in a catalog. */
    public record Serial(String serial) {}

    /** How far the node is to reach; empty when nobody has said that. */
    public record Reach(Optional<Network> network) {}

    /** A magnet link (BEP 9), and how long to ask for its torrent. */
    public record Magnet(String magnet, Duration limit) {}

    /** The torrent that a magnet link means. */
    public record Torrent(Metainfo torrent) {}

    /** What went wrong. */
    public record ErrorBody(Problem error) {}

    /** What went wrong, in words for a program and for a person, and what to do about it. */
    public record Problem(String code, String message, String remedy) {}

    /** Where a dataset lies, or shall. */
    public record Place(Path place) {}
}
