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

    /**
     * Stretches of which is known that they are not proven: wrong, absent or undecided. Empty where all is proven, or
     * where it is not known which are not.
     */
    default List<ByteRange> unproven() {
        return List.of();
    }

    /** Every byte is what was published. */
    record Intact(DatasetPath path, long length) implements FileFinding {}

    /**
     * Bytes differ from what was published.
     *
     * @param ranges where, to the piece; empty where only digests of whole files were compared
     * @param undecided bytes that may differ or not, as the pieces that hold them have bytes of absent files
     */
    record Damaged(DatasetPath path, long length, List<ByteRange> ranges, List<ByteRange> undecided)
            implements FileFinding {

        /** Copies the ranges. */
        public Damaged {
            ranges = List.copyOf(ranges);
            undecided = List.copyOf(undecided);
        }

        /** A file of which all other bytes are right, or may be anything where no ranges are known. */
        public Damaged(DatasetPath path, long length, List<ByteRange> ranges) {
            this(path, length, ranges, List.of());
        }

        @Override
        public List<ByteRange> unproven() {
            return ByteRange.union(ranges, undecided);
        }
    }

    /** There is no such file. */
    record Missing(DatasetPath path, long length) implements FileFinding {}

    /**
     * The file is shorter or longer than what was published.
     *
     * @param foundLength the length it has
     * @param ranges published bytes that are absent or differ; empty where the file only has bytes too many
     * @param undecided bytes that may differ or not, as the pieces that hold them have bytes of absent files
     */
    record WrongLength(
            DatasetPath path, long length, long foundLength, List<ByteRange> ranges, List<ByteRange> undecided)
            implements FileFinding {

        /** Copies the ranges. */
        public WrongLength {
            ranges = List.copyOf(ranges);
            undecided = List.copyOf(undecided);
        }

        /** A file of which all other published bytes are right. */
        public WrongLength(DatasetPath path, long length, long foundLength, List<ByteRange> ranges) {
            this(path, length, foundLength, ranges, List.of());
        }

        @Override
        public List<ByteRange> unproven() {
            return ByteRange.union(ranges, undecided);
        }
    }

    /**
     * The file is there and cannot be read.
     *
     * @param reason what the operating system said
     */
    record Unreadable(DatasetPath path, long length, String reason) implements FileFinding {}

    /**
     * Nothing can be said about part of the file, or all of it; the rest is proven.
     *
     * @param reason why not
     * @param undecided of which bytes
     */
    record NotVerified(DatasetPath path, long length, String reason, List<ByteRange> undecided) implements FileFinding {

        /** Copies the ranges. */
        public NotVerified {
            undecided = List.copyOf(undecided);
        }

        @Override
        public List<ByteRange> unproven() {
            return undecided;
        }
    }

    /** The file was left out by whoever asked for the verification. */
    record NotChosen(DatasetPath path, long length) implements FileFinding {}

    /**
     * A file of a bag that is still to be fetched.
     *
     * @param url from where, as the bag says; a stranger's text
     */
    record NotFetched(DatasetPath path, long length, String url) implements FileFinding {}

    /** A file in the payload of a bag that none of its manifests lists: bytes too many. */
    record Unlisted(DatasetPath path, long length) implements FileFinding {}

    /**
     * A file of a bag that breaks a rule of BagIt, whatever its bytes are.
     *
     * @param reason which rule
     */
    record Invalid(DatasetPath path, long length, String reason) implements FileFinding {}
}
