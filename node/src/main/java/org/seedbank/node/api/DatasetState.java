package org.seedbank.node.api;

import java.util.Locale;

/** Describes what a node does with a dataset. */
public enum DatasetState {
    /** Its turn has not come: others are being looked at first. */
    WAITING,
    /** Files that have changed, or that nobody has looked at yet, are read and compared with what was published. */
    CHECKING,
    /** Only a magnet link is known of it; peers are asked for its torrent. */
    NO_TORRENT,
    /** Some of its bytes are not here yet. */
    FETCHING,
    /** All has arrived and is read again from the disk. */
    VERIFYING,
    /** All of it is here, was verified and is served to peers. */
    SEEDING,
    /** All of it is here and was verified; it is not served, because its ratio is reached or was not to be seeded. */
    COMPLETE,
    /** Paused by a person. */
    PAUSED,
    /** Files are not what was published; only the pieces that are known to be right are served. */
    DAMAGED,
    /** Pieces that are damaged or gone are got from the swarm and put in place. */
    MENDING,
    /** Its files are brought to another place, or are looked at where a person says that they are now. */
    MOVING,
    /** None of it is where it was: its disk is not mounted, or its folder was moved. */
    NOT_THERE,
    /** There is no room for the rest; it goes on by itself when there is. */
    NO_ROOM,
    /** Something else keeps it from going on, see {@link DatasetView#why()}. */
    FAILED;

    /** True where bytes are to come from peers, or its torrent is. */
    public boolean awaitsBytes() {
        return this == FETCHING || this == NO_TORRENT;
    }

    /** As people read it: {@code not there}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The state with this label. Throws {@link IllegalArgumentException} for another text. */
    public static DatasetState ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace(' ', '_'));
    }
}
