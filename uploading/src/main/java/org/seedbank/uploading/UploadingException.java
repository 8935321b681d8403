package org.seedbank.uploading;

import org.seedbank.integrity.SeedbankException;

/** What can keep a dataset from being published, beside trouble with its files, the swarm or the catalog. */
public abstract sealed class UploadingException extends SeedbankException {

    private UploadingException(String message, String remedy, Throwable cause) {
        super(message, remedy, cause);
    }

    /** The description cannot be an entry's. */
    public static final class BadDescription extends UploadingException {
        /** What is wrong with it; the message of the cause names the field. */
        public BadDescription(IllegalArgumentException cause) {
            super(
                    "the description cannot be published: " + cause.getMessage(),
                    "give that field another value on the command line, or correct the dataset's own description",
                    cause);
        }
    }

    /** The dataset is listed, and the torrent in the catalog is not one that this copy can be seeded with. */
    public static final class ListedOtherwise extends UploadingException {
        /** What the catalog's torrent lacks. */
        public ListedOtherwise(String reason, Throwable cause) {
            super(
                    "the catalog lists this dataset with a torrent that cannot be used: " + reason,
                    "ask whoever keeps the catalog to remove that entry, then publish again",
                    cause);
        }
    }
}
