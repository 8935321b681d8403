package org.seedbank.swarm;

import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.ip_filter;
import org.libtorrent4j.swig.session;

/** What a session makes of peers by their addresses. */
final class PeerFilters {

    private static final long BLOCKED = ip_filter.access_flags.blocked.swigValue();

    /** libtorrent's peer class that has the session's limits, as a bit. */
    private static final long LIMITED = 1;

    private PeerFilters() {}

    static void apply(Network network, session natively) {
        natively.set_peer_class_filter(limitsForAll());
        if (network == Network.LOCAL) {
            natively.set_ip_filter(loopbackOnly());
        }
    }

    /** libtorrent frees near peers from the session's rate limits and upload slots; here a limit is a limit. */
    private static ip_filter limitsForAll() {
        ip_filter classes = new ip_filter();
        rule(classes, "0.0.0.0", "255.255.255.255", LIMITED);
        rule(classes, "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", LIMITED);
        return classes;
    }

    /** Keeps a session on this machine: peers, trackers and web seeds elsewhere are refused. */
    private static ip_filter loopbackOnly() {
        ip_filter filter = new ip_filter();
        rule(filter, "0.0.0.0", "126.255.255.255", BLOCKED);
        rule(filter, "128.0.0.0", "255.255.255.255", BLOCKED);
        rule(filter, "::", "::", BLOCKED);
        rule(filter, "::2", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", BLOCKED);
        return filter;
    }

    private static void rule(ip_filter filter, String first, String last, long flags) {
        error_code error = new error_code();
        filter.add_rule(address.from_string(first, error), address.from_string(last, error), flags);
    }
}
