package org.seedbank.catalog.folder;

import java.util.Optional;
import org.seedbank.catalog.Entry;

/** The place of one dataset in a folder. */
sealed interface Slot {

    /** No JSON; perhaps a torrent that nobody has made an entry of. */
    record Absent() implements Slot {}

    /** Something that cannot be used, and why; with the entry where only its torrent is at fault. */
    record Broken(String reason, Optional<Entry> entry) implements Slot {}

    /** An entry whose torrent is not there, or not yet. */
    record WithoutTorrent(Entry entry) implements Slot {}

    /** An entry with its torrent. */
    record Whole(Entry entry) implements Slot {}

    /** An entry that cannot be read and is told by its torrent instead, as it was when it was posted. */
    record Torn(Entry entry, String reason) implements Slot {}
}
