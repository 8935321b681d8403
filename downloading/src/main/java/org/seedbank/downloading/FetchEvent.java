package org.seedbank.downloading;

import java.util.List;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.fixity.FixityReport;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.TransferStatus;

/** How a fetch comes along. */
public sealed interface FetchEvent {

    /** The files at the place already are being read; about ten times a second. */
    record Looked(Progress.Advance advance) implements FetchEvent {}

    /**
     * Other programs have left unfinished downloads at the place, whose bytes do not count; before a byte is fetched.
     *
     * @param files each a path below the place's folder in single quotes, and who left it
     */
    record HalfDone(List<String> files) implements FetchEvent {

        /** Most files that are named. */
        private static final int NAMED = 5;

        /** In words for a person, with what to do. */
        public String told() {
            String named = String.join(", ", files.subList(0, Math.min(NAMED, files.size())));
            String more = files.size() > NAMED ? " and %d more".formatted(files.size() - NAMED) : "";
            return ("there are %s%s: their bytes do not count, and all of it is fetched beside them; finish them with that"
                            + " program first, or delete them for the room that they take")
                    .formatted(named, more);
        }
    }

    /** Files that did not change are about to be taken from a copy of another version, so many; once for each version. */
    record Taking(TakenFiles planned) implements FetchEvent {}

    /**
     * Files that did not change are left to the swarm, as symbolic links stand where a copy of another version has them; once for
     * each version.
     *
     * @param from what the version is called
     * @param links how many of its files are links, or behind links
     * @param first the path of one of them
     */
    record PassedOver(String from, int links, DatasetPath first) implements FetchEvent {}

    /** Copies that a person has named give nothing, for this reason; once, before a byte is fetched. */
    record NothingTaken(String why) implements FetchEvent {}

    /** Such files are being copied; at least once for each, and after every few megabytes. */
    record Took(Progress.Advance advance) implements FetchEvent {}

    /** Bytes are checked or arrive; a few times a second. */
    record Transferred(TransferStatus status) implements FetchEvent {}

    /** Trackers and web seeds of the torrent are not asked: all of them, whenever there are more or fewer. */
    record Unasked(List<Source> sources) implements FetchEvent {}

    /** The files that arrived are being read again from the disk; about ten times a second. */
    record Verified(Progress.Advance advance) implements FetchEvent {}

    /** Files that were not what was published have been replaced, and stay beside that under these names. */
    record Kept(List<String> names) implements FetchEvent {}

    /** The copy has damage, and the damaged pieces are fetched again. */
    record Retried(FixityReport report) implements FetchEvent {}
}
