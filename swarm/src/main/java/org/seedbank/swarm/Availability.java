package org.seedbank.swarm;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Peers and trackers that could give a transfer what it lacks, at one moment.
 *
 * @param peers connected peers
 * @param seeds connected peers that have everything
 * @param offering connected peers that show something of what is missing and let it be asked for; empty while nobody has looked
 * @param knownPeers peers that were heard of, the connected ones among them, this session not: each once, as far as their ports
 *     and names tell
 * @param declining those of them that answer, and have nothing of what is missing: they hang up when they hear which torrent is
 *     wanted, or have none of these pieces
 * @param seedSeen when somebody who has everything was last connected, since the transfer began, or as far as whoever shows
 *     this remembers
 * @param copies how many copies those who are connected have together, where nobody has everything: below 1, what is
 *     missing is with nobody. Where nobody is connected, as it was last, as far as whoever shows this remembers
 * @param silentSince when the last byte came, where connected peers that were asked for pieces have sent nothing for some 10 s
 * @param given when a peer last sent bytes of it, since the transfer began, or as far as whoever shows this remembers: one that
 *     hands out an original piece by piece (BEP 16) never says that it has everything
 * @param trackerProblem what the last tracker or web seed said that did not help, after which of the two it is and its address, in
 *     libtorrent's or its own words: show them with care. Empty when one tracker works, or none was asked
 */
public record Availability(
        int peers,
        int seeds,
        OptionalInt offering,
        int knownPeers,
        int declining,
        Optional<Instant> seedSeen,
        OptionalDouble copies,
        Optional<Instant> silentSince,
        Optional<Instant> given,
        Optional<String> trackerProblem) {

    /** Throws {@link NullPointerException} when a part is missing. */
    public Availability {
        Objects.requireNonNull(offering, "offering");
        Objects.requireNonNull(seedSeen, "seedSeen");
        Objects.requireNonNull(copies, "copies");
        Objects.requireNonNull(silentSince, "silentSince");
        Objects.requireNonNull(given, "given");
        Objects.requireNonNull(trackerProblem, "trackerProblem");
    }

    /** Peers of which none declines, none is silent, none has given anything, and nobody has looked what they offer. */
    public Availability(
            int peers,
            int seeds,
            int knownPeers,
            Optional<Instant> seedSeen,
            OptionalDouble copies,
            Optional<String> trackerProblem) {
        this(
                peers,
                seeds,
                OptionalInt.empty(),
                knownPeers,
                0,
                seedSeen,
                copies,
                Optional.empty(),
                Optional.empty(),
                trackerProblem);
    }

    /** What peers mean for what is missing. */
    public enum Supply {
        /** Nobody is known. */
        NOBODY_KNOWN,
        /** Nobody is connected, and not all of those who are known answer. */
        NOBODY_ANSWERS,
        /** Nobody is connected: all who are known answer, and decline. */
        NOBODY_OFFERS,
        /** Connected peers that were asked for pieces send nothing any more. */
        PEERS_SILENT,
        /** Somebody who is connected has everything. */
        SEEDED,
        /**
         * Those who are connected show nothing of what is missing, or let nothing be asked for, as whoever may send nothing does. What
         * they show is not all that they have then.
         */
        NOTHING_OFFERED,
        /** Those who are connected have some of it, or nobody has looked yet. */
        SOME
    }

    /** What the peers mean: the one rule for all who tell of them. */
    public Supply supply() {
        if (peers == 0) {
            return knownPeers == 0
                    ? Supply.NOBODY_KNOWN
                    : declining >= knownPeers ? Supply.NOBODY_OFFERS : Supply.NOBODY_ANSWERS;
        }
        if (silentSince.isPresent()) {
            return Supply.PEERS_SILENT;
        }
        if (seeds > 0) {
            return Supply.SEEDED;
        }
        return offering.equals(OptionalInt.of(0)) ? Supply.NOTHING_OFFERED : Supply.SOME;
    }
}
