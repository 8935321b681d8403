package org.seedbank.uploading;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Trouble that keeps a dataset from being published, beside trouble with its files, the swarm or the catalog. */
public abstract sealed class UploadingException extends SeedbankException {

    private UploadingException(String message, String remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    private UploadingException(String message, Remedy remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    /** The description cannot be an entry's. */
    public static final class BadDescription extends UploadingException {
        /** The fault; the message of the cause names the field. */
        public BadDescription(IllegalArgumentException cause) {
            super(
                    "the description cannot be published: " + cause.getMessage(),
                    "give that field another value, or correct the dataset's own description",
                    cause);
        }
    }

    /** A path that is never published as it is. */
    public static final class NoDataset extends UploadingException {
        /** The path, and what speaks against it. */
        public NoDataset(Path path, String reason) {
            super(
                    "'%s' cannot be published: %s".formatted(path, reason),
                    "name the file or folder that holds the data",
                    null);
        }
    }

    /** Files of seedbank's own among those that would be published. */
    public static final class OwnState extends UploadingException {
        /** The dataset, and the names of the files. */
        public OwnState(Path path, String names) {
            super(
                    "'%s' holds files of seedbank's own, which are never published: %s".formatted(path, names),
                    Remedy.of(Remedy.Kind.LEAVE_OUT),
                    null);
        }
    }

    /** Files that look secret among those that would be published. */
    public static final class LikelySecrets extends UploadingException {
        /** The dataset, and the names of the files. */
        public LikelySecrets(Path path, String names) {
            super(
                    "'%s' holds what looks secret: %s".formatted(path, names),
                    Remedy.of(Remedy.Kind.LEAVE_OUT_SECRETS),
                    null);
        }
    }

    /** Names of which libtorrent makes something else in a torrent of the format, so that nobody could fetch it. */
    public static final class UnusableNames extends UploadingException {
        /** The dataset, the format, the names of the files, and a format in which all of them can be shared. */
        public UnusableNames(Path path, TorrentFormat format, String names, TorrentFormat instead) {
            super(
                    "'%s' holds names that other programs cannot take from a %s torrent: %s"
                            .formatted(path, label(format), names),
                    Remedy.of(Remedy.Kind.OTHER_FORMAT, label(instead)),
                    null);
        }

        private static String label(TorrentFormat format) {
            return format.name().toLowerCase(Locale.ROOT);
        }
    }

    /** A web server that a torrent is to name has other bytes than those that are published. */
    public static final class WrongWebSeed extends UploadingException {
        /** The server's address without personal keys, and what is wrong there. */
        public WrongWebSeed(String url, String finding) {
            super(
                    "the web seed '%s' has something else: %s".formatted(url, finding),
                    Remedy.of(Remedy.Kind.WRONG_WEB_SEED),
                    null);
        }
    }

    /** The list of trackers that publications name by themselves cannot be used. */
    public static final class BadTrackerList extends UploadingException {
        /** The file, and what is wrong. */
        public BadTrackerList(Path file, String reason, Throwable cause) {
            super(
                    "the list of default trackers '%s' cannot be used: %s".formatted(file, reason),
                    "correct the file, or move it away and add the trackers anew",
                    cause);
        }
    }

    /** Something is to be taken out of a torrent or an entry that is not in it. */
    public static final class NotThere extends UploadingException {
        /** The kind of thing, the address that was named, and those that are there, without personal keys. */
        public NotThere(String what, String named, List<String> present) {
            super(
                    "there is no %s '%s' to remove".formatted(what, named),
                    present.isEmpty() ? "it has none" : "name one that it has: " + String.join(", ", quoted(present)),
                    null);
        }

        private static List<String> quoted(List<String> texts) {
            return texts.stream().map("'%s'"::formatted).toList();
        }
    }

    /** Something that cannot be a newer version of what was named. */
    public static final class NoNewVersion extends UploadingException {
        /** The reason, and the way on. */
        public NoNewVersion(String reason, String remedy) {
            super("this is no newer version: " + reason, remedy, null);
        }
    }

    /** The dataset is listed, and the torrent in the catalog is not one that this copy can be seeded with. */
    public static final class ListedOtherwise extends UploadingException {
        /** The thing that the catalog's torrent lacks. */
        public ListedOtherwise(String reason, Throwable cause) {
            super(
                    "the catalog lists this dataset with a torrent that cannot be used: " + reason,
                    "ask whoever keeps the catalog to remove that entry, then publish again",
                    cause);
        }
    }
}
