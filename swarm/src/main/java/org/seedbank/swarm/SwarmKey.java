package org.seedbank.swarm;

import org.seedbank.integrity.InfoHash;
import org.seedbank.integrity.Metainfo;

/**
 * The name of a torrent among sessions and in file names: its v1 infohash, or without one the first 20 bytes of the v2
 * infohash, as trackers and the DHT truncate it (BEP 52).
 *
 * @param hex 40 lower-case hex digits
 */
public record SwarmKey(String hex) {

    static final int DIGITS = 40;

    static SwarmKey of(Metainfo torrent) {
        return of(torrent.infoHashV1().or(torrent::infoHashV2).orElseThrow());
    }

    static SwarmKey of(InfoHash infoHash) {
        return new SwarmKey(infoHash.hex().substring(0, DIGITS));
    }

    @Override
    public String toString() {
        return hex;
    }
}
