package org.seedbank.catalog;

/** What a folder holds in the place of one dataset. */
sealed interface Slot {

    /** No JSON; perhaps a torrent that nobody has made an entry of. */
    record Absent() implements Slot {}

    /** Something that cannot be used, and why. */
    record Broken(String reason) implements Slot {}

    /** An entry whose torrent is not there, or not yet. */
    record WithoutTorrent(Entry entry) implements Slot {}

    /** An entry with its torrent. */
    record Whole(Entry entry) implements Slot {}
}
