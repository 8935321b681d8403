package org.seedbank.swarm.internal.session;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.swarm.Network;

/** Tells by its address whether a URL is of this machine, or of the network around it, without asking a name server. */
public final class NearAddress {

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

    private static final Pattern IPV4 = Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");

    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]+]");

    private static final int MAX_BYTE = 255;

    private NearAddress() {}

    /** True for a URL on this machine. */
    private static boolean isLoopback(String url) {
        return LOOPBACK.matcher(host(url)).matches();
    }

    /**
     * Tells whether a URL is within reach: always for {@link Network#PUBLIC}, else by the digits of its address. A name could lead
     * anywhere, and asking for it already tells somebody.
     */
    public static boolean isWithin(Network network, String url) {
        return switch (network) {
            case LOCAL -> isLoopback(url);
            case PRIVATE -> isLoopback(url) || isNear(host(url));
            case PUBLIC -> true;
        };
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

    private static boolean isNear(String host) {
        try {
            Matcher digits = IPV4.matcher(host);
            if (digits.matches()) {
                byte[] bytes = new byte[4];
                for (int i = 0; i < bytes.length; i++) {
                    int value = Integer.parseInt(digits.group(i + 1));
                    if (value > MAX_BYTE) {
                        return false;
                    }
                    bytes[i] = (byte) value;
                }
                return isNear(InetAddress.getByAddress(bytes));
            }
            // In brackets it is never taken for a name.
            return IPV6.matcher(host).matches() && isNear(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean isNear(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length > 4 && (bytes[0] & 0xfe) == 0xfc;
        boolean siteLocal = bytes.length == 4 && address.isSiteLocalAddress();
        return uniqueLocal || siteLocal || address.isLinkLocalAddress() || address.isLoopbackAddress();
    }
}
