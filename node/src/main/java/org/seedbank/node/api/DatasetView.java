package org.seedbank.node.api;

import com.google.gson.annotations.SerializedName;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.seedbank.downloading.TakenFiles;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.json.Derived;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmKey;

/**
 * One dataset of a node at one moment.
 *
 * @param key its name in the node
 * @param name the torrent's name
 * @param digest the dataset digest; absent for other people's torrents
 * @param infohashV1 absent without v1 hashes
 * @param infohashV2 absent without v2 hashes
 * @param path where it lies, or will: its folder or its one file; absolute
 * @param published whether it was published from here; its files are never written to then
 * @param added when the node got it
 * @param origin who brought it, such as {@code publish}, {@code get} or the id of an {@link Order}
 * @param state what the node does with it
 * @param why what keeps it from going on, or what a person should know; for a person
 * @param amounts how much of it is here
 * @param traffic what it moves
 * @param limits what it may use
 * @param damaged paths of files that are not what was published, at most {@value #MAX_DAMAGED}
 * @param verified when all its files were last found intact; of damaged ones that was before {@code upkeep.damagedSince}
 * @param upkeep what was done to know this, and to keep it so
 * @param sources ways by which it finds peers and bytes, with the last word of each, at most {@value Source#MOST}; of one
 *     whose torrent is not known, those that are asked for it; otherwise none while it is not in the swarm
 * @param isPrivate whether its peers are had from its torrent's trackers alone (BEP 27)
 * @param taken files that were not fetched, as copies of other versions on this machine had them; absent when there are none, and
 *     of what was taken before the node was started
 */
public record DatasetView(
        SwarmKey key,
        String name,
        Optional<Sha256> digest,
        Optional<InfoHash> infohashV1,
        Optional<InfoHash> infohashV2,
        String path,
        boolean published,
        Instant added,
        String origin,
        DatasetState state,
        Optional<String> why,
        Amounts amounts,
        Moves traffic,
        Limits limits,
        List<String> damaged,
        Optional<Instant> verified,
        Upkeep upkeep,
        List<Source> sources,
        @SerializedName("private") boolean isPrivate,
        Optional<TakenFiles> taken) {

    /** Most damaged files that are named. */
    public static final int MAX_DAMAGED = 100;

    private static final int DIGITS = 8;

    /** Copies the lists. */
    public DatasetView {
        damaged = List.copyOf(damaged);
        sources = List.copyOf(sources);
    }

    /** A dataset whose files nobody has looked at. */
    public DatasetView(
            SwarmKey key,
            String name,
            Optional<Sha256> digest,
            Optional<InfoHash> infohashV1,
            Optional<InfoHash> infohashV2,
            String path,
            boolean published,
            Instant added,
            String origin,
            DatasetState state,
            Optional<String> why,
            Amounts amounts,
            Moves traffic,
            Limits limits,
            List<String> damaged,
            Optional<Instant> verified) {
        this(
                key,
                name,
                digest,
                infohashV1,
                infohashV2,
                path,
                published,
                added,
                origin,
                state,
                why,
                amounts,
                traffic,
                limits,
                damaged,
                verified,
                Upkeep.NONE,
                List.of(),
                false,
                Optional.empty());
    }

    /**
     * Describes what a node has done to know that files are as they were, and to keep them so.
     *
     * @param looked when lengths and times of all files were last compared with those of the files that were verified, and
     *     were the same; absent while there is damage
     * @param damagedSince when damage was found first, if there is any now
     * @param note what the node has done lately that a person should know
     */
    public record Upkeep(Optional<Instant> looked, Optional<Instant> damagedSince, Optional<String> note) {
        /** Nothing. */
        public static final Upkeep NONE = new Upkeep(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * How much of a dataset is here.
     *
     * @param bytesDone bytes that are here and passed their hashes; while files are checked or verified, those read so far
     * @param bytesWanted bytes of the chosen files
     * @param bytesTotal bytes of all files
     * @param filesWanted number of the chosen files
     * @param filesTotal number of all files
     * @param filesDamaged number of files that are not what was published
     */
    public record Amounts(
            long bytesDone, long bytesWanted, long bytesTotal, int filesWanted, int filesTotal, int filesDamaged) {

        private static final long ALL = 100;

        /**
         * Hundredths of what is wanted that are here, or read where it is being checked; 100 only when that is all, and no file is
         * damaged, not even one without a byte.
         */
        public long percent() {
            long share = bytesWanted == 0 ? ALL : (long) Math.floor(1.0 * ALL * bytesDone / bytesWanted);
            return filesDamaged == 0 ? share : Math.min(share, ALL - 1);
        }
    }

    /**
     * Describes what a dataset moves over the network.
     *
     * @param downloadRate bytes received per second, over the last five seconds
     * @param uploadRate bytes sent per second, over the last five seconds
     * @param downloaded bytes received since the node has it, over all restarts
     * @param uploaded bytes sent since the node has it, over all restarts
     * @param peers peers that are connected now
     * @param seeds those of them that have everything
     * @param rejected how often bytes came that were not what was published
     * @param banned how many peers were banned for that
     */
    public record Moves(
            long downloadRate,
            long uploadRate,
            long downloaded,
            long uploaded,
            int peers,
            int seeds,
            long rejected,
            int banned) {

        /** Nothing yet. */
        public static final Moves NONE = new Moves(0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** Tells whether the node is at work on it. */
    public boolean isUnderWay() {
        return switch (state) {
            case WAITING, CHECKING, NO_TORRENT, FETCHING, VERIFYING, MENDING, MOVING -> true;
            case SEEDING, COMPLETE, PAUSED, DAMAGED, NOT_THERE, NO_ROOM, FAILED -> false;
        };
    }

    /** Tells whether all that is wanted of it has been here at some time, so that its place holds the dataset, if perhaps damaged. */
    public boolean hasArrived() {
        // Just after a fetch the time of the verification is not noted yet: the disk is to have everything first.
        boolean served = state == DatasetState.SEEDING || state == DatasetState.COMPLETE;
        boolean known = state != DatasetState.NO_TORRENT;
        return known
                && (published
                        || served
                        || verified.isPresent()
                        || amounts.filesDamaged() > 0
                        || amounts.bytesWanted() == 0);
    }

    /** What a person can call it by without doubt: the first digits of its digest, or of its infohash. */
    public String reference() {
        return digest.map(Sha256::hex).orElse(key.hex()).substring(0, DIGITS);
    }

    /** Its name for a person, with the one that it has in its folder where that is another. */
    public String called() {
        return otherName().map(other -> "'%s' as '%s'".formatted(name, other)).orElse("'%s'".formatted(name));
    }

    /** Returns what it is called in its folder, where that is not its own name. */
    public Optional<String> otherName() {
        if (state == DatasetState.NO_TORRENT) {
            return Optional.empty(); // Its path is the folder that will receive it.
        }
        Path place = Path.of(path).getFileName();
        return Optional.ofNullable(place).map(Path::toString).filter(other -> !published && !other.equals(name));
    }

    /** Bytes sent for each byte received; absent of what was never fetched, such as a published original. */
    @Derived
    public OptionalDouble ratio() {
        boolean fetched = !published && traffic.downloaded() > 0;
        return fetched ? OptionalDouble.of((double) traffic.uploaded() / traffic.downloaded()) : OptionalDouble.empty();
    }

    /** Seconds until all has arrived at the rate of now; absent when nothing arrives or nothing is to come. */
    @Derived
    public Optional<Long> secondsLeft() {
        long left = amounts.bytesWanted() - amounts.bytesDone();
        boolean moves = state == DatasetState.FETCHING && traffic.downloadRate() > 0 && left > 0;
        return moves ? Optional.of((left + traffic.downloadRate() - 1) / traffic.downloadRate()) : Optional.empty();
    }
}
