package org.seedbank.integrity.fixity;

import java.util.List;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.DatasetPath;

/** Describes what verification learned about one file. Damage is a finding; it is never thrown. */
public sealed interface FileFinding {

    /** The length of a file whose publisher did not say how long it is. */
    long UNKNOWN_LENGTH = -1;

    /** The file's place in the dataset. */
    DatasetPath path();

    /**
     * The length it was published with, in bytes. Where a list does not tell it, the length that was found, and
     * {@link #UNKNOWN_LENGTH} of a file that is not there.
     */
    long length();

    /** Every byte is what was published. */
    record Intact(DatasetPath path, long length) implements FileFinding {}

    /**
     * Bytes differ from what was published.
     *
     * @param ranges where, to the piece; empty where only digests of whole files were compared
     */
    record Damaged(DatasetPath path, long length, List<ByteRange> ranges) implements FileFinding {

        /** Copies the ranges. */
        public Damaged {
            ranges = List.copyOf(ranges);
        }
    }

    /** There is no such file. */
    record Missing(DatasetPath path, long length) implements FileFinding {}

    /**
     * The file is shorter or longer than what was published.
     *
     * @param foundLength the length it has
     * @param ranges published bytes that are absent or differ; empty where the file only has bytes too many
     */
    record WrongLength(DatasetPath path, long length, long foundLength, List<ByteRange> ranges) implements FileFinding {

        /** Copies the ranges. */
        public WrongLength {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * The file is there and cannot be read.
     *
     * @param reason what the operating system said
     */
    record Unreadable(DatasetPath path, long length, String reason) implements FileFinding {}

    /**
     * Nothing can be said about the file, or part of it.
     *
     * @param reason why not
     */
    record NotVerified(DatasetPath path, long length, String reason) implements FileFinding {}

    /** The file was left out by whoever asked for the verification. */
    record NotChosen(DatasetPath path, long length) implements FileFinding {}

    /**
     * A file of a bag that is still to be fetched.
     *
     * @param url from where, as the bag says; a stranger's text
     */
    record NotFetched(DatasetPath path, long length, String url) implements FileFinding {}

    /**
     * A file of a bag that breaks a rule of BagIt, whatever its bytes are.
     *
     * @param reason which rule
     */
    record Invalid(DatasetPath path, long length, String reason) implements FileFinding {}
}
