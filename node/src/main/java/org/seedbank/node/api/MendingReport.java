package org.seedbank.node.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.integrity.ByteRange;

/**
 * Describes what came of getting from the swarm what was damaged of a dataset, over all tries since a person has asked,
 * or since it was last intact.
 *
 * @param files what became of each file that was to be mended, at most {@value #MAX_FILES}
 * @param unnamed how many files more there were
 * @param bytesFetched bytes that came from the swarm, with padding
 * @param failure why not all pieces could be had, or why nothing could be mended at all
 */
public record MendingReport(List<MendedFile> files, int unnamed, long bytesFetched, Optional<MendingFailure> failure) {

    /** Most files that are named. */
    public static final int MAX_FILES = 1000;

    /** Most ranges that are named, of all files together. */
    public static final int MAX_RANGES = 10_000;

    /** Nothing was to be mended. */
    public static final MendingReport NOTHING = new MendingReport(List.of(), 0, 0, Optional.empty());

    /** Copies the list. */
    public MendingReport {
        files = List.copyOf(files);
    }

    /**
     * One file.
     *
     * @param path its place in the dataset
     * @param ranges of a mended one, the bytes that were replaced; where there are very many in all, the last covers the rest
     *     of them. Empty when it only had bytes too many
     * @param left why it is as it was; empty when it was mended
     */
    public record MendedFile(String path, List<ByteRange> ranges, Optional<String> left) {
        /** Copies the list. */
        public MendedFile {
            ranges = List.copyOf(ranges);
        }

        private MendedFile within(int most) {
            if (ranges.size() <= most) {
                return this;
            }
            int named = Math.max(0, most - 1);
            List<ByteRange> some = new ArrayList<>(ranges.subList(0, named));
            some.add(new ByteRange(
                    ranges.get(named).start(), ranges.get(ranges.size() - 1).end()));
            return new MendedFile(path, some, left);
        }
    }

    /** Sorts of failures. */
    public enum Reason {
        /** No peer sent what is needed. */
        NOBODY,
        /** Peers send bytes that are not what was published. */
        DAMAGE,
        /** Something else, such as a full disk. */
        OTHER
    }

    /** Why not everything could be mended; in words for a person. */
    public record MendingFailure(Reason reason, String message, String remedy) {}

    /** The report of this try, of which no more is named than may be. */
    public MendingReport bounded() {
        List<MendedFile> named = new ArrayList<>();
        int room = MAX_RANGES;
        for (MendedFile file : files.subList(0, Math.min(MAX_FILES, files.size()))) {
            MendedFile some = file.within(room);
            named.add(some);
            room -= some.ranges().size();
        }
        return new MendingReport(named, unnamed + files.size() - named.size(), bytesFetched, failure);
    }

    /** This and a later try in one; of a file that was in both, the later tells. */
    public MendingReport then(MendingReport later) {
        Map<String, MendedFile> all = new LinkedHashMap<>();
        files.forEach(file -> all.put(file.path(), file));
        later.files.forEach(file -> all.put(file.path(), file));
        return new MendingReport(
                        List.copyOf(all.values()),
                        Math.max(unnamed, later.unnamed),
                        bytesFetched + later.bytesFetched,
                        later.failure)
                .bounded();
    }
}
