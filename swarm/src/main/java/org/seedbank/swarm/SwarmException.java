package org.seedbank.swarm;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.SeedbankException;

/** Trouble in a swarm. Bytes that are not what was published are not among it: they are fetched again. */
public abstract sealed class SwarmException extends SeedbankException {

    private SwarmException(String message, String remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    private SwarmException(String message, Remedy remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    /** libtorrent's native library cannot be had for this system. */
    public static final class NativeUnavailable extends SwarmException {
        /**
         * A library that is there and cannot be used.
         *
         * @param system operating system and processor, such as {@code Linux on amd64}
         * @param reason why not
         */
        public NativeUnavailable(String system, String reason, Throwable cause) {
            super(
                    "libtorrent cannot run on this system (%s): %s".formatted(system, reason),
                    Remedy.of(cause instanceof IOException ? Remedy.Kind.EXECUTABLE_CACHE : Remedy.Kind.OTHER_SYSTEM),
                    cause);
        }

        /**
         * A system for which there is none.
         *
         * @param system operating system and processor, such as {@code Mac OS X on aarch64}
         */
        public NativeUnavailable(String system) {
            super(
                    "sending and fetching needs libtorrent, which is there for Linux on x86-64, not for this system (%s)"
                            .formatted(system),
                    Remedy.of(Remedy.Kind.OTHER_SYSTEM),
                    null);
        }
    }

    /** Java runs without its signal chaining library, so libtorrent would crash it. */
    public static final class SignalChainingMissing extends SwarmException {
        /**
         * The library that must be loaded before Java.
         *
         * @param libjsig where this Java has it
         */
        public SignalChainingMissing(Path libjsig) {
            super(
                    "Java's signal chaining library is not loaded, and libtorrent would crash Java without it",
                    "start with the seedbank launcher, or set LD_PRELOAD=%s before starting java; a Java without that file will not do"
                            .formatted(libjsig),
                    null);
        }
    }

    /** No port could be opened for peers. */
    public static final class CannotListen extends SwarmException {
        /** The address that was asked for, and why the system refused. */
        public CannotListen(String address, String reason) {
            super(
                    "cannot listen for peers on '%s': %s".formatted(address, reason),
                    "choose an address of this machine, and a free port",
                    null);
        }
    }

    /** libtorrent does not take a torrent that the integrity module did take. */
    public static final class TorrentRefused extends SwarmException {
        /** The dataset's name and libtorrent's reason. */
        public TorrentRefused(String name, String reason) {
            super(
                    "libtorrent refuses the torrent of '%s': %s".formatted(name, reason),
                    "get the torrent again from its publisher, or have it made anew",
                    null);
        }
    }

    /** A dataset that was to be seeded is not there as published. */
    public static final class DataMissing extends SwarmException {
        /** The file concerned and what is wrong with it. */
        public DataMissing(Path file, String reason) {
            super(
                    "cannot seed '%s': %s".formatted(file, reason),
                    "verify the dataset, and fetch what is damaged or missing",
                    null);
        }
    }

    /** The disk, or the file system, refused. */
    public static final class DiskFailed extends SwarmException {
        private final String reason;

        /** The file or dataset concerned and what the operating system said. */
        public DiskFailed(Path path, String reason) {
            super(
                    "cannot store '%s': %s".formatted(path, reason),
                    "check free space and permissions, then try again; what has arrived is kept",
                    null);
            this.reason = reason;
        }

        /** The operating system's words. */
        public String reason() {
            return reason;
        }
    }

    /** Nobody gave a byte for too long. */
    public static final class Stalled extends SwarmException {
        /** The dataset's name and how long nothing came; what came before is kept. */
        public Stalled(String name, Duration silence) {
            this(name, silence, "try again when somebody seeds it; what has arrived is kept");
        }

        private Stalled(String name, Duration silence, String next) {
            super("nobody sent a byte of '%s' for %s".formatted(name, seconds(silence)), next, null);
        }

        /** As the other, where what came before is not kept. */
        public static Stalled keepingNothing(String name, Duration silence) {
            return new Stalled(name, silence, "try again when somebody seeds it");
        }
    }

    /** Nobody gave what a magnet link leads to. */
    public static final class NobodyHasIt extends SwarmException {

        private final transient Optional<String> why;
        private final transient TorrentSearch search;
        private final boolean offLine;

        private NobodyHasIt(
                String name,
                Duration limit,
                Optional<String> why,
                TorrentSearch search,
                String remedy,
                boolean offLine) {
            super(
                    "nobody gave the torrent of '%s' within %s%s"
                            .formatted(
                                    name, seconds(limit), why.map(": "::concat).orElse("")),
                    remedy,
                    null);
            this.why = why;
            this.search = search;
            this.offLine = offLine;
        }

        /**
         * The link's name or infohash, and how long somebody was looked for.
         *
         * @param why what is known of the reason, in words that may be a stranger's; empty for nothing
         * @param search how the search stood when it ended
         */
        public NobodyHasIt(String name, Duration limit, Optional<String> why, TorrentSearch search) {
            this(
                    name,
                    limit,
                    why,
                    search,
                    "try again when somebody seeds it, or get the torrent file from its publisher",
                    false);
        }

        /** This machine is in no network, so that only processes of its own could be asked. */
        public static NobodyHasIt offLine(String name, Duration limit, TorrentSearch search) {
            return new NobodyHasIt(
                    name,
                    limit,
                    Optional.of("this machine has no network"),
                    search,
                    "connect this machine to a network, and ask for it again",
                    true);
        }

        /** What is known of the reason, in words that may be a stranger's. */
        public Optional<String> why() {
            return why;
        }

        /** How the search stood when it ended. */
        public TorrentSearch search() {
            return search;
        }

        /** Tells whether it is for this machine being in no network. */
        public boolean isOffLine() {
            return offLine;
        }
    }

    /** Something did not happen within the time given. */
    public static final class TimedOut extends SwarmException {
        /** The event that was waited for, and how long. */
        public TimedOut(String what, Duration limit) {
            super(
                    "%s did not happen within %s".formatted(what, seconds(limit)),
                    "try again, with more time if the machine is busy",
                    null);
        }
    }

    /** The session or the transfer was closed while, or before, it was used. */
    public static final class Closed extends SwarmException {
        /** The thing that was closed. */
        public Closed(String what) {
            super(what + " is closed", "open it again", null);
        }
    }

    /** One of the session's own folders cannot be used. */
    public static final class FolderUnusable extends SwarmException {
        /** The path concerned and the failure underneath. */
        public FolderUnusable(Path path, IOException cause) {
            super(
                    "cannot use '%s': %s".formatted(path, IoReason.of(cause)),
                    "check that you may write there and that the disk is not full",
                    cause);
        }
    }

    private static String seconds(Duration time) {
        long seconds = Math.max(1, time.toSeconds());
        return seconds == 1 ? "1 second" : seconds + " seconds";
    }
}
