package org.seedbank.tracker.api;

import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;

/**
 * Who may ask a tracker for what.
 *
 * @param open whether any infohash may be announced, not only those of its datasets
 * @param membersOnly whether each request needs a member's key
 * @param proxies the reverse proxies, besides those on this machine, whose word counts for where a request comes from;
 *     empty where the tracker is not behind one
 */
public record TrackerAccess(boolean open, boolean membersOnly, Optional<Set<InetAddress>> proxies) {

    /** Anybody may announce the tracker's datasets, directly. */
    public static final TrackerAccess USUAL = new TrackerAccess(false, false, Optional.empty());

    /** Copies the proxies. */
    public TrackerAccess {
        proxies = proxies.map(Set::copyOf);
    }
}
