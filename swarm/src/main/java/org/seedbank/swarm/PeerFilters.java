package org.seedbank.swarm;

import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.ip_filter;
import org.libtorrent4j.swig.session;

/** What a session makes of peers by their addresses. */
final class PeerFilters {

    private static final long BLOCKED = ip_filter.access_flags.blocked.swigValue();

    /** libtorrent's peer classes, as bits: the one that has the session's rate limits, and the one of near peers. */
    private static final long LIMITED = 1;

    private static final long NEAR = 1 << 2;

    private static final String[][] NEAR_ADDRESSES = {
        {"10.0.0.0", "10.255.255.255"},
        {"172.16.0.0", "172.31.255.255"},
        {"192.168.0.0", "192.168.255.255"},
        {"169.254.0.0", "169.254.255.255"},
        {"127.0.0.0", "127.255.255.255"},
        {"fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
        {"fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff"},
        {"::1", "::1"},
    };

    private PeerFilters() {}

    static void apply(Network network, session natively) {
        natively.set_peer_class_filter(limitsForAll());
        if (network == Network.LOCAL) {
            natively.set_ip_filter(loopbackOnly());
        }
    }

    /** libtorrent frees near peers from the session's rate limits; here a limit is a limit. */
    private static ip_filter limitsForAll() {
        ip_filter classes = new ip_filter();
        rule(classes, "0.0.0.0", "255.255.255.255", LIMITED);
        rule(classes, "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", LIMITED);
        for (String[] near : NEAR_ADDRESSES) {
            rule(classes, near[0], near[1], LIMITED | NEAR);
        }
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
