package org.seedbank.node.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.files.LockOwner;
import org.seedbank.integrity.files.ProcessLock;
import org.seedbank.swarm.Network;

/** Describes what can go wrong between a person and a node. */
public abstract sealed class NodeException extends SeedbankException {

    /** Describes what another process said; a type of its own, so that no constructor is taken for another. */
    private record Told(String message, Remedy remedy) {}

    private NodeException(String message, String remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    private NodeException(String message, Remedy remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    /** The kind in the control interface: lower-case words with hyphens. Never changes. */
    public abstract String code();

    /** The exception of this kind that a node told of; empty when there is no such kind. */
    public static Optional<NodeException> of(String code, String message, Remedy remedy) {
        Told told = new Told(message, remedy);
        return Optional.ofNullable(
                switch (code) {
                    case "not-running" -> new NotRunning(told);
                    case "already-running" -> new AlreadyRunning(told);
                    case "runs-elsewhere" -> new RunsElsewhere(told);
                    case "unreachable" -> new Unreachable(told);
                    case "unknown-dataset" -> new UnknownDataset(told);
                    case "ambiguous-dataset" -> new AmbiguousDataset(told);
                    case "unknown-order" -> new UnknownOrder(told);
                    case "bad-request" -> new BadRequest(told);
                    case "refused" -> new Refused(told);
                    case "place-taken" -> new PlaceTaken(told);
                    case "held-elsewhere" -> new HeldElsewhere(told);
                    case "nobody-has-it" -> new NobodyHasIt(told);
                    case "state-unusable" -> new StateUnusable(told);
                    case "newer-state" -> new NewerState(told);
                    case "cannot-listen" -> new CannotListen(told);
                    case "cannot-serve" -> new CannotServe(told);
                    case "failed" -> new Failed(told);
                    default -> null;
                });
    }

    /** No node runs on this state folder. */
    public static final class NotRunning extends NodeException {
        /** Nothing to tell. */
        public NotRunning() {
            super("no node is running", Remedy.of(Remedy.Kind.START_NODE), null);
        }

        private NotRunning(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "not-running";
        }
    }

    /** Another node has the state folder. */
    public static final class AlreadyRunning extends NodeException {
        /** The process that has it, where that is known. */
        public AlreadyRunning(Optional<LockOwner> owner) {
            super(
                    "a node is running already"
                            + owner.filter(each -> each.pid() > 0)
                                    .map(", %s"::formatted)
                                    .orElse(""),
                    Remedy.of(Remedy.Kind.STOP_NODE),
                    null);
        }

        private AlreadyRunning(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "already-running";
        }
    }

    /** A node on another machine, or in another container, has the state folder. */
    public static final class RunsElsewhere extends NodeException {
        /** Says which process, and where. */
        public RunsElsewhere(LockOwner owner) {
            super(
                    "the node of this home runs elsewhere: " + owner,
                    "command it there, or stop it there first; give this machine a home of its own otherwise",
                    null);
        }

        private RunsElsewhere(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "runs-elsewhere";
        }
    }

    /** A node runs, or should, but does not answer. */
    public static final class Unreachable extends NodeException {
        /** Why. */
        public Unreachable(String reason, Throwable cause) {
            super("the node does not answer: " + reason, Remedy.of(Remedy.Kind.RESTART_NODE), cause);
        }

        private Unreachable(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "unreachable";
        }
    }

    /** The node has no such dataset. */
    public static final class UnknownDataset extends NodeException {
        /** Says what was asked for. */
        public UnknownDataset(String reference) {
            this(reference, Remedy.of(Remedy.Kind.SEE_DATASETS));
        }

        /** What was asked for, and the name of a dataset that it has and that was probably meant. */
        public UnknownDataset(String reference, String near) {
            this(reference, Remedy.advice("did you mean '%s'?".formatted(near)));
        }

        private UnknownDataset(String reference, Remedy remedy) {
            super("the node has no dataset '%s'".formatted(reference), remedy, null);
        }

        private UnknownDataset(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "unknown-dataset";
        }
    }

    /** A reference that fits several datasets of the node. */
    public static final class AmbiguousDataset extends NodeException {
        /** The reference, how many it fits, and the first of them, as they can be called. */
        public AmbiguousDataset(String reference, int count, List<String> first) {
            super(
                    "'%s' fits %d datasets of the node".formatted(reference, count),
                    "use one of: " + String.join(", ", first),
                    null);
        }

        private AmbiguousDataset(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "ambiguous-dataset";
        }
    }

    /** The node has no such order. */
    public static final class UnknownOrder extends NodeException {
        /** Says what was asked for. */
        public UnknownOrder(String id) {
            super("the node has no order '%s'".formatted(id), Remedy.of(Remedy.Kind.SEE_ORDERS), null);
        }

        private UnknownOrder(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "unknown-order";
        }
    }

    /** The request makes no sense. */
    public static final class BadRequest extends NodeException {
        /** Why not. */
        public BadRequest(String reason) {
            this(reason, "see the manual, or the API's description at /v1/openapi.json");
        }

        /** Why not, and what would. */
        public BadRequest(String reason, String remedy) {
            super(reason, remedy, null);
        }

        private BadRequest(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "bad-request";
        }
    }

    /** The node cannot do that now. */
    public static final class Refused extends NodeException {
        /** Why not, and what to do. */
        public Refused(String reason, String remedy) {
            super(reason, remedy, null);
        }

        /** Why not, and what to do. */
        public Refused(String reason, Remedy remedy) {
            super(reason, remedy, null);
        }

        /** Says what failed underneath. */
        public Refused(SeedbankException why) {
            this(why.getMessage(), why.advice());
        }

        private Refused(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "refused";
        }
    }

    /** Another dataset lies where one is to lie, above that or inside it. */
    public static final class PlaceTaken extends NodeException {
        /** Which, and what to do. */
        public PlaceTaken(String reason, String remedy) {
            super(reason, remedy, null);
        }

        private PlaceTaken(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "place-taken";
        }
    }

    /** The node has the dataset already, at another place. */
    public static final class HeldElsewhere extends NodeException {
        /** The dataset, as the node has it. What has not all come can be neither copied nor moved. */
        public HeldElsewhere(DatasetView held) {
            super(
                    "the node has '%s' already, at '%s'".formatted(held.name(), held.path()),
                    Remedy.of(
                            held.hasArrived() ? Remedy.Kind.COPY_OR_MOVE : Remedy.Kind.AWAIT_ARRIVAL, held.reference()),
                    null);
        }

        private HeldElsewhere(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "held-elsewhere";
        }
    }

    /** Nobody gave what was asked for. */
    public static final class NobodyHasIt extends NodeException {

        private static final String LATER = "try again when somebody seeds it";

        /** Says what did not come. */
        public NobodyHasIt(String what) {
            super(what, LATER, null);
        }

        /** Says what did not come to a node that reaches so far. */
        public NobodyHasIt(String what, Network network) {
            super(
                    what,
                    switch (network) {
                        case LOCAL -> Remedy.of(Remedy.Kind.REACH_BEYOND_MACHINE);
                        case PRIVATE -> Remedy.of(Remedy.Kind.REACH_BEYOND_NETWORK);
                        case PUBLIC -> Remedy.advice(LATER);
                    },
                    null);
        }

        /** Says what did not come, and what can be done about it. */
        public NobodyHasIt(String what, Remedy advice) {
            super(what, advice, null);
        }

        private NobodyHasIt(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "nobody-has-it";
        }
    }

    /** The state folder cannot be used. */
    public static final class StateUnusable extends NodeException {

        private static final Remedy ADVICE =
                Remedy.advice("check that you may write there and that the disk is not full");

        /** The path and the failure underneath. */
        public StateUnusable(Path path, IOException cause) {
            super(
                    "cannot use '%s': %s".formatted(path, IoReason.of(cause)),
                    cause instanceof ProcessLock.Unsupported ? Remedy.of(Remedy.Kind.LOCAL_DISK) : ADVICE,
                    cause);
        }

        /** Says what failed and why. */
        public StateUnusable(String message, Throwable cause) {
            super(message, ADVICE, cause);
        }

        /** Says what failed, why, and what can be done. */
        public StateUnusable(String message, Remedy remedy, Throwable cause) {
            super(message, remedy, cause);
        }

        private StateUnusable(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "state-unusable";
        }
    }

    /** The state was written by a later version. */
    public static final class NewerState extends NodeException {
        /** The file, and the version of its form. */
        public NewerState(Path file, int schema) {
            super(
                    "'%s' was written by a later version of seedbank (schema %d)".formatted(file, schema),
                    "use that version again; this one changes nothing",
                    null);
        }

        private NewerState(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "newer-state";
        }
    }

    /** The control interface cannot be opened. */
    public static final class CannotListen extends NodeException {
        /** The port that was wanted, 0 for any, and the failure underneath. */
        public CannotListen(int port, IOException cause) {
            super(
                    "cannot listen on port %d of 127.0.0.1: %s".formatted(port, IoReason.of(cause)),
                    "choose another port for the control interface, or end what uses this one",
                    cause);
        }

        private CannotListen(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "cannot-listen";
        }
    }

    /** The place at which datasets are to be served over HTTP cannot be had. */
    public static final class CannotServe extends NodeException {
        /** The place, and the failure underneath. */
        public CannotServe(HostPort place, IOException cause) {
            super(
                    "cannot serve at '%s': %s".formatted(place, IoReason.of(cause)),
                    Remedy.of(Remedy.Kind.OTHER_SERVING_PLACE),
                    cause);
        }

        private CannotServe(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "cannot-serve";
        }
    }

    /** The node failed at what it should be able to do. */
    public static final class Failed extends NodeException {
        /** The failure underneath. */
        public Failed(Throwable cause) {
            super("the node failed", "this is a bug: please report it with the end of the node's log", cause);
        }

        private Failed(Told told) {
            super(told.message(), told.remedy(), null);
        }

        @Override
        public String code() {
            return "failed";
        }
    }
}
