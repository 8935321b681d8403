package org.seedbank.swarm.internal.adding;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.internal.session.Session;
import org.seedbank.swarm.internal.transfer.LocalPresence;
import org.seedbank.swarm.internal.transfer.PieceSet;
import org.seedbank.swarm.internal.transfer.ResumeNotes;
import org.seedbank.swarm.internal.transfer.ResumeSaver;
import org.seedbank.swarm.internal.transfer.TorrentLayout;
import org.seedbank.swarm.internal.transfer.TransferCore;
import org.seedbank.swarm.internal.transfer.TransferPlan;
import org.seedbank.swarm.internal.transfer.TransferRegistry;
import org.seedbank.swarm.local.LocalSession;

/** Puts torrents into a session. */
public final class TorrentAdder {

    private final SwarmSettings settings;
    private final Session session;
    private final TransferRegistry transfers;
    private final LocalSession local;
    private final ResumeNotes notes;

    /**
     * Adds to {@code session}.
     *
     * @param notes what is noted of fetches
     * @param local what other processes of this machine are told
     */
    public TorrentAdder(
            SwarmSettings settings,
            Session session,
            TransferRegistry transfers,
            ResumeNotes notes,
            LocalSession local) {
        this.settings = settings;
        this.session = session;
        this.transfers = transfers;
        this.local = local;
        this.notes = notes;
    }

    /**
     * Adds a dataset that is there. It is in upload mode, so that libtorrent never writes to a publisher's own files,
     * whatever it finds in them.
     *
     * <p>Torrents without v1 hashes always count as hashed: libtorrent computes v2 hashes from the mapped file without
     * its guard against SIGBUS ({@code hashv2} in mmap_storage.cpp), so a file that is cut short, or a disk that fails,
     * would end this process. With v1 hashes it meets the fault first where it is guarded.
     *
     * @param hashed whether it was hashed just now; otherwise libtorrent hashes each piece before it first sends it
     */
    public TransferCore seed(Metainfo torrent, Path root, boolean hashed) throws InterruptedException {
        new FetchTarget(torrent, root).requireWhole(Optional.empty());
        torrent_info info = TorrentReading.of(torrent);
        TorrentLayout layout = TorrentLayout.of(info, torrent, root);
        TransferCore core = core(TransferPlan.seeding(torrent, layout, Optional.empty()), root);
        torrent_flags_t flags = baseFlags().or_(libtorrent.getSeed_mode()).or_(libtorrent.getUpload_mode());
        TorrentParams params = TorrentParams.of(torrent, info, layout, settings.network());
        if (hashed || torrent.infoHashV1().isEmpty()) {
            params.hashed(info.num_pieces());
        }
        add(core, params.build(List.of(), flags));
        return core;
    }

    /**
     * Adds a dataset of which only some files are there. Nothing of the others is wanted, so that libtorrent takes it for
     * finished; upload mode keeps it from writing and asking for anything.
     */
    public TransferCore seed(Metainfo torrent, Path root, Set<Integer> files) throws InterruptedException {
        new FetchTarget(torrent, root).requireWhole(Optional.of(files));
        torrent_info info = TorrentReading.of(torrent);
        TorrentLayout layout = TorrentLayout.of(info, torrent, root);
        TransferCore core = core(TransferPlan.seeding(torrent, layout, Optional.of(files)), root);
        PieceSet there = layout.piecesWithin(files, info);
        TorrentParams params = TorrentParams.of(torrent, info, layout, settings.network())
                .choosing(layout.priorities(files))
                .choosingPieces(there)
                .having(there);
        add(core, params.build(List.of(), baseFlags().or_(libtorrent.getUpload_mode())));
        return core;
    }

    /**
     * Adds a dataset of which only some pieces are right. The others are not wanted, and no file that has none of them, so
     * that libtorrent neither makes nor opens it.
     */
    public TransferCore seedPieces(Metainfo torrent, Path root, BitSet pieces) throws InterruptedException {
        torrent_info info = TorrentReading.of(torrent);
        TorrentLayout layout = TorrentLayout.of(info, torrent, root);
        TransferCore core = core(TransferPlan.seedingPieces(torrent, layout, pieces), root);
        PieceSet there = new PieceSet(info.num_pieces(), pieces);
        TorrentParams params = TorrentParams.of(torrent, info, layout, settings.network())
                .choosing(layout.priorities(TransferPlan.filesWith(pieces, torrent)))
                .choosingPieces(there)
                .having(there);
        add(core, params.build(List.of(), baseFlags().or_(libtorrent.getUpload_mode())));
        return core;
    }

    public TransferCore fetch(Metainfo torrent, Path root, FetchPlan plan) throws InterruptedException {
        boolean intact = new FetchTarget(torrent, root).isWhole(plan);
        torrent_info info = TorrentReading.of(torrent);
        TorrentLayout layout = TorrentLayout.of(info, torrent, root);
        TransferCore core = core(TransferPlan.fetching(torrent, layout, plan), root);
        TorrentParams params = TorrentParams.of(torrent, info, layout, settings.network());
        plan.files().ifPresent(files -> params.choosing(layout.priorities(files)));
        int pieces = info.num_pieces();
        plan.pieces().ifPresent(wanted -> params.choosingPieces(new PieceSet(pieces, wanted)));
        if (plan.trustResume() && intact && core.plan().keepsNotes()) {
            notes.load(core.key(), root, pieces).ifPresent(params::having);
        }
        List<InetSocketAddress> peers = Stream.concat(plan.peers().stream(), core.presence().others().stream())
                .distinct()
                .toList();
        add(core, params.build(peers, baseFlags().or_(libtorrent.getPaused())));
        return core;
    }

    /**
     * Takes a torrent out of the session and adds it again with what libtorrent said of it: nothing is hashed again but
     * pieces that it has not in whole. Control thread only.
     */
    public void renew(TransferCore core, session natively, torrent_handle torrent, add_torrent_params saved) {
        saved.set_ti(new torrent_info(torrent.torrent_file_ptr()));
        saved.setFlags(saved.getFlags().or_(baseFlags()).or_(TorrentParams.asTold()));
        transfers.unbind(core);
        core.saver().abandon();
        natively.remove_torrent(torrent);
        bind(core, natively, saved);
    }

    private TransferCore core(TransferPlan plan, Path root) {
        return new TransferCore(
                plan, session, new ResumeSaver(notes, plan.key(), root), new LocalPresence(local, plan.key()));
    }

    public Optional<BitSet> fetchedFiles(Metainfo torrent, Path root) {
        return notes.fetched(SwarmKey.of(torrent), root, torrent.files().size());
    }

    public boolean isHalfFetched(Metainfo torrent, Path root) {
        return notes.isHalfDone(SwarmKey.of(torrent), root);
    }

    public void noteFetched(Metainfo torrent, Path root, BitSet files) {
        notes.notePlace(SwarmKey.of(torrent), root, files);
    }

    /** Not libtorrent's own defaults: nothing is queued behind other torrents. */
    private torrent_flags_t baseFlags() {
        torrent_flags_t flags = libtorrent
                .getUpdate_subscribe()
                .or_(libtorrent.getApply_ip_filter())
                .or_(libtorrent.getDuplicate_is_error());
        return TorrentParams.within(settings.network(), flags);
    }

    private void add(TransferCore core, add_torrent_params params) throws InterruptedException {
        String name = core.plan().name();
        if (!transfers.add(core)) {
            throw new SwarmException.TorrentRefused(name, "this session has it already");
        }
        boolean added = false;
        try {
            session.call(natively -> bind(core, natively, params));
            added = true;
        } finally {
            if (!added) {
                transfers.remove(core);
                // An interrupted caller leaves the control thread at work; what it adds goes away again.
                core.torrent().later((natively, handle) -> natively.remove_torrent(handle));
            }
        }
    }

    private torrent_handle bind(TransferCore core, session natively, add_torrent_params params) {
        error_code error = new error_code();
        torrent_handle handle = natively.add_torrent(params, error);
        if (error.failed()) {
            throw new SwarmException.TorrentRefused(core.plan().name(), error.message());
        }
        transfers.bind(handle, core);
        core.bind(handle);
        return handle;
    }
}
