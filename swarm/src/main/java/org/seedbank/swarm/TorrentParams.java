package org.seedbank.swarm;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.tcp_endpoint_vector;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_info;
import org.seedbank.integrity.InfoHash;
import org.seedbank.integrity.Metainfo;

/** What libtorrent is told when a torrent is added. */
final class TorrentParams {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

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

    /** Without this, a session that may not leave the machine would still ask name servers for the trackers' hosts. */
    TorrentParams loopbackOnly() {
        resume.put(
                "trackers",
                torrent.trackers().stream()
                        .filter(TorrentParams::isLoopback)
                        .map(List::of)
                        .toList());
        resume.put(
                "url-list",
                torrent.webSeeds().stream().filter(TorrentParams::isLoopback).toList());
        return this;
    }

    static boolean isLoopback(String url) {
        try {
            String host = new URI(url).getHost();
            return host != null && LOOPBACK.matcher(host).matches();
        } catch (URISyntaxException e) {
            return false;
        }
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
