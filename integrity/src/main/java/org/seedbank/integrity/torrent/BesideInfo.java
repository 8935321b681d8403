package org.seedbank.integrity.torrent;

import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.HostPort;

/**
 * What a torrent holds beside its {@code info}, where no infohash covers it: documented at the accessors of
 * {@link Metainfo}.
 */
record BesideInfo(
        List<List<String>> trackerTiers,
        List<String> webSeeds,
        List<String> httpSeeds,
        List<HostPort> nodes,
        Optional<String> entryJson) {}
