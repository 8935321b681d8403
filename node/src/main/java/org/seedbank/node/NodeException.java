package org.seedbank.node;

import java.io.IOException;
import java.nio.file.Path;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.SeedbankException;

/** What can go wrong between a person and a node. */
public abstract sealed class NodeException extends SeedbankException {

    private NodeException(String message, String remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    /** No node runs on this state folder. */
    public static final class NotRunning extends NodeException {
        /** Nothing to tell. */
        public NotRunning() {
            super("no node is running", "start one with 'seedbank node start'", null);
        }
    }

    /** Another node has the state folder. */
    public static final class AlreadyRunning extends NodeException {
        /** The process that has it, 0 when that is not known. */
        public AlreadyRunning(long pid) {
            super(
                    pid == 0 ? "a node is running already" : "a node is running already, process %d".formatted(pid),
                    "use it as it is, or end it first with 'seedbank node stop'",
                    null);
        }
    }

    /** A node runs, or should, but does not answer. */
    public static final class Unreachable extends NodeException {
        /** Why. */
        public Unreachable(String reason, Throwable cause) {
            super(
                    "the node does not answer: " + reason,
                    "see its log with 'seedbank node status', or start it anew with 'seedbank node restart'",
                    cause);
        }
    }

    /** The node has no such dataset. */
    public static final class UnknownDataset extends NodeException {
        /** What was asked for. */
        public UnknownDataset(String reference) {
            super("the node has no dataset '%s'".formatted(reference), "see what it has with 'seedbank status'", null);
        }
    }

    /** The node has no such order. */
    public static final class UnknownOrder extends NodeException {
        /** What was asked for. */
        public UnknownOrder(String id) {
            super("the node has no order '%s'".formatted(id), "see what it has with 'seedbank node status'", null);
        }
    }

    /** The request makes no sense. */
    public static final class BadRequest extends NodeException {
        /** Why not. */
        public BadRequest(String reason) {
            super(reason, "see the manual, or the API's description at /v1/openapi.json", null);
        }
    }

    /** The node cannot do that now. */
    public static final class Refused extends NodeException {
        /** Why not, and what to do. */
        public Refused(String reason, String remedy) {
            super(reason, remedy, null);
        }
    }

    /** Nobody gave what was asked for. */
    public static final class NobodyHasIt extends NodeException {
        /** What did not come. */
        public NobodyHasIt(String what) {
            super(what, "try again when somebody seeds it", null);
        }
    }

    /** The state folder cannot be used. */
    public static final class StateUnusable extends NodeException {
        /** The path and the failure underneath. */
        public StateUnusable(Path path, IOException cause) {
            this("cannot use '%s': %s".formatted(path, IoReason.of(cause)), cause);
        }

        /** What failed and why. */
        public StateUnusable(String message, Throwable cause) {
            super(message, "check that you may write there and that the disk is not full", cause);
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
    }
}
