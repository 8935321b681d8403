package org.seedbank.swarm.internal.webseed;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.seedbank.integrity.repair.PieceCheck;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.integrity.torrent.PieceRow;
import org.seedbank.swarm.FetchPlan;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.internal.transfer.TransferCore;
import org.seedbank.swarm.webseed.WebSeedAddress;

/** A transfer that is being fetched, also from web servers. Safe for all threads. */
final class WebSeededFetch implements AutoCloseable {

    /** Connections to one server; a browser has six. */
    private static final int CONNECTIONS = 4;

    /**
     * Leave for one bridge.
     *
     * @param session where libtorrent can be called, if it can
     * @param room bytes of pieces that it may hold
     * @param giveBack to be run when the bridge has ended
     */
    record Place(Optional<SessionDoor> session, long room, Runnable giveBack) {}

    private final Metainfo torrent;
    private final PieceRow row;
    private final TransferCore core;
    private final InstantSource clock;
    private final BitSet wanted;
    private final IntFunction<Optional<Place>> places;
    private List<WebServer> servers = List.of();
    private Optional<WebSeedBridge> bridge = Optional.empty();
    private Optional<Place> place = Optional.empty();
    private boolean closed;

    /**
     * A fetch that has no server yet.
     *
     * @param places gives leave for a bridge for pieces of some length
     */
    WebSeededFetch(
            Metainfo torrent,
            TransferCore core,
            FetchPlan plan,
            InstantSource clock,
            IntFunction<Optional<Place>> places) {
        this.torrent = torrent;
        this.row = new PieceRow(torrent);
        this.core = core;
        this.clock = clock;
        this.places = places;
        this.wanted = wanted(plan);
    }

    /** Without those of which the torrent has no hash: nobody could tell whether they are right. */
    private BitSet wanted(FetchPlan plan) {
        BitSet pieces = new BitSet();
        for (int file = 0; file < torrent.files().size(); file++) {
            if (plan.wants(file)) {
                pieces.or(row.pieces(file));
            }
        }
        plan.pieces().ifPresent(pieces::and);
        PieceCheck check = new PieceCheck(torrent, row);
        for (int piece = pieces.nextSetBit(0); piece >= 0; piece = pieces.nextSetBit(piece + 1)) {
            if (!check.isKnown(piece)) {
                pieces.clear(piece);
            }
        }
        return pieces;
    }

    /** Asks these servers from now on, by this rule; what is known of those that it asked before is kept. */
    synchronized void ask(List<WebSeedAddress> addresses, WebSeedRule rule) {
        int each = Math.max(1, Math.min(CONNECTIONS, WebSeedBridge.READERS / Math.max(1, addresses.size())));
        List<WebServer> asked = new ArrayList<>();
        for (WebSeedAddress address : addresses) {
            WebServer server = servers.stream()
                    .filter(known -> known.address().equals(address))
                    .findFirst()
                    .orElseGet(() -> new WebServer(torrent, row, address, rule, each, clock, core::webSeedFailed));
            server.follow(rule);
            asked.add(server);
        }
        servers = List.copyOf(asked);
        end();
    }

    /** Has its servers asked at once for all that they are left alone with. */
    synchronized void askAgain() {
        servers.forEach(WebServer::askAgain);
    }

    private TransferState state() {
        return core.board().status().state();
    }

    /** Begins or ends the bridge where that is due. Returns at once. */
    synchronized void look() {
        boolean due = !closed && state() == TransferState.FETCHING && !wanted.isEmpty();
        if (bridge.isPresent() && (!due || bridge.get().isOver())) {
            end();
        }
        if (due && bridge.isEmpty() && servers.stream().anyMatch(WebServer::isAsked)) {
            place = places.apply(torrent.pieceLength());
            bridge = place.map(each -> new WebSeedBridge(
                    torrent,
                    wanted,
                    servers,
                    each.session(),
                    core.torrent(),
                    new RateLimit(core.throttle()::downRate),
                    each.room()));
            bridge.ifPresent(WebSeedBridge::start);
        }
        bridge.ifPresent(WebSeedBridge::look);
    }

    private void end() {
        bridge.ifPresent(WebSeedBridge::close);
        bridge = Optional.empty();
        place.ifPresent(each -> each.giveBack().run());
        place = Optional.empty();
    }

    /** Its servers, as they stand. */
    synchronized List<Source> sources() {
        return servers.stream().map(WebServer::source).toList();
    }

    /** How many of libtorrent's peers are its bridge. */
    synchronized int peers() {
        return bridge.filter(WebSeedBridge::isConnected).isPresent() ? 1 : 0;
    }

    /** Bytes that its bridge holds. */
    synchronized long held() {
        return bridge.map(WebSeedBridge::held).orElse(0L);
    }

    @Override
    public synchronized void close() {
        closed = true;
        end();
    }
}
