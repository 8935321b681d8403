package org.seedbank.cli.catalog;

import com.google.gson.annotations.SerializedName;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.AddressKeys;
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
        List<List<String>> trackerTiers,
        List<String> webSeeds,
        List<String> nodes,
        @SerializedName("private") boolean isPrivate,
        String magnet) {

    /** The JSON of a torrent of which nobody says where it is seeded for good. */
    public static TorrentJson of(Metainfo torrent) {
        return of(torrent, List.of());
    }

    /**
     * The JSON of a torrent.
     *
     * @param seeds addresses of seeds, which its magnet link then has too
     */
    public static TorrentJson of(Metainfo torrent, List<HostPort> seeds) {
        return new TorrentJson(
                torrent.name(),
                torrent.datasetDigest(),
                torrent.format(),
                torrent.infoHashV1(),
                torrent.infoHashV2(),
                torrent.pieceLength(),
                torrent.pieceCount(),
                torrent.totalLength(),
                shown(torrent.trackers()),
                torrent.trackerTiers().stream().map(TorrentJson::shown).toList(),
                shown(torrent.webSeeds()),
                torrent.dhtNodes().stream().map(HostPort::toString).toList(),
                torrent.isPrivate(),
                torrent.magnetLink(seeds));
    }

    private static List<String> shown(List<String> urls) {
        return urls.stream().map(AddressKeys::hidden).toList();
    }
}
