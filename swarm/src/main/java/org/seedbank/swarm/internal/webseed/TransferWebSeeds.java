package org.seedbank.swarm.internal.webseed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.Source;
import org.seedbank.swarm.TransferState;
import org.seedbank.swarm.internal.transfer.TransferCore;
import org.seedbank.swarm.webseed.WebSeedAddress;

/**
 * The web seeds that the torrent of a transfer names. A session may seed thousands, so nothing else of a torrent is kept once all of
 * it is here. Safe for all threads.
 */
final class TransferWebSeeds implements TransferCore.Feeder, AutoCloseable {

    /** Servers that are asked for one torrent. */
    private static final int MOST = 20;

    private final TransferCore core;
    private List<WebSeedAddress> asked = List.of();
    private List<Source> others = List.of();
    private WebSeedRule rule;
    private Optional<WebSeededFetch> fetch;

    /** Those of a torrent that is fetched, or of one that is here. */
    TransferWebSeeds(Metainfo torrent, TransferCore core, WebSeedRule rule, Optional<WebSeededFetch> fetch) {
        this.core = core;
        this.rule = rule;
        this.fetch = fetch;
        name(torrent);
    }

    /** Takes those of a torrent that was edited in place of what it had. */
    synchronized void name(Metainfo torrent) {
        List<WebSeedAddress> named = new ArrayList<>();
        List<Source> left = new ArrayList<>();
        for (String url : torrent.webSeeds()) {
            WebSeedAddress.ofFiles(url).ifPresentOrElse(named::add, () -> left.add(notAsked(url, NotAsked.UNUSABLE)));
        }
        if (torrent.infoHashV1().isPresent()) {
            torrent.httpSeeds().forEach(url -> WebSeedAddress.ofPieces(url).ifPresent(named::add));
        }
        asked = named.stream().distinct().limit(MOST).toList();
        named.stream().distinct().skip(MOST).forEach(each -> left.add(notAsked(each.text(), NotAsked.TOO_MANY)));
        others = List.copyOf(left);
        fetch.ifPresent(each -> each.ask(asked, rule));
    }

    private static Source notAsked(String url, NotAsked reason) {
        return Source.notAsked(Source.Kind.WEB_SEED, AddressKeys.hidden(url), reason);
    }

    /** Has its servers asked by another rule. */
    synchronized void follow(WebSeedRule changed) {
        rule = changed;
        fetch.ifPresent(each -> each.ask(asked, rule));
    }

    /** Every second; returns at once. */
    synchronized void look() {
        TransferState state = core.board().status().state();
        if (state == TransferState.SEEDING || state == TransferState.CLOSED) {
            fetch.ifPresent(WebSeededFetch::close);
            fetch = Optional.empty();
        }
        fetch.ifPresent(WebSeededFetch::look);
        if (fetch.isPresent()) {
            core.fed();
        }
    }

    boolean hasEnded() {
        return core.board().status().state() == TransferState.CLOSED;
    }

    /** All of them, as they stand. */
    synchronized List<Source> sources() {
        List<Source> all = new ArrayList<>();
        if (fetch.isPresent()) {
            all.addAll(fetch.get().sources());
        } else {
            asked.forEach(address -> all.add(idle(address)));
        }
        all.addAll(others);
        return all;
    }

    private Source idle(WebSeedAddress address) {
        return rule.against(address)
                .map(reason -> notAsked(address.text(), reason))
                .orElseGet(() -> Source.of(
                        Source.Kind.WEB_SEED,
                        address.shown(),
                        Source.State.NOT_ASKED,
                        Optional.of("nothing is missing here")));
    }

    @Override
    public synchronized int peers() {
        return fetch.map(WebSeededFetch::peers).orElse(0);
    }

    @Override
    public synchronized long held() {
        return fetch.map(WebSeededFetch::held).orElse(0L);
    }

    @Override
    public synchronized void askAgain() {
        fetch.ifPresent(WebSeededFetch::askAgain);
    }

    @Override
    public synchronized void close() {
        fetch.ifPresent(WebSeededFetch::close);
    }
}
