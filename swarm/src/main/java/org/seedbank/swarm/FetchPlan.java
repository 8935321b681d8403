package org.seedbank.swarm;

import java.net.InetSocketAddress;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A choice of what to fetch, and from whom besides those that trackers, DHT and other processes of this machine name.
 *
 * @param files indexes in the torrent's list of files; empty for all. The others are neither created nor downloaded
 * @param pieces numbers of the only pieces to fetch; empty for all of the files'. They go into the files that they are
 *     of, which are sparse around them; nothing is written down for a later fetch, and no other process is told of it
 * @param peers peers to try at once
 * @param trustResume whether an earlier unfinished fetch is believed without hashing what it left, see
 *     {@link Swarm#fetch}; false hashes everything that is there first
 */
public record FetchPlan(
        Optional<Set<Integer>> files, Optional<BitSet> pieces, List<InetSocketAddress> peers, boolean trustResume) {

    /**
     * Copies its arguments. Throws {@link IllegalArgumentException} when there are files or pieces to choose but none is
     * chosen, or both are to choose.
     */
    public FetchPlan {
        files = files.map(Set::copyOf);
        pieces = pieces.map(chosen -> (BitSet) chosen.clone());
        peers = List.copyOf(peers);
        if (files.isPresent() && files.get().isEmpty()) {
            throw new IllegalArgumentException("a fetch needs at least one file");
        }
        if (pieces.isPresent() && (pieces.get().isEmpty() || files.isPresent())) {
            throw new IllegalArgumentException("a fetch of pieces needs at least one, and no choice of files");
        }
    }

    /** Every file, with no peer known beforehand. */
    public static FetchPlan everything() {
        return new FetchPlan(Optional.empty(), Optional.empty(), List.of(), true);
    }

    /** This plan with these files only, by their indexes in the torrent's list of files. */
    public FetchPlan only(Set<Integer> chosen) {
        return new FetchPlan(Optional.of(chosen), pieces, peers, trustResume);
    }

    /** This plan with these pieces only. Their place should be empty, or hold what an earlier fetch of pieces left. */
    public FetchPlan onlyPieces(BitSet chosen) {
        return new FetchPlan(files, Optional.of(chosen), peers, trustResume);
    }

    /** This plan with these peers. */
    public FetchPlan from(List<InetSocketAddress> known) {
        return new FetchPlan(files, pieces, known, trustResume);
    }

    /** This plan, but everything that is already there is hashed first. */
    public FetchPlan distrustingResume() {
        return new FetchPlan(files, pieces, peers, false);
    }

    /** True when the file with this index is to be fetched. */
    public boolean wants(int file) {
        return files.map(chosen -> chosen.contains(file)).orElse(true);
    }
}
