package org.seedbank.node.api;

import java.time.Instant;
import java.util.Optional;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.SwarmKey;

/**
 * Something that happened to a dataset of a node.
 *
 * @param time when it happened
 * @param kind what happened
 * @param key the dataset's name in the node
 * @param name the torrent's name
 * @param digest the dataset digest; absent for other people's torrents
 * @param serial what people call it in a catalog, such as {@code 3} or {@code group/3}, where that was told
 * @param detail how much, where and why, for a person; at most {@value #MAX_DETAIL} characters, a longer one is cut
 */
public record HistoryEntry(
        Instant time,
        Kind kind,
        SwarmKey key,
        String name,
        Optional<Sha256> digest,
        Optional<String> serial,
        String detail) {

    /** Room for the first of many damaged files, and for two long paths. */
    public static final int MAX_DETAIL = 2000;

    /** Cuts what is too long. */
    public HistoryEntry {
        detail = detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL) + "…";
    }

    /** Describes what can happen to a dataset. */
    public enum Kind {
        /** The node has it from now on, to seed or to fetch. */
        TAKEN_IN("taken in"),
        /** A catalog lists it, under a serial. */
        LISTED("listed"),
        /** Files of it that other versions on this machine had were copied, and need not be fetched. */
        REUSED("reused"),
        /** All bytes that were to come have come; they are verified next. */
        FETCHED("fetched"),
        /** Its files were read and are what was published. */
        VERIFIED("verified"),
        /** Files are not what was published. */
        DAMAGED("damaged"),
        /** Files that were damaged are again what was published. */
        MENDED("mended"),
        /** Its publisher has taken it back, and a person has told the node. */
        WITHDRAWN("withdrawn"),
        /** Another dataset was published where it lay, and its files have changed; the node does not have it any more. */
        RETIRED("retired"),
        /** The node did not take it, or not do with it what was asked. */
        REFUSED("refused"),
        /** The node does not have it any more. */
        REMOVED("removed");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** It in a person's words. */
        public String label() {
            return label;
        }
    }

    /** Returns the same of a dataset that people call this. */
    public HistoryEntry with(String known) {
        return new HistoryEntry(time, kind, key, name, digest, Optional.of(known), detail);
    }

    /** Something that happens now to the dataset of a torrent. */
    public static HistoryEntry now(Kind kind, Metainfo torrent, Optional<String> serial, String detail) {
        return new HistoryEntry(
                Instant.now(), kind, SwarmKey.of(torrent), torrent.name(), torrent.datasetDigest(), serial, detail);
    }
}
