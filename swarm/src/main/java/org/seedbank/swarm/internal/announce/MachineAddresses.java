package org.seedbank.swarm.internal.announce;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** Addresses of this machine, as far as its network is up. */
public final class MachineAddresses {

    private MachineAddresses() {}

    /** Those of now, without those of the machine to itself; none when the system does not tell. */
    public static Set<InetAddress> now() {
        Set<InetAddress> addresses = new HashSet<>();
        try {
            for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (each.isUp() && !each.isLoopback()) {
                    addresses.addAll(Collections.list(each.getInetAddresses()));
                }
            }
        } catch (SocketException e) {
            return Set.of(); // No interface at all is a failure to Java.
        }
        return addresses;
    }
}
