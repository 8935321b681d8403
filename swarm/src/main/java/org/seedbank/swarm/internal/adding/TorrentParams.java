package org.seedbank.swarm.internal.adding;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.tcp_endpoint_vector;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_info;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.internal.session.Endpoints;
import org.seedbank.swarm.internal.session.NearAddress;
import org.seedbank.swarm.internal.transfer.PieceSet;
import org.seedbank.swarm.internal.transfer.TorrentLayout;

/** What libtorrent is told when a torrent is added. */
public final class TorrentParams {

    /** libtorrent's mark for a piece: bit 0 for being there, bit 1 for having been hashed. */
    private static final byte HAVE_AND_HASHED = 3;

    private final Metainfo torrent;
    private final torrent_info info;
    private final TreeMap<String, Object> resume = new TreeMap<>();

    private TorrentParams(Metainfo torrent, torrent_info info) {
        this.torrent = torrent;
        this.info = info;
        resume.put("file-format", "libtorrent resume file");
        resume.put("file-version", 1);
        torrent.infoHashV1().map(InfoHash::bytes).ifPresent(hash -> resume.put("info-hash", hash));
        torrent.infoHashV2().map(InfoHash::bytes).ifPresent(hash -> resume.put("info-hash2", hash));
    }

    static TorrentParams of(Metainfo torrent, TorrentReading reading, TorrentLayout layout) {
        TorrentParams params = new TorrentParams(torrent, reading.info());
        params.resume.put("save_path", layout.saveFolder().toString());
        List<String> renames = layout.renames(reading.info());
        if (!renames.stream().allMatch(String::isEmpty)) {
            params.resume.put("mapped_files", renames);
        }
        params.resume.put("trees", layout.trees(torrent, reading.slices()));
        params.resume.put("trackers", torrent.trackers().stream().map(List::of).toList());
        params.resume.put("url-list", torrent.webSeeds());
        return params;
    }

    TorrentParams choosing(List<Integer> priorities) {
        resume.put("file_priority", priorities);
        return this;
    }

    /** Fetches these pieces only, whatever files they are of. */
    TorrentParams choosingPieces(PieceSet pieces) {
        resume.put("piece_priority", pieces.flags());
        return this;
    }

    TorrentParams having(PieceSet pieces) {
        resume.put("pieces", pieces.flags());
        return this;
    }

    /** Says that every piece is there and was hashed, so that libtorrent does not hash it before it sends it. */
    TorrentParams hashed(int pieces) {
        byte[] flags = new byte[pieces];
        Arrays.fill(flags, HAVE_AND_HASHED);
        resume.put("pieces", flags);
        return this;
    }

    /** Without this, a session that may not go everywhere would still ask name servers for the trackers' hosts. */
    TorrentParams within(Network network) {
        resume.put(
                "trackers",
                torrent.trackers().stream()
                        .filter(url -> isTrackerFor(network, url))
                        .map(List::of)
                        .toList());
        resume.put(
                "url-list",
                torrent.webSeeds().stream()
                        .filter(url -> NearAddress.isWithin(network, url))
                        .toList());
        return this;
    }

    /** Trackers know each peer of each torrent that they are told of, so short of everywhere only our own are told. */
    public static boolean isTrackerFor(Network network, String url) {
        return network == Network.PUBLIC || NearAddress.isLoopback(url);
    }

    /** These flags, with those ways of finding peers turned off that lead further. */
    static torrent_flags_t within(Network network, torrent_flags_t flags) {
        return switch (network) {
            case LOCAL ->
                flags.or_(libtorrent.getDisable_dht())
                        .or_(libtorrent.getDisable_lsd())
                        .or_(libtorrent.getDisable_pex());
            case PRIVATE -> flags.or_(libtorrent.getDisable_dht());
            case PUBLIC -> flags;
        };
    }

    /** Trackers and web seeds are those of the parameters, whatever the torrent says. */
    static torrent_flags_t asTold() {
        return libtorrent.getOverride_trackers().or_(libtorrent.getOverride_web_seeds());
    }

    add_torrent_params build(List<InetSocketAddress> peers, torrent_flags_t flags) {
        error_code error = new error_code();
        byte_vector buffer = new byte_vector(Bencoder.encode(resume));
        add_torrent_params params = libtorrent.read_resume_data_ex(buffer, error, TorrentReading.limits());
        buffer.delete();
        if (error.failed()) {
            throw new SwarmException.TorrentRefused(torrent.name(), error.message());
        }
        params.set_ti(info);
        params.setFlags(flags.or_(asTold()));
        tcp_endpoint_vector endpoints = new tcp_endpoint_vector();
        peers.stream().map(Endpoints::of).flatMap(Optional::stream).forEach(endpoints::add);
        params.setPeers(endpoints);
        return params;
    }
}
