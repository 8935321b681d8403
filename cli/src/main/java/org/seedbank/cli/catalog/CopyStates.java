package org.seedbank.cli.catalog;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.seedbank.catalog.Entry;
import org.seedbank.cli.frame.Context;
import org.seedbank.cli.frame.KnownCopies;
import org.seedbank.cli.screen.Amounts;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.StoredDataset;
import org.seedbank.node.StoredDatasets;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.swarm.local.LocalActivity;
import org.seedbank.swarm.local.LocalPeers;

/** States of one's own copies of the datasets of a catalog: as the node says, or else its state on the disk. Immutable. */
final class CopyStates {

    private static final String NOT_RUNNING = "not running";
    private static final String NOT_ANSWERING = "not answering";

    private final Map<SwarmKey, DatasetView> held;
    private final Map<SwarmKey, LocalActivity> activities;
    private final Optional<Silence> silence;

    /**
     * Where no node has answered.
     *
     * @param why what is said in place of a state
     * @param stored what is known all the same
     */
    private record Silence(String why, StoredDatasets stored) {}

    private CopyStates(
            Map<SwarmKey, DatasetView> held, Map<SwarmKey, LocalActivity> activities, Optional<Silence> silence) {
        this.held = held;
        this.activities = activities;
        this.silence = silence;
    }

    /** Of nothing but absent copies. */
    static final CopyStates NONE = new CopyStates(Map.of(), Map.of(), Optional.empty());

    /** As it is now. A node that does not answer costs a warning. */
    static CopyStates of(Context context) throws InterruptedException {
        Map<SwarmKey, LocalActivity> activities =
                LocalPeers.in(context.home().swarm().presence()).activities();
        String why = NOT_RUNNING;
        try {
            Optional<NodeControl> node = context.nodes().running();
            if (node.isPresent()) {
                Map<SwarmKey, DatasetView> held = new HashMap<>();
                node.get().datasets().forEach(view -> held.put(view.key(), view));
                return new CopyStates(held, activities, Optional.empty());
            }
        } catch (NodeException e) {
            context.terminal().warn(e.getMessage());
            why = NOT_ANSWERING;
        }
        StoredDatasets stored = StoredDatasets.in(context.home().nodeFolder());
        return new CopyStates(Map.of(), activities, Optional.of(new Silence(why, stored)));
    }

    /** That of an entry's dataset. */
    CopyState of(Entry entry) {
        return of(entry.infohashV1().or(entry::infohashV2).orElseThrow(), entry.bytes());
    }

    /** What the node knows of copies of an entry's dataset; empty where it does not have it. */
    Optional<KnownCopies> known(Entry entry) {
        return Optional.ofNullable(held.get(
                        SwarmKey.of(entry.infohashV1().or(entry::infohashV2).orElseThrow())))
                .map(KnownCopies::of);
    }

    /** That of a torrent's dataset. */
    CopyState of(Metainfo torrent) {
        return of(torrent.infoHashV1().or(torrent::infoHashV2).orElseThrow(), torrent.totalLength());
    }

    private CopyState of(InfoHash infohash, long bytes) {
        SwarmKey key = SwarmKey.of(infohash);
        DatasetView view = held.get(key);
        if (view != null) {
            return new CopyState(
                    state(view),
                    Optional.empty(),
                    part(view.amounts()),
                    Optional.of(view.path()),
                    view.verified().filter(time -> view.amounts().filesDamaged() == 0));
        }
        return Optional.ofNullable(activities.get(key))
                .map(activity -> CopyState.now(activity.name().toLowerCase(Locale.ROOT)))
                .or(() -> silence.filter(each -> each.stored().mayHave(key)).map(each -> stored(each, key, bytes)))
                .orElse(CopyState.ABSENT);
    }

    private static Optional<String> part(DatasetView.Amounts amounts) {
        return amounts.filesWanted() == amounts.filesTotal()
                ? Optional.empty()
                : Optional.of("%d of %s".formatted(amounts.filesWanted(), Amounts.files(amounts.filesTotal())));
    }

    private static String state(DatasetView view) {
        return view.state() == DatasetState.FETCHING
                ? view.amounts().percent() + " %"
                : view.state().label();
    }

    private static CopyState stored(Silence silence, SwarmKey key, long bytes) {
        Optional<StoredDataset> found = silence.stored().find(key);
        return new CopyState(
                silence.why(),
                found.map(each -> later(each, bytes)),
                found.filter(each -> !each.whole()).map(each -> "chosen files"),
                found.map(each -> each.root().toString()),
                found.flatMap(StoredDataset::verified));
    }

    private static String later(StoredDataset stored, long bytes) {
        OptionalLong share = stored.whole() && bytes > 0
                ? OptionalLong.of((long) Math.floor(100.0 * Math.min(stored.bytesDone(), bytes) / bytes))
                : OptionalLong.empty();
        return stored.state() == DatasetState.FETCHING && share.isPresent()
                ? share.getAsLong() + " %"
                : stored.state().label();
    }
}
