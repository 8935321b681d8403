package org.seedbank.cli;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.seedbank.catalog.Entry;
import org.seedbank.integrity.InfoHash;
import org.seedbank.node.DatasetState;
import org.seedbank.node.DatasetView;
import org.seedbank.node.NodeControl;
import org.seedbank.node.NodeException;
import org.seedbank.swarm.LocalActivities;
import org.seedbank.swarm.LocalPeers;
import org.seedbank.swarm.SwarmKey;

/** What became of one's own copy of each dataset of a catalog. Immutable. */
final class CopyStates implements Function<Entry, String> {

    static final String ABSENT = "absent";

    private final Map<SwarmKey, DatasetView> held;
    private final LocalActivities activities;

    private CopyStates(Map<SwarmKey, DatasetView> held, LocalActivities activities) {
        this.held = held;
        this.activities = activities;
    }

    /** As it is now. A node that does not answer costs a warning. */
    static CopyStates of(Context context) throws InterruptedException {
        Map<SwarmKey, DatasetView> held = new HashMap<>();
        try {
            Optional<NodeControl> node = context.nodes().running();
            if (node.isPresent()) {
                node.get().datasets().forEach(view -> held.put(view.key(), view));
            }
        } catch (NodeException e) {
            context.terminal().warn(e.getMessage());
        }
        return new CopyStates(
                held, LocalPeers.in(context.home().swarm().presence()).activities());
    }

    @Override
    public String apply(Entry entry) {
        InfoHash infohash = entry.infohashV1().or(entry::infohashV2).orElseThrow();
        DatasetView view = held.get(SwarmKey.of(infohash));
        if (view != null) {
            return view.state() == DatasetState.FETCHING
                    ? StatusTable.percent(view) + " %"
                    : view.state().label();
        }
        return activities
                .of(infohash)
                .map(activity -> activity.name().toLowerCase(Locale.ROOT))
                .orElse(ABSENT);
    }
}
