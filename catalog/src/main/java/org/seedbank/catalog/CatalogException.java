package org.seedbank.catalog;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.Sha256;

/** A failure of a catalog. The message says what and why, the remedy what to do next. */
public abstract sealed class CatalogException extends SeedbankException {

    private CatalogException(String message, String remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    /** A catalog's name as a person would type it: not percent-encoded. */
    private static String name(URI catalog) {
        return catalog.getScheme() + ":" + catalog.getSchemeSpecificPart();
    }

    /** No entry is meant by what was asked for. */
    public static final class UnknownDataset extends CatalogException {
        private static final String BY_SERIAL =
                "list the catalog and use a serial number, or at least %d digits of a digest";

        private static final String AS_LISTED =
                "list them and use a number as it stands there, or at least %d digits of a digest";

        private UnknownDataset(String message, String remedy) {
            super(message, remedy, null);
        }

        /** The catalog that was searched, and the serial, digest, prefix or infohash that it lacks. */
        public UnknownDataset(URI catalog, String reference) {
            this(catalog, reference, Optional.empty());
        }

        /** The same, with the nearest that exists, such as {@code 3, 'Soil'}. */
        public UnknownDataset(URI catalog, String reference, Optional<String> near) {
            this("catalog '%s' has no dataset '%s'".formatted(name(catalog), reference), meant(near, BY_SERIAL));
        }

        /**
         * The catalog that was searched, by its name on this machine, the reference that it lacks, and the nearest that exist:
         * datasets of this serial in other catalogs, or else one such as {@code 3, 'Soil'}.
         */
        public UnknownDataset(String catalog, String reference, List<String> elsewhere, Optional<String> near) {
            this(
                    "catalog '%s' has no dataset '%s'%s".formatted(catalog, reference, others(elsewhere)),
                    elsewhere.isEmpty()
                            ? meant(near, BY_SERIAL)
                            : "name the catalog too, as in '%s'".formatted(elsewhere.get(0)));
        }

        /** How many catalogs were searched, the digest, prefix or infohash that all of them lack, and the nearest that exists. */
        public UnknownDataset(int catalogs, String reference, Optional<String> near) {
            this("none of %d catalogs has a dataset '%s'".formatted(catalogs, reference), meant(near, AS_LISTED));
        }

        private static String meant(Optional<String> near, String otherwise) {
            return near.map("did you mean %s?"::formatted).orElseGet(() -> otherwise.formatted(EntryRules.MIN_PREFIX));
        }

        private static String others(List<String> elsewhere) {
            return elsewhere.stream()
                    .limit(3)
                    .map(each -> "; '%s' has %s".formatted(each.substring(0, each.lastIndexOf('/')), each))
                    .collect(Collectors.joining());
        }
    }

    /** More than one entry is meant by what was asked for. */
    public static final class AmbiguousReference extends CatalogException {
        /**
         * The catalog that was searched, what was asked for, and what it may mean.
         *
         * @param count how many entries there are
         * @param serials the first of them by their serials, such as {@code 3 (4d35d5b95724)}
         */
        public AmbiguousReference(URI catalog, String reference, int count, List<String> serials) {
            super(
                    "'%s' means %d datasets in catalog '%s'".formatted(reference, count, name(catalog)),
                    "use one of the serial numbers " + some(count, serials),
                    null);
        }

        /**
         * The reference that was given, and the entries that it may mean where serials alone do not tell them apart.
         *
         * @param count how many there are
         * @param names the first of them as a person can name them, such as {@code soil/3 (4d35d5b95724)}
         */
        public AmbiguousReference(String reference, int count, List<String> names) {
            super("'%s' means %d datasets".formatted(reference, count), "use one of " + some(count, names), null);
        }

        private static String some(int count, List<String> names) {
            return String.join(", ", names) + (count > names.size() ? ", …" : "");
        }
    }

    /** A serial meant one dataset on this machine, and another one now has it. */
    public static final class ContestedSerial extends CatalogException {
        /**
         * The catalog that was searched, and the serial.
         *
         * @param candidates the datasets that it means and meant, as far as they are listed, in words
         */
        public ContestedSerial(URI catalog, String serial, List<String> candidates) {
            super(
                    "serial '%s' in catalog '%s' has meant another dataset on this machine than it means now"
                            .formatted(serial, name(catalog)),
                    candidates.isEmpty()
                            ? "list the catalog and use a digest"
                            : "use a digest: " + String.join(", ", candidates),
                    null);
        }
    }

    /** The catalog could not be read. */
    public static final class Unreachable extends CatalogException {
        private final boolean refused;

        /**
         * Reading failed.
         *
         * @param reason why, such as {@code permission denied}
         * @param remedy what to check
         */
        public Unreachable(URI catalog, String reason, String remedy, Throwable cause) {
            this(catalog, reason, remedy, cause, false);
        }

        private Unreachable(URI catalog, String reason, String remedy, Throwable cause, boolean refused) {
            super("cannot read catalog '%s': %s".formatted(name(catalog), reason), remedy, cause);
            this.refused = refused;
        }

        /** The catalog answered, and what it holds is not taken: it will be no better for some time. */
        public static Unreachable refusing(URI catalog, String reason, String remedy, Throwable cause) {
            return new Unreachable(catalog, reason, remedy, cause, true);
        }

        /** True when there was an answer that cost something to read, and to ask soon again is in vain. */
        public boolean isRefused() {
            return refused;
        }
    }

    /** There is no catalog at the place, or none that this person may see. */
    public static final class NotVisible extends CatalogException {
        private final String reason;

        /**
         * Nothing was found.
         *
         * @param reason what that may mean
         * @param remedy what to check
         */
        public NotVisible(URI catalog, String reason, String remedy, Throwable cause) {
            super("cannot find catalog '%s': %s".formatted(name(catalog), reason), remedy, cause);
            this.reason = reason;
        }

        /** Returns what that may mean, without saying of which catalog. */
        public String reason() {
            return reason;
        }
    }

    /** The catalog lists a file and does not hand it out; of its other files that says nothing. */
    public static final class Withheld extends CatalogException {
        private final String reason;

        /**
         * A file cannot be had.
         *
         * @param file its name, a stranger's text
         * @param reason why, such as {@code its owner does not let readers download it}
         * @param remedy what to do about it
         */
        public Withheld(URI catalog, String file, String reason, String remedy, Throwable cause) {
            super("catalog '%s' does not hand out '%s': %s".formatted(name(catalog), file, reason), remedy, cause);
            this.reason = reason;
        }

        /** Returns why, without saying of which file. */
        public String reason() {
            return reason;
        }
    }

    /** The catalog did not take what was to be written; nothing of it was left behind. */
    public static final class Refused extends CatalogException {
        /**
         * Writing failed.
         *
         * @param reason why, such as {@code no space left on device}
         * @param remedy what to do about it
         */
        public Refused(URI catalog, String reason, String remedy, Throwable cause) {
            super("cannot write to catalog '%s': %s".formatted(name(catalog), reason), remedy, cause);
        }
    }

    /** The entry that was asked for is there but cannot be used. */
    public static final class BrokenEntry extends CatalogException {
        /**
         * The entry and what is wrong with it.
         *
         * @param remedy what to do about it
         */
        public BrokenEntry(URI catalog, Sha256 digest, String reason, String remedy) {
            super(
                    "the entry '%s' in catalog '%s' is broken: %s".formatted(digest, name(catalog), reason),
                    remedy,
                    null);
        }
    }

    /** A text that should be an entry is not one. */
    public static final class MalformedEntry extends CatalogException {
        private final String reason;

        /**
         * The text is refused.
         *
         * @param reason what is wrong with it, naming the field
         */
        public MalformedEntry(String reason) {
            super("this is not a catalog entry: " + reason, "get the entry again from its publisher", null);
            this.reason = reason;
        }

        /** The fault in the text, without saying that it should be an entry. */
        public String reason() {
            return reason;
        }
    }

    /** A torrent is not the one that the entry describes. */
    public static final class TorrentMismatch extends CatalogException {
        private final List<String> disagreements;

        /** The entry's digest and each point on which the torrent says something else, at least one. */
        public TorrentMismatch(Sha256 digest, List<String> disagreements) {
            super(
                    "the torrent of '%s' is not the one its entry describes: %s"
                            .formatted(digest, String.join("; ", disagreements)),
                    "do not use this torrent; ask the publisher to check the catalog",
                    null);
            this.disagreements = List.copyOf(disagreements);
        }

        /** Each point on which entry and torrent differ. */
        public List<String> disagreements() {
            return disagreements;
        }
    }

    /** Another process or thread kept the catalog locked for too long. */
    public static final class Locked extends CatalogException {
        /**
         * Waiting ended.
         *
         * @param owner who holds the lock, as far as it is known
         * @param waited how long this writer waited
         */
        public Locked(URI catalog, String owner, Duration waited) {
            super(
                    "catalog '%s' was locked by %s for more than %d ms"
                            .formatted(name(catalog), owner, waited.toMillis()),
                    "try again when it has finished",
                    null);
        }
    }

    /** A text does not name a catalog that this version can open. */
    public static final class Unsupported extends CatalogException {
        /** The name as it was given, and why it names no catalog. */
        public Unsupported(String name, String reason) {
            super(
                    "cannot open the catalog '%s': %s".formatted(name, reason),
                    "name a folder: 'dir:PATH', or the path of a folder that exists; a folder of Google Drive: its"
                            + " address, or 'gdrive:ID'; or a web address: 'https://HOST/PATH/'",
                    null);
        }
    }

    /** Nobody is logged in who may do this, or the login is not valid any more. */
    public static final class NeedsLogin extends CatalogException {
        /**
         * A login is needed.
         *
         * @param reason why, such as {@code the login has expired or was revoked}
         * @param remedy how to get a valid one
         */
        public NeedsLogin(String reason, String remedy, Throwable cause) {
            super(reason, remedy, cause);
        }
    }

    /** Logging in did not work; whoever was logged in before still is. */
    public static final class LoginFailed extends CatalogException {
        /**
         * Logging in ended.
         *
         * @param reason why, such as {@code nobody answered within 5 minutes}
         * @param remedy what to do about it
         */
        public LoginFailed(String reason, String remedy, Throwable cause) {
            super("cannot log in: " + reason, remedy, cause);
        }
    }

    /** A file of settings or credentials cannot be used. */
    public static final class BadSettings extends CatalogException {
        /**
         * The file and what is wrong with it.
         *
         * @param remedy what to do about it
         */
        public BadSettings(Path file, String reason, String remedy, Throwable cause) {
            super("cannot use '%s': %s".formatted(file, reason), remedy, cause);
        }
    }

    /** A name is not one of a catalog that was added, or cannot be given to one. */
    public static final class BadName extends CatalogException {
        /**
         * The name and what is wrong with it.
         *
         * @param remedy what to do about it
         */
        public BadName(String name, String reason, String remedy) {
            super("'%s' %s".formatted(name, reason), remedy, null);
        }
    }

    /** A catalog could not be exported; what was exported before is still whole. */
    public static final class CannotExport extends CatalogException {
        /**
         * The folder that was to be written, and why it was not.
         *
         * @param remedy what to do about it
         */
        public CannotExport(Path folder, String reason, String remedy, Throwable cause) {
            super("cannot export to '%s': %s".formatted(folder, reason), remedy, cause);
        }
    }
}
