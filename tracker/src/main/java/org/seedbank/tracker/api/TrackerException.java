package org.seedbank.tracker.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.files.LockOwner;

/** Something that a tracker could not do. */
public abstract sealed class TrackerException extends SeedbankException {

    private TrackerException(String message, String remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    private TrackerException(String message, Remedy.Kind remedy) {
        super(message, Remedy.of(remedy), null);
    }

    /** The address is taken, or none of this machine. */
    public static final class CannotListen extends TrackerException {
        /** Names the address and the reason. */
        public CannotListen(HostPort address, IOException cause) {
            super(
                    "the tracker cannot listen at %s: %s".formatted(address, IoReason.of(cause)),
                    "choose an address of this machine, and a free port",
                    cause);
        }
    }

    /** Another process is the tracker of this folder. */
    public static final class AlreadyRunning extends TrackerException {
        /** Names the process, where it is known. */
        public AlreadyRunning(Optional<LockOwner> owner) {
            super(
                    "a tracker is running already"
                            + owner.map(each -> ": process %d".formatted(each.pid()))
                                    .orElse(""),
                    "use it as it is, or end it first",
                    null);
        }
    }

    /** The folder cannot be written. */
    public static final class FolderUnusable extends TrackerException {
        /** Names the folder and the reason. */
        public FolderUnusable(Path folder, IOException cause) {
            super(
                    "the folder '%s' of the tracker cannot be used: %s".formatted(folder, IoReason.of(cause)),
                    "check free space and permissions",
                    cause);
        }
    }

    /** A member's key of this name is there already. */
    public static final class KeyExists extends TrackerException {
        /** Names it. */
        public KeyExists(String name) {
            super("there is a key '%s' already".formatted(name), Remedy.Kind.OTHER_KEY);
        }
    }

    /** No member's key has this name. */
    public static final class UnknownKey extends TrackerException {
        /** Names it. */
        public UnknownKey(String name) {
            super("there is no key '%s'".formatted(name), Remedy.Kind.SEE_KEYS);
        }
    }

    /** There are as many member keys as there may be. */
    public static final class TooManyKeys extends TrackerException {
        /** Says how many. */
        public TooManyKeys(int most) {
            super("there are %d keys already, which is the most".formatted(most), Remedy.Kind.REMOVE_KEYS);
        }
    }
}
