package org.seedbank.cli.catalog;

import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.TorrentFormat;

/** A torrent, without its files, as commands print it; the manual says what the fields mean. */
public record TorrentJson(
        String name,
        Optional<Sha256> digest,
        TorrentFormat format,
        Optional<InfoHash> infohashV1,
        Optional<InfoHash> infohashV2,
        long pieceLength,
        long pieces,
        long bytes,
        List<String> trackers,
        List<String> webSeeds,
        String magnet) {

    /** The JSON of a torrent. */
    public static TorrentJson of(Metainfo torrent) {
        return new TorrentJson(
                torrent.name(),
                torrent.datasetDigest(),
                torrent.format(),
                torrent.infoHashV1(),
                torrent.infoHashV2(),
                torrent.pieceLength(),
                torrent.pieceCount(),
                torrent.totalLength(),
                torrent.trackers(),
                torrent.webSeeds(),
                torrent.magnetLink());
    }
}
