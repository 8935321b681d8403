package org.seedbank.catalog;

import org.seedbank.integrity.torrent.Metainfo;

/** Changes what is beside a dataset's bytes. Applied while nobody else changes it, perhaps to what somebody has just changed. */
public interface EditionChange {

    /** The entry with another description; this entry where nothing is to change. */
    Entry entry(Entry now);

    /** The torrent with other trackers or web seeds; this torrent where nothing is to change. */
    Metainfo torrent(Metainfo now);
}
