package org.seedbank.swarm;

import org.libtorrent4j.swig.address;
import org.libtorrent4j.swig.error_code;
import org.libtorrent4j.swig.ip_filter;

/** The filter that keeps a session on this machine: peers, trackers and web seeds elsewhere are refused. */
final class LoopbackFilter {

    private static final long BLOCKED = ip_filter.access_flags.blocked.swigValue();

    private LoopbackFilter() {}

    static ip_filter make() {
        ip_filter filter = new ip_filter();
        block(filter, "0.0.0.0", "126.255.255.255");
        block(filter, "128.0.0.0", "255.255.255.255");
        block(filter, "::", "::");
        block(filter, "::2", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
        return filter;
    }

    private static void block(ip_filter filter, String first, String last) {
        error_code error = new error_code();
        filter.add_rule(address.from_string(first, error), address.from_string(last, error), BLOCKED);
    }
}
