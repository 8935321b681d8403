package org.seedbank.swarm.internal.session;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.swarm.Reach;

/** Tells by its address whether a URL is of this machine, or of the network around it, without asking a name server. */
public final class NearAddress {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private NearAddress() {}

    /** True for a URL on this machine. */
    private static boolean isLoopback(String url) {
        return LOOPBACK.matcher(host(url)).matches();
    }

    /**
     * Tells whether a URL is within reach: always for {@link Network#PUBLIC}, else by the digits of its address. A name could lead
     * anywhere, and asking for it already tells somebody.
     */
    public static boolean isWithin(Reach reach, String url) {
        return reach.network() == Network.PUBLIC || isLoopback(url) || isWithinHost(reach, host(url));
    }

    /** Tells whether a tracker may know of us: trackers know their torrents' peers, so short of everywhere only our own are. */
    public static boolean isTrackerWithin(Network network, String url) {
        return network == Network.PUBLIC || isLoopback(url);
    }

    private static String host(String url) {
        try {
            String host = new URI(url).getHost();
            return host == null ? "" : host;
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static boolean isWithinHost(Reach reach, String host) {
        return PeerAddresses.inDigits(host + ":0")
                .map(address -> reach.allows(address.getAddress()))
                .orElse(false);
    }
}
