package org.seedbank.swarm.internal.adding;

import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.torrent_info;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.SwarmException;

/**
 * libtorrent's reading of a torrent. It is given {@code info} inside of resume data, since that is the only form for
 * which the binding lets a limit be raised: as a torrent it takes two million bencoded items, which a hybrid torrent of
 * 70,000 files has.
 */
final class TorrentReading {

    private TorrentReading() {}

    /** Has libtorrent read a torrent. Throws {@link SwarmException.TorrentRefused} with its reason. */
    static torrent_info of(Metainfo torrent) {
        add_torrent_params params = ResumeData.read(torrent.name(), asResumeData(torrent));
        torrent_info read = params.ti_ptr();
        if (read == null) {
            throw new SwarmException.TorrentRefused(torrent.name(), "it has another infohash");
        }
        torrent_info copy = new torrent_info(read);
        params.delete();
        return copy;
    }

    /** {@code info} goes in as it stands: written anew, keys out of order would give another infohash. */
    private static byte[] asResumeData(Metainfo torrent) {
        return BencodeWriter.exactly(resume -> write(resume, torrent));
    }

    private static void write(BencodeWriter resume, Metainfo torrent) {
        resume.beginDict();
        resume.key("file-format").text(ResumeData.FORMAT);
        resume.key("file-version").integer(ResumeData.VERSION);
        resume.key("info").encoded(torrent.info());
        torrent.infoHashV1().ifPresent(hash -> resume.key("info-hash").bytes(hash.bytes()));
        torrent.infoHashV2().ifPresent(hash -> resume.key("info-hash2").bytes(hash.bytes()));
        resume.end();
    }
}
