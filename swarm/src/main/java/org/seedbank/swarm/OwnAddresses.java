package org.seedbank.swarm;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import org.seedbank.integrity.HostPort;

/** Addresses of this machine. */
public final class OwnAddresses {

    private OwnAddresses() {}

    /** Tells whether this is an address of this machine just now, in digits; false for anything else. */
    public static boolean isDigitsOfOne(String text) {
        return PeerAddresses.inDigits(new HostPort(text, 0))
                .filter(address -> has(address.getAddress()))
                .isPresent();
    }

    /** Tells whether an address in digits is one of this machine just now. */
    public static boolean has(InetAddress address) {
        try {
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false; // The system tells nothing of its interfaces.
        }
    }
}
