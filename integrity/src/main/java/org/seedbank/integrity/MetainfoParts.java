package org.seedbank.integrity;

import java.util.List;
import java.util.Optional;

/** What the parser found beside the hashes, checked. Documented at the accessors of {@link Metainfo}. */
record MetainfoParts(
        String name,
        boolean singleFile,
        TorrentFormat format,
        int pieceLength,
        Optional<InfoHash> infoHashV1,
        Optional<InfoHash> infoHashV2,
        List<TorrentFile> files,
        long rowLength,
        Optional<Sha256> datasetDigest,
        List<String> trackers,
        List<String> webSeeds,
        Optional<String> entryJson) {}
