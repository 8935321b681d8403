package org.seedbank.cli.screen;

import org.seedbank.integrity.torrent.Metainfo;

/** A line about a private torrent (BEP 27), which says what its magnet link cannot promise. */
public final class PrivateText {

    private PrivateText() {}

    /** Who is asked for its peers; empty of a torrent that is not private. */
    public static String of(Metainfo torrent) {
        return torrent.isPrivate()
                ? "yes: its peers are had from its trackers alone; who begins with the magnet link may ask elsewhere before he knows"
                : "";
    }
}
