package org.seedbank.swarm.internal.adding;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.libtorrent4j.swig.add_torrent_params;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.libtorrent;
import org.libtorrent4j.swig.session;
import org.libtorrent4j.swig.string_int_pair;
import org.libtorrent4j.swig.torrent_flags_t;
import org.libtorrent4j.swig.torrent_handle;
import org.libtorrent4j.swig.torrent_info;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.SwarmException;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.SwarmSettings;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.internal.announce.Announcer;
import org.seedbank.swarm.internal.announce.RefusalWords;
import org.seedbank.swarm.internal.session.Session;
import org.seedbank.swarm.internal.transfer.LocalPresence;
import org.seedbank.swarm.internal.transfer.PieceSet;
import org.seedbank.swarm.internal.transfer.ResumeNotes;
import org.seedbank.swarm.internal.transfer.ResumeSaver;
import org.seedbank.swarm.internal.transfer.TorrentLayout;
import org.seedbank.swarm.internal.transfer.TransferCore;
import org.seedbank.swarm.internal.transfer.TransferPlan;
import org.seedbank.swarm.internal.transfer.TransferRegistry;
import org.seedbank.swarm.internal.transfer.TransferRequests;
import org.seedbank.swarm.internal.webseed.WebSeeds;
import org.seedbank.swarm.local.LocalSession;

/** Puts torrents into a session. */
public final class TorrentAdder {

    private final SwarmSettings settings;
    private final Session session;
    private final TransferRegistry transfers;
    private final LocalSession local;
    private final ResumeNotes notes;
    private final UrlPolicy policy;
    private final Announcer announcer;
    private final RefusalWords words;
    private final WebSeeds webSeeds;

    /**
     * Adds to {@code session}.
     *
     * @param notes what is noted of fetches
     * @param local what other processes of this machine are told
     * @param policy which trackers are asked
     * @param announcer asks those over HTTP among them
     * @param words asks those over UDP that refuse why they do
     * @param webSeeds takes the web seeds of what is added
     */
    public TorrentAdder(
            SwarmSettings settings,
            Session session,
            TransferRegistry transfers,
            ResumeNotes notes,
            LocalSession local,
            UrlPolicy policy,
            Announcer announcer,
            RefusalWords words,
            WebSeeds webSeeds) {
        this.settings = settings;
        this.session = session;
        this.transfers = transfers;
        this.local = local;
        this.notes = notes;
        this.policy = policy;
        this.announcer = announcer;
        this.words = words;
        this.webSeeds = webSeeds;
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
     * @param original whether to offer each piece to one peer at first; not where files lie behind links
     */
    public TransferCore seed(Metainfo torrent, Path root, boolean hashed, boolean original)
            throws InterruptedException {
        new FetchTarget(torrent, root).requireWhole(Optional.empty());
        torrent_info info = TorrentReading.of(torrent);
        TorrentLayout layout = TorrentLayout.of(info, torrent, root);
        if (layout.hasLinks()) {
            return seed(torrent, root, layout.everyFile()); // libtorrent would make the links of a whole one anew.
        }
        TorrentUrls urls = policy.judge(torrent);
        TransferCore core = core(torrent, TransferPlan.seeding(torrent, layout, Optional.empty()), root, urls);
        torrent_flags_t flags = baseFlags().or_(libtorrent.getSeed_mode()).or_(libtorrent.getUpload_mode());
        if (original) {
            flags = flags.or_(libtorrent.getSuper_seeding());
        }
        TorrentParams params = TorrentParams.of(torrent, info, layout, urls);
        if (hashed || torrent.infoHashV1().isEmpty()) {
            params.hashed(info.num_pieces());
        }
        add(core, torrent, urls, params.build(List.of(), flags));
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
        TorrentUrls urls = policy.judge(torrent);
        TransferCore core = core(torrent, TransferPlan.seeding(torrent, layout, Optional.of(files)), root, urls);
        PieceSet there = layout.piecesWithin(files, info);
        TorrentParams params = TorrentParams.of(torrent, info, layout, urls)
                .choosing(layout.priorities(files))
                .choosingPieces(there)
                .having(there);
        add(core, torrent, urls, params.build(List.of(), baseFlags().or_(libtorrent.getUpload_mode())));
        return core;
    }

    /**
     * Adds a dataset of which only some pieces are right. The others are not wanted, and no file that has none of them, so
     * that libtorrent neither makes nor opens it.
     */
    public TransferCore seedPieces(Metainfo torrent, Path root, BitSet pieces) throws InterruptedException {
        torrent_info info = TorrentReading.of(torrent);
        TorrentLayout layout = TorrentLayout.of(info, torrent, root);
        TorrentUrls urls = policy.judge(torrent);
        TransferCore core = core(torrent, TransferPlan.seedingPieces(torrent, layout, pieces), root, urls);
        PieceSet there = new PieceSet(info.num_pieces(), pieces);
        TorrentParams params = TorrentParams.of(torrent, info, layout, urls)
                .choosing(layout.priorities(TransferPlan.filesWith(pieces, torrent)))
                .choosingPieces(there)
                .having(there);
        add(core, torrent, urls, params.build(List.of(), baseFlags().or_(libtorrent.getUpload_mode())));
        return core;
    }

    public TransferCore fetch(Metainfo torrent, Path root, FetchPlan plan) throws InterruptedException {
        boolean intact = new FetchTarget(torrent, root).isWhole(plan);
        torrent_info info = TorrentReading.of(torrent);
        TorrentLayout layout = TorrentLayout.of(info, torrent, root);
        TorrentUrls urls = policy.judge(torrent);
        TransferCore core = core(torrent, TransferPlan.fetching(torrent, layout, plan), root, urls);
        TorrentParams params = TorrentParams.of(torrent, info, layout, urls);
        plan.files().ifPresent(files -> params.choosing(layout.priorities(files)));
        int pieces = info.num_pieces();
        plan.pieces().ifPresent(wanted -> params.choosingPieces(new PieceSet(pieces, wanted)));
        if (plan.trustResume() && intact && core.plan().keepsNotes()) {
            notes.load(core.key(), root, pieces).ifPresent(params::having);
        }
        List<InetSocketAddress> peers = Stream.concat(plan.peers().stream(), core.presence().others().stream())
                .distinct()
                .toList();
        add(core, torrent, urls, params.build(peers, baseFlags().or_(libtorrent.getPaused())));
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

    /** Has a transfer ask the trackers and web seeds of an edited torrent in place of those that it asked. Any thread. */
    public void replaceUrls(TransferCore core, Metainfo edited) {
        TorrentUrls urls = policy.judge(edited);
        core.sources().name(urls.sources());
        core.trackers().forgetAllBut(urls.sources());
        core.torrent().later((natively, handle) -> GivenUrls.replace(handle, urls));
        core.announcing()
                .ifPresent(announcing -> announcing.keepOnly(
                        urls.announced().stream().map(TorrentUrls.Url::text).collect(Collectors.toSet())));
        policy.follow(core.key(), new CoreAsking(session, core, urls));
        webSeeds.replace(edited, core);
    }

    /** Has a transfer try peers that a stranger names. Any thread. */
    public void introduce(TransferCore core, List<HostPort> peers) {
        TransferRequests requests = new TransferRequests(core);
        peers.forEach(peer -> policy.judgePeer(
                core.key(),
                peer,
                allowed -> {
                    core.peers().name(allowed);
                    requests.call(allowed);
                },
                refused -> core.peers().leaveOut(peer, refused)));
    }

    private TransferCore core(Metainfo torrent, TransferPlan plan, Path root, TorrentUrls urls) {
        TransferCore core = new TransferCore(
                plan, session, new ResumeSaver(notes, plan.key(), root), new LocalPresence(local, torrent));
        core.sources().name(urls.sources());
        webSeeds.add(torrent, core);
        return core;
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

    /** A transfer whose trackers and web seeds are asked. */
    private record CoreAsking(Session session, TransferCore core, TorrentUrls urls) implements UrlPolicy.Asking {
        @Override
        public void later(Consumer<torrent_handle> call) {
            core.torrent().later((natively, handle) -> call.accept(handle));
        }

        @Override
        public void announce(String url, int tier) {
            core.announcing().ifPresent(announcing -> announcing.add(url, tier));
        }

        @Override
        public void dhtNode(HostPort node) {
            session.later(natively -> natively.add_dht_node(new string_int_pair(node.host(), node.port())));
        }

        @Override
        public void show(List<Source> sources) {
            core.sources().name(sources);
        }

        @Override
        public boolean hasEnded() {
            return core.board().status().state() == TransferState.CLOSED;
        }
    }

    /** Not libtorrent's own defaults: nothing is queued behind other torrents. */
    private torrent_flags_t baseFlags() {
        return TorrentParams.within(settings, libtorrent.getUpdate_subscribe().or_(libtorrent.getDuplicate_is_error()));
    }

    private void add(TransferCore core, Metainfo torrent, TorrentUrls urls, add_torrent_params params)
            throws InterruptedException {
        String name = core.plan().name();
        if (!transfers.add(core)) {
            throw new SwarmException.TorrentRefused(name, "this session has it already");
        }
        List<InfoHash> hashes = Stream.concat(torrent.infoHashV1().stream(), torrent.infoHashV2().stream())
                .toList();
        // Before it is in the session: a tracker may refuse at once.
        core.asksWhy(tracker -> policy.locate(
                core.key(), tracker, at -> words.ask(tracker, at, hashes, said -> core.told(tracker, said))));
        boolean added = false;
        try {
            session.call(natively -> bind(core, natively, params));
            added = true;
            core.announcedBy(announcer.join(new AnnouncedTransfer(core, torrent, policy)));
            policy.follow(core.key(), new CoreAsking(session, core, urls));
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
