package org.seedbank.uploading;

import java.nio.file.Path;
import org.seedbank.integrity.Remedy;
import org.seedbank.integrity.SeedbankException;

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
