package org.seedbank.tracker.api;

import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.HostPort;

/**
 * Says how a tracker is to run.
 *
 * @param folder where it keeps what has to last
 * @param listen IP addresses and ports, each for TCP and UDP alike; port 0 is any free one
 * @param access who may ask
 * @param bounds what may be asked
 * @param connectBack tells peers whether their port is open; empty where nobody may ask that
 */
public record TrackerSettings(
        TrackerFolder folder,
        List<HostPort> listen,
        TrackerAccess access,
        TrackerBounds bounds,
        Optional<ConnectBackProbe> connectBack) {

    /** A tracker that connects to nobody. */
    public TrackerSettings(TrackerFolder folder, List<HostPort> listen, TrackerAccess access, TrackerBounds bounds) {
        this(folder, listen, access, bounds, Optional.empty());
    }

    /** Copies the addresses. Throws {@link IllegalArgumentException} when there is none, or one that is a name. */
    public TrackerSettings {
        listen = List.copyOf(listen);
        if (listen.isEmpty() || !listen.stream().allMatch(HostPort::isAddress)) {
            throw new IllegalArgumentException("a tracker listens at IP addresses: " + listen);
        }
    }
}
