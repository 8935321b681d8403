package org.seedbank.swarm.internal.session;

import java.util.Set;
import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.ip_filter;
import org.libtorrent4j.swig.session;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Reach;
import org.seedbank.swarm.SwarmSettings;

/** Filters of peers by their addresses. */
public final class PeerFilters {

    private static final long ALLOWED = 0;
    private static final long BLOCKED = ip_filter.access_flags.blocked.swigValue();

    /** libtorrent's peer class that has the session's limits, as a bit. */
    private static final long LIMITED = 1;

    private PeerFilters() {}

    static void apply(SwarmSettings settings, session natively) {
        natively.set_peer_class_filter(limitsForAll());
        if (settings.network() != Network.PUBLIC) {
            natively.set_ip_filter(within(settings.reach()));
        }
    }

    /** The filter of a session that leaves some addresses alone, besides those beyond its reach. */
    static ip_filter without(Set<String> blocked, SwarmSettings settings) {
        ip_filter filter = settings.network() == Network.PUBLIC ? new ip_filter() : within(settings.reach());
        blocked.forEach(address -> rule(filter, address, address, BLOCKED));
        return filter;
    }

    /** libtorrent frees near peers from the session's rate limits and upload slots; here a limit is a limit. */
    private static ip_filter limitsForAll() {
        ip_filter classes = new ip_filter();
        rule(classes, "0.0.0.0", "255.255.255.255", LIMITED);
        rule(classes, "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", LIMITED);
        return classes;
    }

    /** Keeps a session within its reach: peers and trackers elsewhere are refused. */
    private static ip_filter within(Reach reach) {
        ip_filter filter = new ip_filter();
        rule(filter, "0.0.0.0", "255.255.255.255", BLOCKED);
        rule(filter, "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", BLOCKED);
        // Of two rules for an address the later one counts.
        reach.allowed().forEach(range -> rule(filter, range.first(), range.last(), ALLOWED));
        return filter;
    }

    /** True when a session that reaches so far talks to this address; for tests of the ranges. */
    public static boolean lets(Reach reach, String host) {
        return reach.network() == Network.PUBLIC
                || within(reach).access(address.from_string(host, new error_code())) == ALLOWED;
    }

    private static void rule(ip_filter filter, String first, String last, long flags) {
        error_code error = new error_code();
        filter.add_rule(address.from_string(first, error), address.from_string(last, error), flags);
    }
}
