package org.seedbank.swarm.internal.adding;

import java.net.InetSocketAddress;
import java.util.List;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.torrent_flags_t;
import org.seedbank.integrity.torrent.Magnet;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.internal.session.Endpoints;

/** Parameters with which libtorrent looks for the torrent of a magnet link. */
final class MagnetParams {

    /** libtorrent creates empty files at once unless they are not wanted, and it does not say yet how many there are. */
    private static final int MOST_FILES = 1 << 18;

    private MagnetParams() {}

    static add_torrent_params of(
            Magnet magnet,
            TorrentUrls urls,
            SwarmSettings settings,
            List<InetSocketAddress> peers,
            torrent_flags_t flags) {
        ResumeData resume = new ResumeData(magnet.v1(), magnet.v2());
        resume.putTrackers(urls.trackers());
        // Nothing is ever written there.
        resume.put("save_path", settings.folders().resume().resolve("magnets").toString());
        add_torrent_params params = resume.read(magnet.name().orElse("a magnet link"));
        params.setFlags(flags);
        byte_vector unwanted = new byte_vector(MOST_FILES, (byte) 0);
        params.set_file_priorities(unwanted);
        unwanted.delete();
        params.setPeers(Endpoints.of(peers));
        return params;
    }
}
