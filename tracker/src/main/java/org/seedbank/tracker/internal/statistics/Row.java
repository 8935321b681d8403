package org.seedbank.tracker.internal.statistics;

import java.util.Optional;

/**
 * Figures of one dataset.
 *
 * @param catalog the name of its catalog; absent for an infohash that no dataset has
 * @param serial its number there
 * @param title what it is called, a stranger's text
 * @param infohash the first of those by which it is announced, as 40 hex digits
 * @param bytes its size, where that is known
 * @param seeders peers that have everything
 * @param leechers peers that lack something
 * @param paused those of them that fetch nothing more
 * @param completed downloads that were completed, ever
 * @param copies copies that there are, parts of copies included, as peers say
 * @param bytesLeft what all leechers lack, as they say
 * @param lastSeeded when somebody last had everything; absent for never
 */
record Row(
        Optional<String> catalog,
        Optional<String> serial,
        Optional<String> title,
        String infohash,
        Optional<Long> bytes,
        long seeders,
        long leechers,
        long paused,
        long completed,
        double copies,
        long bytesLeft,
        Optional<String> lastSeeded) {}
