package org.seedbank.swarm;

import java.util.regex.Pattern;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;

/**
 * The name of a torrent among sessions and in file names: its v1 infohash, or without one the first 20 bytes of the v2
 * infohash, as trackers and the DHT truncate it (BEP 52).
 *
 * @param hex 40 lower-case hex digits
 */
public record SwarmKey(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{40}");

    /** Throws {@link IllegalArgumentException} when {@code hex} is not of that form. */
    public SwarmKey {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("'%s' is not 40 lower-case hex digits".formatted(hex));
        }
    }

    /** Digits in a key. */
    public static final int DIGITS = 40;

    /** The name of this torrent. */
    public static SwarmKey of(Metainfo torrent) {
        return of(torrent.infoHashV1().or(torrent::infoHashV2).orElseThrow());
    }

    /** The name of the torrent that has this for its v1 infohash, or, without one, for its v2 infohash. */
    public static SwarmKey of(InfoHash infoHash) {
        return new SwarmKey(infoHash.hex().substring(0, DIGITS));
    }

    @Override
    public String toString() {
        return hex;
    }
}
