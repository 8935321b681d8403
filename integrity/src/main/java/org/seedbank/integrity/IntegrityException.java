package org.seedbank.integrity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Failure while datasets and torrents are read, hashed or verified. Damaged data is not among it. */
public abstract sealed class IntegrityException extends SeedbankException {

    private IntegrityException(String message, String remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    private IntegrityException(String message, Remedy remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    /** Why the operating system refused, without the file name that {@link IOException} messages repeat. */
    static String reason(IOException e) {
        return IoReason.of(e);
    }

    /** A torrent that cannot be believed: truncated, not bencode, or contradicting itself. */
    public static final class BadTorrent extends IntegrityException {

        private static final String ADVICE = "get the torrent again from its publisher";

        private final String reason;

        /**
         * A torrent is refused.
         *
         * @param reason what is wrong with it
         */
        public BadTorrent(String reason, Throwable cause) {
            this("this", reason, cause);
        }

        private BadTorrent(String what, String reason, Throwable cause) {
            super("%s is not a usable torrent: %s".formatted(what, reason), ADVICE, cause);
            this.reason = reason;
        }

        /** The same of a torrent that is in this file, or at this address. */
        public BadTorrent in(String where) {
            return new BadTorrent("'%s'".formatted(where), reason, getCause());
        }
    }

    /** A text that is no magnet link, or one that names no torrent. */
    public static final class BadMagnet extends IntegrityException {
        /** Says what is wrong with it. */
        public BadMagnet(String reason) {
            super("this is not a usable magnet link: " + reason, "copy the whole link, in quotes", null);
        }
    }

    /** A file that was to be read is not there or cannot be read. */
    public static final class CannotRead extends IntegrityException {
        /** The file and why the operating system refused. */
        public CannotRead(Path path, IOException cause) {
            super(
                    "cannot read '%s': %s".formatted(path, reason(cause)),
                    "check that it exists and that you may read it",
                    cause);
        }
    }

    /** A folder without a single regular file. */
    public static final class NothingToPublish extends IntegrityException {
        /** The folder. */
        public NothingToPublish(Path path) {
            this("'%s' holds no files".formatted(path));
        }

        private NothingToPublish(String message) {
            super(message, "name a file, or a folder with at least one file", null);
        }

        /** There are files, and all of them are left out. */
        public static NothingToPublish allLeftOut(Path path) {
            return new NothingToPublish("every file in '%s' is left out".formatted(path));
        }

        /** Files, but not a byte in any of them: there would be no piece to share. */
        public static NothingToPublish onlyEmptyFiles(Path path) {
            return new NothingToPublish("'%s' holds only empty files, which cannot be shared".formatted(path));
        }
    }

    /** More files than a torrent of a format can have. */
    public static final class TooManyFiles extends IntegrityException {
        /**
         * No torrent that could be read again holds so many files.
         *
         * @param format which hashes it would carry
         * @param most how many files such as these it can have, about
         */
        public TooManyFiles(Path path, long files, String format, long most) {
            super(
                    "'%s' has %d files, and a torrent with %s hashes can have about %d such files"
                            .formatted(path, files, format.toLowerCase(Locale.ROOT), most),
                    format.equalsIgnoreCase("v1")
                            ? "publish it in several parts"
                            : "publish it in several parts, or with v1 hashes, of which there is room for more files",
                    null);
        }
    }

    /** More pieces than a torrent can have. */
    public static final class TooManyPieces extends IntegrityException {
        /**
         * A dataset is too large for pieces of this length.
         *
         * @param pieceLength bytes in a piece
         * @param pieces how many there would be
         * @param most how many a torrent can have
         */
        public TooManyPieces(Path path, int pieceLength, long pieces, int most) {
            super(
                    "'%s' would be cut into %d pieces of %d bytes, more than %d"
                            .formatted(path, pieces, pieceLength, most),
                    "choose longer pieces, or publish it in several parts",
                    null);
        }
    }

    /** Something in a dataset that is no regular file: a link, a device, a socket, a pipe. */
    public static final class UnsupportedFile extends IntegrityException {
        /**
         * The file that is refused.
         *
         * @param kind what it is, such as {@code a symbolic link}
         * @param remedy what to do about this kind
         */
        public UnsupportedFile(Path path, String kind, String remedy) {
            this(path, kind, Remedy.advice(remedy));
        }

        /** The file that is refused, what it is, and what to do about this kind. */
        public UnsupportedFile(Path path, String kind, Remedy remedy) {
            this("'%s' is %s, which a dataset cannot hold".formatted(path, kind), remedy);
        }

        private UnsupportedFile(String message, Remedy remedy) {
            super(message, remedy, null);
        }

        /** Several links in a folder: how many of which kind, and their names. */
        public static UnsupportedFile links(Path folder, String links, String names, Remedy remedy) {
            return new UnsupportedFile(
                    "'%s' holds %s, which a dataset cannot hold: %s".formatted(folder, links, names), remedy);
        }
    }

    /** A file name that other systems or the torrent format cannot hold. */
    public static final class UnusableName extends IntegrityException {
        /**
         * The file that is refused.
         *
         * @param why what is wrong with its name
         */
        public UnusableName(Path path, String why) {
            this("the name of '%s' cannot be published: %s".formatted(path, why));
        }

        private UnusableName(String message) {
            super(message, "rename it", null);
        }

        /** A name that a format of lists has no place for. */
        public static UnusableName inList(Path path) {
            return new UnusableName("the name of '%s' has a line end, which this format cannot hold".formatted(path));
        }
    }

    /** A file that changed between the scan and the end of hashing. */
    public static final class ChangedWhileRead extends IntegrityException {
        /**
         * The file that changed.
         *
         * @param how what was seen to change
         */
        public ChangedWhileRead(Path path, String how, Throwable cause) {
            super(
                    "'%s' changed while it was read: %s".formatted(path, how),
                    "publish again when nothing writes to it any more",
                    cause);
        }
    }

    /** The place where a dataset should be is empty, or is not there any more. */
    public static final class NotThere extends IntegrityException {
        /** The path at which nothing was found. */
        public NotThere(Path path) {
            this("there is nothing at '%s'".formatted(path), null);
        }

        private NotThere(String message, Throwable cause) {
            super(message, "check the path, and that its disk is mounted", cause);
        }

        /** Something is at the path, and no file of the dataset or list. */
        public static NotThere nothingOf(String reference, Path path) {
            return new NotThere("there is nothing of '%s' at '%s'".formatted(reference, path), null);
        }

        /** All of it went away while it was read. */
        public static NotThere wentAway(Path path, Throwable cause) {
            return new NotThere("'%s' went away while it was read".formatted(path), cause);
        }
    }

    /** A part of a dataset that it does not have. */
    public static final class NoSuchMember extends IntegrityException {
        /** The dataset's name, what it does not have, and the files that it has. */
        public NoSuchMember(String dataset, String member, List<DatasetPath> files) {
            this("'%s' has no file or folder '%s'".formatted(dataset, member), NearMiss.ofMember(member, files));
        }

        private NoSuchMember(String message, Optional<String> near) {
            super(
                    message,
                    near.map("did you mean '%s'?"::formatted)
                            .map(Remedy::advice)
                            .orElseGet(() -> Remedy.of(Remedy.Kind.SEE_PATHS)),
                    null);
        }

        /** The same of a word that could have named another dataset as well. */
        public static NoSuchMember norDataset(String dataset, String word, List<DatasetPath> files) {
            return new NoSuchMember(
                    "'%s' has no file or folder '%s', and no dataset is called so".formatted(dataset, word),
                    NearMiss.ofMember(word, files));
        }
    }

    /** None of a dataset's files was chosen. */
    public static final class NothingChosen extends IntegrityException {
        /** The dataset's name. */
        public NothingChosen(String dataset) {
            super("no file of '%s' was chosen".formatted(dataset), Remedy.of(Remedy.Kind.SEE_MEMBERS), null);
        }
    }

    /** A file or folder by itself, of which it is not clear what of a dataset it is. */
    public static final class UnclearPart extends IntegrityException {
        private UnclearPart(String message) {
            super(message, "name the file or folder of the dataset that it should be, behind the path", null);
        }

        /** The dataset has no file of this name. */
        public static UnclearPart ofNone(Path path, String dataset) {
            return new UnclearPart("'%s' is a file, and '%s' has no file of its name".formatted(path, dataset));
        }

        /** The names fit several files or folders equally well. */
        public static UnclearPart ofSeveral(Path path, List<DatasetPath> parts) {
            return new UnclearPart("'%s' can be '%s' as well as '%s'".formatted(path, parts.get(0), parts.get(1)));
        }
    }

    /** A place in the file system that cannot hold what a torrent describes. */
    public static final class UnusableTarget extends IntegrityException {
        /**
         * The place that is refused.
         *
         * @param why what is wrong with it
         */
        public UnusableTarget(Path path, String why) {
            super("'%s' cannot be used: %s".formatted(path, why), "choose another folder", null);
        }
    }

    /** A disk that cannot hold names or lengths of what is to be put there; found before anything was written. */
    public static final class DoesNotFit extends IntegrityException {

        /** Most that are named. */
        public static final int NAMED = 10;

        /**
         * A folder on the disk that was tried.
         *
         * @param misfits each a path in single quotes and what is wrong with it; at least one
         */
        public DoesNotFit(Path folder, List<String> misfits, Remedy remedy) {
            super(
                    "the disk of '%s' cannot hold %s: %s; nothing was written"
                            .formatted(folder, count(misfits.size()), some(misfits)),
                    remedy,
                    null);
        }

        private static String count(int misfits) {
            return misfits == 1 ? "1 of the files or folders" : misfits + " of the files and folders";
        }

        private static String some(List<String> misfits) {
            String named = String.join(", ", misfits.subList(0, Math.min(NAMED, misfits.size())));
            return misfits.size() <= NAMED ? named : "%s and %d more".formatted(named, misfits.size() - NAMED);
        }
    }

    /** A list of digests that cannot be believed: of no known format, contradicting itself, or leading elsewhere. */
    public static final class BadList extends IntegrityException {

        private static final String REMEDY = "get the list again from whoever made it";

        /**
         * A list is refused for one of its lines.
         *
         * @param line number of the line, from 1
         * @param reason what is wrong with it
         */
        public BadList(Path list, long line, String reason) {
            super("'%s' is not a usable list: line %d: %s".formatted(list, line, reason), REMEDY, null);
        }

        /** A list is refused as a whole. */
        public BadList(Path list, String reason) {
            this(list, reason, REMEDY);
        }

        private BadList(Path list, String reason, String remedy) {
            super("'%s' is not a usable list: %s".formatted(list, reason), remedy, null);
        }

        /**
         * A list whose paths have backslashes that fit no files, neither as part of names nor between folders.
         *
         * @param there how many of those paths are in the folder when the backslash separates folders
         * @param paths how many there are
         */
        public static BadList withBackslashes(Path list, long there, long paths, Path folder) {
            return new BadList(
                    list,
                    "it has paths with '\\', as Windows writes them; read with '/' for it, %d of %d are in '%s'"
                            .formatted(there, paths, folder),
                    "check that this is the folder that the list was made in and that nothing is missing there, or write"
                            + " '/' into the list");
        }

        /**
         * A list with too many files.
         *
         * @param reason how many are too many
         */
        public static BadList tooLong(Path list, String reason) {
            return new BadList(list, reason, "give Java more memory, or verify by parts of the list");
        }

        /**
         * A list that is not what was signed.
         *
         * @param signer whose key the signature is of
         */
        public static BadList badlySigned(Path list, String signer) {
            return new BadList(
                    list,
                    "its signature by '%s' is BAD: it is not what was signed".formatted(signer),
                    "do not use it; get list and signature again from whoever made them");
        }

        /**
         * A list whose digests fit no file at all, and that does not tell of which kind they are.
         *
         * @param files how many files it names
         * @param assumed the kinds that the digests were taken for
         */
        public static BadList ofUnknownKind(Path list, int files, Set<DigestAlgorithm> assumed) {
            return new BadList(
                    list,
                    "%s; it may be of another kind of digest than %s"
                            .formatted(
                                    files == 1
                                            ? "the file does not match"
                                            : "not one of %d files matches".formatted(files),
                                    assumed.stream().map(DigestAlgorithm::label).collect(Collectors.joining(", "))),
                    "ask whoever made it which digests these are; where the list's own name ends with that, such as"
                            + " '.sha256', files that do not match are damaged");
        }
    }

    /** A folder that claims to be a bag (RFC 8493) and is put together so that nothing in it can be verified. */
    public static final class BadBag extends IntegrityException {
        /**
         * A bag is refused.
         *
         * @param reason what is wrong with it
         */
        public BadBag(Path bag, String reason) {
            super(
                    "'%s' is not a usable bag: %s".formatted(bag, reason),
                    "get the bag again from whoever made it",
                    null);
        }
    }

    /** Something that was to be written cannot be. */
    public static final class CannotWrite extends IntegrityException {
        /** The place and why the operating system refused. */
        public CannotWrite(Path path, IOException cause) {
            super("cannot write '%s': %s".formatted(path, reason(cause)), "check space and permissions there", cause);
        }
    }

    /** A file that is to be verified against a list that does not tell which of its lines is about it. */
    public static final class NotListed extends IntegrityException {
        /**
         * The list, and the name that was looked for.
         *
         * @param lines how many lines have that name
         */
        public NotListed(Path list, String name, int lines) {
            this(
                    "'%s' has %s of a file '%s'".formatted(list, lines == 0 ? "no line" : lines + " lines", name),
                    "name the folder that the list was made in");
        }

        private NotListed(String message, String remedy) {
            super(message, remedy, null);
        }

        /** The list has a digest, and no name of a file, so that in a folder it could be about any. */
        public static NotListed ofNone(Path list) {
            return new NotListed(
                    "'%s' has a digest and names no file".formatted(list), "name the file that it is about");
        }
    }
}
