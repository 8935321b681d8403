package org.seedbank.node.internal.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.desk.CatalogName;
import org.seedbank.node.desk.PublicationView;
import org.seedbank.node.detail.DiskUse;
import org.seedbank.swarm.Network;

/** Bodies that are only sent. Lists are in objects, so that fields can be added beside them. */
public final class Messages {

    private Messages() {}

    /** All datasets, oldest first. */
    public record Datasets(List<DatasetView> datasets) {}

    /** All orders. */
    public record Orders(List<OrderView> orders) {}

    /** All disks. */
    public record Disks(List<DiskUse> disks) {}

    /** All catalogs. */
    public record Catalogs(List<CatalogName> catalogs) {}

    /** All folders that are fetched into. */
    public record Folders(List<Path> folders) {}

    /** All publications. */
    public record Publications(List<PublicationView> publications) {}

    /** All rules. */
    public record Schedule(List<ScheduleRule> rules) {}

    /** Describes what people call a dataset in a catalog. */
    public record Serial(String serial) {}

    /** Describes what a publisher has said of a dataset that is taken back. */
    public record Withdrawal(String why) {}

    /** How far the node is to reach; empty when nobody has said that. */
    public record Reach(Optional<Network> network) {}

    /** A magnet link (BEP 9), whether it may have private trackers asked, and how long to ask for its torrent. */
    public record Magnet(String magnet, Optional<Boolean> allowPrivate, Duration limit) {}

    /** The torrent that a magnet link means, or what became of a dataset's. */
    public record Torrent(Metainfo torrent) {}

    /** A key of the page, which opens a session once. */
    public record SessionKey(String key) {

        /** Without it. */
        @Override
        public String toString() {
            return "SessionKey";
        }
    }

    /**
     * A session of the page.
     *
     * @param proof what is sent with each request of it, beside its cookie
     */
    public record Session(String proof) {

        /** Without it. */
        @Override
        public String toString() {
            return "Session";
        }
    }

    /** Describes what went wrong. */
    public record ErrorBody(Problem error) {}

    /**
     * Describes what went wrong, in words for a program and for a person, and what to do about it.
     *
     * @param advice the kind of remedy, for programs that have words of their own for it
     */
    public record Problem(String code, String message, String remedy, Optional<Advice> advice) {

        /** A problem with a remedy in plain words alone. */
        public Problem(String code, String message, String remedy) {
            this(code, message, remedy, Optional.empty());
        }

        /** A failure, by the name of its kind. */
        public Problem(String code, SeedbankException failure) {
            this(code, failure.getMessage(), failure.remedy(), Advice.of(failure.advice()));
        }

        /** Returns what to do about it. */
        public Remedy told() {
            return advice.map(each -> Remedy.told(each.kind(), each.facts(), remedy))
                    .orElse(Remedy.advice(remedy));
        }
    }

    /** A kind of remedy, and the facts that its words are filled in with. */
    public record Advice(String kind, List<String> facts) {
        private static Optional<Advice> of(Remedy remedy) {
            return remedy.kind() == Remedy.Kind.ADVICE
                    ? Optional.empty()
                    : Optional.of(new Advice(remedy.kind().code(), remedy.facts()));
        }
    }

    /** Where a dataset lies, or shall. */
    public record Place(Path place) {}
}
