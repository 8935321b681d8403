package org.seedbank.swarm.internal.adding;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.tcp_endpoint_vector;
import org.libtorrent4j.swig.torrent_flags_t;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.internal.session.Endpoints;

/** What libtorrent is told when the torrent of a magnet link is looked for. */
final class MagnetParams {

    /** libtorrent creates empty files at once unless they are not wanted, and it does not say yet how many there are. */
    private static final int MOST_FILES = 1 << 18;

    private MagnetParams() {}

    static add_torrent_params of(
            Magnet magnet, SwarmSettings settings, List<InetSocketAddress> peers, torrent_flags_t flags) {
        error_code error = new error_code();
        byte_vector buffer = new byte_vector(Bencoder.encode(asResumeData(magnet, settings)));
        add_torrent_params params = libtorrent.read_resume_data_ex(buffer, error, TorrentReading.limits());
        buffer.delete();
        if (error.failed()) {
            throw new SwarmException.TorrentRefused(magnet.name().orElse("a magnet link"), error.message());
        }
        params.setFlags(flags);
        byte_vector unwanted = new byte_vector(MOST_FILES, (byte) 0);
        params.set_file_priorities(unwanted);
        unwanted.delete();
        tcp_endpoint_vector endpoints = new tcp_endpoint_vector();
        peers.stream().map(Endpoints::of).flatMap(Optional::stream).forEach(endpoints::add);
        params.setPeers(endpoints);
        return params;
    }

    private static SortedMap<String, Object> asResumeData(Magnet magnet, SwarmSettings settings) {
        TreeMap<String, Object> resume = new TreeMap<>();
        resume.put("file-format", "libtorrent resume file");
        resume.put("file-version", 1);
        magnet.v1().map(InfoHash::bytes).ifPresent(hash -> resume.put("info-hash", hash));
        magnet.v2().map(InfoHash::bytes).ifPresent(hash -> resume.put("info-hash2", hash));
        resume.put(
                "trackers",
                magnet.trackers().stream()
                        .filter(url -> TorrentParams.isTrackerFor(settings.network(), url))
                        .map(List::of)
                        .toList());
        // Nothing is ever written there.
        resume.put("save_path", settings.folders().resume().resolve("magnets").toString());
        return resume;
    }
}
