package org.seedbank.integrity.fixity;

import org.seedbank.integrity.torrent.TorrentLink;

/**
 * Describes what stands in the place of one of a dataset's symbolic links (BEP 47). A link has no bytes of its own, so
 * one that is not there is no damage, as disks without links cannot hold it.
 *
 * @param state what is there
 */
public record LinkFinding(TorrentLink link, State state) {

    /** Things that can stand in a link's place. */
    public enum State {
        /** The link, which leads where it should. */
        LINK,
        /** A copy of what it leads to, byte for byte. */
        COPY,
        /** Nothing. */
        MISSING,
        /** An empty file, which programs without links make instead. */
        EMPTY,
        /** A link that leads elsewhere, or something that cannot be compared, as what it should be a copy of is missing. */
        ELSEWHERE,
        /** A file or folder whose bytes are other ones than those of what it leads to. */
        DIFFERENT
    }
}
