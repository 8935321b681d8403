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
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.internal.session.Endpoints;
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

    /** A torrent in its layout with these trackers, and no web seeds. */
    static TorrentParams of(Metainfo torrent, torrent_info info, TorrentLayout layout, TorrentUrls urls) {
        TorrentParams params = new TorrentParams(torrent, info);
        params.resume.put("save_path", layout.saveFolder().toString());
        List<String> renames = layout.renames(info);
        if (!renames.stream().allMatch(String::isEmpty)) {
            params.resume.putTexts("mapped_files", renames);
        }
        params.resume.put(
                "trees",
                layout.pieceLayers(torrent).stream().map(TorrentParams::tree).toList());
        if (layout.hasLinks()) {
            params.choosing(layout.priorities());
        }
        params.resume.putTrackers(urls.trackers());
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

    /**
     * These flags, with those ways of finding peers turned off that lead further, and with the session's filter of
     * addresses. Where everything is reached, there is no filter.
     */
    static torrent_flags_t within(SwarmSettings settings, torrent_flags_t flags) {
        torrent_flags_t within = within(settings.network(), flags);
        return settings.networking().ways().pex() ? within : within.or_(libtorrent.getDisable_pex());
    }

    private static torrent_flags_t within(Network network, torrent_flags_t flags) {
        return switch (network) {
            case LOCAL ->
                flags.or_(libtorrent.getApply_ip_filter())
                        .or_(libtorrent.getDisable_dht())
                        .or_(libtorrent.getDisable_lsd())
                        .or_(libtorrent.getDisable_pex());
            case PRIVATE -> flags.or_(libtorrent.getApply_ip_filter()).or_(libtorrent.getDisable_dht());
            case PUBLIC -> flags;
        };
    }

    /** Of a private torrent, peers are had from its trackers alone (BEP 27), whatever libtorrent takes {@code private} for. */
    static torrent_flags_t onlyByTrackers(torrent_flags_t flags) {
        return flags.or_(libtorrent.getDisable_dht())
                .or_(libtorrent.getDisable_lsd())
                .or_(libtorrent.getDisable_pex());
    }

    /** Trackers and web seeds are those of the parameters, whatever the torrent says. */
    static torrent_flags_t asTold() {
        return libtorrent.getOverride_trackers().or_(libtorrent.getOverride_web_seeds());
    }

    add_torrent_params build(List<InetSocketAddress> peers, torrent_flags_t flags) {
        add_torrent_params params = resume.read(torrent.name());
        params.set_ti(info);
        params.setFlags((torrent.isPrivate() ? onlyByTrackers(flags) : flags).or_(asTold()));
        params.setPeers(Endpoints.of(peers));
        return params;
    }
}
