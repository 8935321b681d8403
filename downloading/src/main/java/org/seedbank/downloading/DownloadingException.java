package org.seedbank.downloading;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.Sha256;
import org.seedbank.swarm.Source;

/** Trouble that keeps a dataset from being fetched, beside trouble with the torrent, the swarm or the catalog. */
public abstract sealed class DownloadingException extends SeedbankException {

    private DownloadingException(String message, String remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    private DownloadingException(String message, Remedy remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    /** A torrent file is named by another dataset's digest. */
    public static final class Renamed extends DownloadingException {
        /** The file, and the digest that its torrent carries. */
        public Renamed(Path file, Sha256 actual) {
            super(
                    "'%s' holds the torrent of dataset '%s', not of the one it is named after".formatted(file, actual),
                    "if that is the dataset you want, give the file another name; otherwise get the torrent again",
                    null);
        }
    }

    /** A torrent in a catalog, without an entry, is not the one that the catalog's list tells of. */
    public static final class Swapped extends DownloadingException {
        /** The name that the torrent has in the catalog. */
        public Swapped(String name) {
            super(
                    "the torrent '%s' is not the one that was listed".formatted(name),
                    "list the catalog anew; if it stays so, ask whoever keeps the catalog",
                    null);
        }
    }

    /** What was taken for a torrent is a page, perhaps the one on which it is offered, or which wants a login first. */
    public static final class WebPage extends DownloadingException {
        /**
         * The file or address.
         *
         * @param to where that has led
         * @param title the page's own title, a stranger's text
         */
        public WebPage(String where, Optional<String> to, Optional<String> title) {
            super(
                    "'%s' %s a web page%s, not a torrent"
                            .formatted(
                                    where,
                                    to.map("leads to '%s',"::formatted).orElse("is"),
                                    title.map(" with the title '%s'"::formatted).orElse("")),
                    "open it in a browser, and use the address of the torrent file itself, or the file that the browser"
                            + " saves; a magnet link will do too",
                    null);
        }
    }

    /** A torrent could not be had from a URL. */
    public static final class CannotDownload extends DownloadingException {
        /**
         * The download failed.
         *
         * @param url the URL, without user and query, which may be secret
         * @param reason why
         */
        public CannotDownload(String url, String reason, Throwable cause) {
            this(url, reason, Remedy.advice("check the address and the network"), cause);
        }

        /** The download failed, and this is what can be done. */
        public CannotDownload(String url, String reason, Remedy remedy, Throwable cause) {
            super("cannot download the torrent '%s': %s".formatted(url, reason), remedy, cause);
        }
    }

    /** A reference that only a swarm can follow. */
    public static final class UnknownKind extends DownloadingException {
        /** The reference. */
        public UnknownKind(String reference) {
            super(
                    "'%s' is a magnet link, which names a torrent and does not hold it".formatted(reference),
                    Remedy.of(Remedy.Kind.FETCH_IT),
                    null);
        }
    }

    /** The disk has no room for what is still to come. */
    public static final class NoRoom extends DownloadingException {
        /** The folder, bytes that are needed there, bytes that are free, and how many of those are to stay free. */
        public NoRoom(Path folder, long needed, long free, long reserve) {
            super(
                    "'%s' needs %d bytes more and its disk has %d free%s"
                            .formatted(
                                    folder,
                                    needed,
                                    free,
                                    reserve == 0 ? "" : ", of which %d are kept for others".formatted(reserve)),
                    "free some space, or choose a folder on another disk",
                    null);
        }
    }

    /** Something stands where the dataset should go. */
    public static final class InTheWay extends DownloadingException {
        /**
         * The path and what it is.
         *
         * @param what such as {@code a symbolic link}
         */
        public InTheWay(Path path, String what) {
            super(
                    "'%s' is %s, and the dataset needs that place".formatted(path, what),
                    Remedy.of(Remedy.Kind.OTHER_FOLDER, "move it away"),
                    null);
        }
    }

    /** Files that are not what was published, and that seedbank did not fetch, stand where those of the dataset should go. */
    public static final class FilesInTheWay extends DownloadingException {

        /** Most files that are named. */
        public static final int NAMED = 10;

        /** The place, and the files' paths in the dataset. */
        public FilesInTheWay(Path root, List<String> paths) {
            this(root, paths, 0);
        }

        /**
         * The place, and the files' paths in the dataset.
         *
         * @param zeros how many of those that are named hold nothing but zeros
         */
        public FilesInTheWay(Path root, List<String> paths, int zeros) {
            super(
                    "'%s' holds %s not what was published: %s%s"
                            .formatted(root, count(paths.size()), some(paths), zeros(zeros)),
                    Remedy.of(Remedy.Kind.OTHER_PLACE),
                    null);
        }

        private static String zeros(int files) {
            return files == 0
                    ? ""
                    : "; %d of these %s nothing but zeros, as programs make files before their bytes come"
                            .formatted(files, files == 1 ? "holds" : "hold");
        }

        private static String count(int files) {
            return files == 1 ? "1 file that is" : files + " files that are";
        }

        private static String some(List<String> paths) {
            String named = paths.stream().limit(NAMED).map("'%s'"::formatted).collect(Collectors.joining(", "));
            return paths.size() <= NAMED ? named : "%s and %d more".formatted(named, paths.size() - NAMED);
        }
    }

    /** Something has come to a place while its dataset was fetched. */
    public static final class CameMeanwhile extends DownloadingException {
        /** The path and what it is. */
        public CameMeanwhile(Path path, String what) {
            super(
                    "'%s' is %s that came there during the fetch, and it was not touched".formatted(path, what),
                    "move it away and fetch again, or fetch to another place; what has arrived is kept",
                    null);
        }
    }

    /** A torrent whose names a person has to confirm, or that takes names of ours. */
    public static final class NameRefused extends DownloadingException {

        private NameRefused(String message, Remedy remedy) {
            super(message, remedy, null);
        }

        /** The dataset's own name begins with a dot, so it would be hidden, or be some program's settings. */
        public static NameRefused hidden(String name) {
            return new NameRefused(
                    "the dataset's name '%s' begins with a dot, as those of hidden files and settings do"
                            .formatted(name),
                    Remedy.of(Remedy.Kind.CONFIRM_NAME));
        }

        /** A name that only seedbank itself may give. */
        public static NameRefused ours(String name) {
            return new NameRefused(
                    "the name '%s' begins as those do that seedbank gives to its own files".formatted(name),
                    Remedy.of(Remedy.Kind.OTHER_NAME));
        }
    }

    /** The folder for what arrives cannot be trusted. */
    public static final class IncomingRefused extends DownloadingException {
        /** The folder, and what is wrong with it. */
        public IncomingRefused(Path folder, String reason) {
            super(
                    "'%s', which receives what is fetched, %s".formatted(folder, reason),
                    "fetch into a folder that only you may write to, or delete that one if you know whose it is",
                    null);
        }
    }

    /** The target cannot be written. */
    public static final class CannotWrite extends DownloadingException {
        /** The path and why the operating system refused. */
        public CannotWrite(Path path, String reason, Throwable cause) {
            super(
                    "cannot write '%s': %s".formatted(path, reason),
                    Remedy.of(Remedy.Kind.OTHER_FOLDER, "check that you may write there"),
                    cause);
        }
    }

    /** No file of the dataset was chosen. */
    public static final class NothingChosen extends DownloadingException {
        /** The dataset's name. */
        public NothingChosen(String name) {
            super("no file of '%s' was chosen".formatted(name), Remedy.of(Remedy.Kind.SEE_FILES), null);
        }
    }

    /** Whoever has the dataset has a damaged copy. */
    public static final class OnlyDamage extends DownloadingException {
        private static final int MOST_NAMED = 3;

        /** The dataset's name, and its sources, of which those are named that sent wrong bytes. */
        public OnlyDamage(String name, List<Source> sources) {
            super(
                    whoSentWrong(sources)
                            .map(who -> "%s sent bytes of '%s' that are not what was published".formatted(who, name))
                            .orElse("the peers of '%s' send bytes that are not what was published".formatted(name)),
                    advice(sources) + ", and try again; what has arrived intact is kept",
                    null);
        }

        /** A server verifies nothing: somebody has to put the files right. */
        private static String advice(List<Source> sources) {
            List<Source.Kind> wrong = sources.stream()
                    .filter(OnlyDamage::sentWrong)
                    .map(Source::kind)
                    .distinct()
                    .toList();
            String server = "have the files of the web seed put right by whoever keeps it";
            String peers = "ask them to verify their copy";
            if (wrong.equals(List.of(Source.Kind.WEB_SEED))) {
                return server;
            }
            return wrong.contains(Source.Kind.WEB_SEED) ? server + ", ask the peers to verify their copy" : peers;
        }

        private static Optional<String> whoSentWrong(List<Source> sources) {
            List<String> named = sources.stream()
                    .filter(OnlyDamage::sentWrong)
                    .map(each -> each.kind().label() + " " + each.address())
                    .toList();
            String first = named.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
            int more = named.size() - MOST_NAMED;
            return Optional.of(more > 0 ? "%s and %d more".formatted(first, more) : first)
                    .filter(who -> !who.isEmpty());
        }

        /** Tells whether a source sent what is not of the dataset. */
        public static boolean sentWrong(Source source) {
            return source.fault().equals(Optional.of(Source.Fault.WRONG_BYTES));
        }
    }

    /** Nobody gave what a repair still needs. */
    public static final class PiecesMissing extends DownloadingException {
        /** The dataset's name and how long nothing came. */
        public PiecesMissing(String name, Duration silence) {
            super(
                    "nobody sent the pieces that '%s' lacks for %d s".formatted(name, silence.toSeconds()),
                    "try again when somebody seeds it, or repair it from another copy; mended files stay mended",
                    null);
        }
    }

    /** Another process fetches into the same place. */
    public static final class Busy extends DownloadingException {
        /** The place. */
        public Busy(Path root) {
            super("another seedbank is fetching into '%s'".formatted(root), "wait until it has finished", null);
        }
    }
}
