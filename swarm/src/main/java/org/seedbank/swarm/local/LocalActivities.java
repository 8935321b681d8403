package org.seedbank.swarm.local;

import java.util.Map;
import java.util.Optional;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.swarm.SwarmKey;

/** What this machine did with each dataset at one moment; see {@link LocalPeers#activities()}. Immutable. */
public final class LocalActivities {

    private final Map<SwarmKey, LocalActivity> activities;

    LocalActivities(Map<SwarmKey, LocalActivity> activities) {
        this.activities = Map.copyOf(activities);
    }

    /** What it did with a dataset, by the v1 infohash of a torrent that has one, else its v2 infohash. */
    public Optional<LocalActivity> of(InfoHash infoHash) {
        return activities.isEmpty() ? Optional.empty() : Optional.ofNullable(activities.get(SwarmKey.of(infoHash)));
    }
}
