package org.seedbank.node.internal.datasets;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.Sha256;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.internal.files.NodeResources;
import org.seedbank.node.internal.store.Stamps;
import org.seedbank.swarm.SwarmKey;

/** Ends what was served from a place whose files were changed and published anew: they never will be again what they were. */
final class Retirement {

    private final HeldDatasets holdings;
    private final NodeResources means;

    Retirement(HeldDatasets holdings, NodeResources means) {
        this.holdings = holdings;
        this.means = means;
    }

    /**
     * Has the node forget other datasets of the same place where files of them are not what they were. Their files and their
     * catalog entries stay.
     *
     * @return names for a person of what was forgotten
     */
    List<String> run(SwarmKey key, Path root) throws InterruptedException {
        List<String> retired = new ArrayList<>();
        for (DatasetView other : holdings.views()) {
            boolean same = !other.key().equals(key) && Path.of(other.path()).equals(root);
            if (same && hasChanged(other)) {
                String why = "another dataset was published at '%s'".formatted(root);
                holdings.remove(other.key()).ifPresent(forgotten -> means.history()
                        .note(forgotten.happening(HistoryEntry.Kind.RETIRED, why)));
                String hash = other.digest().map(Sha256::hex).orElse(other.key().hex());
                retired.add("'%s' (%.8s)".formatted(other.name(), hash));
            }
        }
        return retired;
    }

    private boolean hasChanged(DatasetView other) throws InterruptedException {
        if (other.state() == DatasetState.DAMAGED) {
            return true;
        }
        Optional<Stamps> before = means.store().stamps(other.key());
        Stamps now = Stamps.take(
                holdings.torrent(other.key()),
                Path.of(other.path()),
                holdings.record(other.key()).files());
        return before.map(stamps -> !now.changedSince(stamps).isEmpty()).orElse(true);
    }
}
