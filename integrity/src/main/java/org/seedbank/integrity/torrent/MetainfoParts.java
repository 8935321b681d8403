package org.seedbank.integrity.torrent;

import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.Sha256;

/**
 * Findings of the parser beside the hashes, checked. Documented at the accessors of {@link Metainfo}; {@code infoStart}
 * and {@code infoEnd} are where the {@code info} lies in the torrent's bytes.
 */
record MetainfoParts(
        String name,
        boolean singleFile,
        TorrentFormat format,
        int pieceLength,
        int infoStart,
        int infoEnd,
        List<TorrentFile> files,
        long rowLength,
        Optional<Sha256> datasetDigest,
        List<String> trackers,
        List<String> webSeeds,
        Optional<String> entryJson) {}
