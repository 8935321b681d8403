package org.seedbank.swarm.internal.adding;

import java.util.TreeMap;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.load_torrent_limits;
import org.libtorrent4j.swig.torrent_info;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.SwarmException;

/**
 * libtorrent's reading of a torrent. It is given {@code info} inside of resume data, since that is the only form for
 * which the binding lets a limit be raised: as a torrent it takes two million bencoded items, which a hybrid torrent of
 * 70,000 files has.
 *
 * @param info what libtorrent read
 * @param slices the torrent's bytes
 */
record TorrentReading(torrent_info info, TorrentSlices slices) {

    /** {@link Metainfo} bounds torrents by their bytes; the shortest item of bencode has two. */
    private static final int MAX_ITEMS = Metainfo.MAX_BYTES / 2;

    /** Throws {@link SwarmException.TorrentRefused} with libtorrent's reason. */
    static TorrentReading of(Metainfo torrent) {
        TorrentSlices slices = TorrentSlices.of(torrent);
        byte_vector buffer = new byte_vector(Bencoder.encode(asResumeData(torrent, slices)));
        error_code error = new error_code();
        add_torrent_params params = libtorrent.read_resume_data_ex(buffer, error, limits());
        buffer.delete();
        if (error.failed()) {
            throw new SwarmException.TorrentRefused(torrent.name(), error.message());
        }
        torrent_info read = params.ti_ptr();
        if (read == null) {
            throw new SwarmException.TorrentRefused(torrent.name(), "it has another infohash");
        }
        torrent_info copy = new torrent_info(read);
        params.delete();
        return new TorrentReading(copy, slices);
    }

    static load_torrent_limits limits() {
        load_torrent_limits limits = new load_torrent_limits();
        limits.setMax_decode_tokens(MAX_ITEMS);
        return limits;
    }

    private static TreeMap<String, Object> asResumeData(Metainfo torrent, TorrentSlices slices) {
        TreeMap<String, Object> resume = new TreeMap<>();
        resume.put("file-format", "libtorrent resume file");
        resume.put("file-version", 1);
        resume.put("info", slices.info());
        torrent.infoHashV1().map(InfoHash::bytes).ifPresent(hash -> resume.put("info-hash", hash));
        torrent.infoHashV2().map(InfoHash::bytes).ifPresent(hash -> resume.put("info-hash2", hash));
        return resume;
    }
}
