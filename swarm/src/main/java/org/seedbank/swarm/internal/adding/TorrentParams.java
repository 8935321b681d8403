package org.seedbank.swarm.internal.adding;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_info;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.internal.session.Endpoints;
import org.seedbank.swarm.internal.session.NearAddress;
import org.seedbank.swarm.internal.transfer.PieceSet;
import org.seedbank.swarm.internal.transfer.TorrentLayout;

/** Parameters with which libtorrent adds a torrent. */
final class TorrentParams {

    /** libtorrent's mark for a piece: bit 0 for being there, bit 1 for having been hashed. */
    private static final byte HAVE_AND_HASHED = 3;

    private final Metainfo torrent;
    private final torrent_info info;
    private final ResumeData resume;

    private TorrentParams(Metainfo torrent, torrent_info info) {
        this.torrent = torrent;
        this.info = info;
        this.resume = new ResumeData(torrent.infoHashV1(), torrent.infoHashV2());
    }

    /** A torrent in its layout. A session that may not go everywhere would still ask name servers for other hosts. */
    static TorrentParams of(Metainfo torrent, torrent_info info, TorrentLayout layout, Network network) {
        TorrentParams params = new TorrentParams(torrent, info);
        params.resume.put("save_path", layout.saveFolder().toString());
        List<String> renames = layout.renames(info);
        if (!renames.stream().allMatch(String::isEmpty)) {
            params.resume.putTexts("mapped_files", renames);
        }
        params.resume.put(
                "trees",
                layout.pieceLayers(torrent).stream().map(TorrentParams::tree).toList());
        params.resume.putTrackers(network, torrent.trackers());
        params.resume.putTexts(
                "url-list",
                torrent.webSeeds().stream()
                        .filter(url -> NearAddress.isWithin(network, url))
                        .toList());
        return params;
    }

    /** A Merkle tree by its nodes that are known, and a mask that places them in the whole tree from the root down. */
    private static BDict tree(byte[] layer) {
        int pieces = layer.length / Sha256.BYTES;
        int width = pieces < 2 ? pieces : Integer.highestOneBit(pieces - 1) * 2;
        String mask = pieces == 0 ? "" : "0".repeat(width - 1) + "1".repeat(pieces);
        return BDict.of(Map.of("hashes", BBytes.of(layer), "mask", BBytes.of(mask), "verified", BBytes.of("")));
    }

    TorrentParams choosing(List<Integer> priorities) {
        resume.put(
                "file_priority", priorities.stream().map(BValue.BInteger::new).toList());
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
        add_torrent_params params = resume.read(torrent.name());
        params.set_ti(info);
        params.setFlags(flags.or_(asTold()));
        params.setPeers(Endpoints.of(peers));
        return params;
    }
}
