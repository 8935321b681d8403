package org.seedbank.integrity.repair;

import java.util.List;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.DatasetPath;

/** Describes what became of one file that was to be mended. */
public sealed interface FileRepair {

    /** The file's place in the dataset. */
    DatasetPath path();

    /**
     * The file is what was published now.
     *
     * @param ranges bytes that were not before, to the leaf of 16 KiB; the whole file where it was missing, and empty
     *     where it only had bytes too many
     */
    record Mended(DatasetPath path, List<ByteRange> ranges) implements FileRepair {

        /** Copies the ranges. */
        public Mended {
            ranges = List.copyOf(ranges);
        }
    }

    /**
     * The file is as it was.
     *
     * @param reason why it could not be mended
     */
    record NotMended(DatasetPath path, String reason) implements FileRepair {}
}
