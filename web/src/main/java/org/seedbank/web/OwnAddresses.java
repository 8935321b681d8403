package org.seedbank.web;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import org.seedbank.integrity.HostPort;

/** Addresses of this machine. */
public final class OwnAddresses {

    private OwnAddresses() {}

    /** Tells whether this is an address of this machine just now, in digits; false for anything else. */
    public static boolean isDigitsOfOne(String text) {
        try {
            return new HostPort(text, 0).isAddress() && has(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return false;
        }
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
