package org.seedbank.swarm.internal.session;

import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.ip_filter;
import org.libtorrent4j.swig.session;
import org.seedbank.swarm.Network;

/** Filters of peers by their addresses. */
public final class PeerFilters {

    private static final long ALLOWED = 0;
    private static final long BLOCKED = ip_filter.access_flags.blocked.swigValue();

    /** libtorrent's peer class that has the session's limits, as a bit. */
    private static final long LIMITED = 1;

    private PeerFilters() {}

    static void apply(Network network, session natively) {
        natively.set_peer_class_filter(limitsForAll());
        if (network != Network.PUBLIC) {
            natively.set_ip_filter(network == Network.LOCAL ? loopbackOnly() : nearOnly());
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

    /** Keeps a session in its own network, by the same ranges as {@link NearAddress}. */
    private static ip_filter nearOnly() {
        ip_filter filter = new ip_filter();
        rule(filter, "0.0.0.0", "255.255.255.255", BLOCKED);
        rule(filter, "::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", BLOCKED);
        // Of two rules for an address the later one counts.
        rule(filter, "10.0.0.0", "10.255.255.255", ALLOWED);
        rule(filter, "127.0.0.0", "127.255.255.255", ALLOWED);
        rule(filter, "169.254.0.0", "169.254.255.255", ALLOWED);
        rule(filter, "172.16.0.0", "172.31.255.255", ALLOWED);
        rule(filter, "192.168.0.0", "192.168.255.255", ALLOWED);
        rule(filter, "::1", "::1", ALLOWED);
        rule(filter, "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ALLOWED);
        rule(filter, "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", ALLOWED);
        return filter;
    }

    /** True when a session that reaches so far talks to this address; for tests of the ranges. */
    public static boolean lets(Network network, String host) {
        if (network == Network.PUBLIC) {
            return true;
        }
        ip_filter filter = network == Network.LOCAL ? loopbackOnly() : nearOnly();
        return filter.access(address.from_string(host, new error_code())) == ALLOWED;
    }

    private static void rule(ip_filter filter, String first, String last, long flags) {
        error_code error = new error_code();
        filter.add_rule(address.from_string(first, error), address.from_string(last, error), flags);
    }
}
