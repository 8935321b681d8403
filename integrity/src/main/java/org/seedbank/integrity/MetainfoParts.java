package org.seedbank.integrity;

import java.util.List;
import java.util.Optional;

/** What the parser found, checked. Documented at the accessors of {@link Metainfo}. */
@SuppressWarnings("ArrayRecordComponent")
record MetainfoParts(
        byte[] bytes,
        String name,
        boolean singleFile,
        TorrentFormat format,
        int pieceLength,
        Optional<InfoHash> infoHashV1,
        Optional<InfoHash> infoHashV2,
        List<TorrentFile> files,
        long rowLength,
        byte[] v1Pieces,
        List<byte[]> pieceLayers,
        Optional<Sha256> datasetDigest,
        List<String> trackers,
        List<String> webSeeds,
        Optional<String> entryJson) {}
