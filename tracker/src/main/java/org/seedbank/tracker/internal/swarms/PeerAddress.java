package org.seedbank.tracker.internal.swarms;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.seedbank.integrity.HostKind;

/**
 * An IP address, as it was seen by the tracker.
 *
 * @param high the first 8 bytes of an IPv6 address, 0 for IPv4
 * @param low the last 8 bytes, or the 4 of an IPv4 address
 * @param v6 whether it is an IPv6 address
 */
public record PeerAddress(long high, long low, boolean v6) {

    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;
    private static final long UNSIGNED = 0xffff_ffffL;
    private static final int LOOPBACK_BITS = 24;
    private static final int LOOPBACK = 127;

    /** No network of the Internet begins so: IPv4 addresses among those of IPv6, for limits. */
    private static final long IPV4_MARK = 0x0000_ffff_0000_0000L;

    /** How near to the tracker a machine is; a peer may be reached by those that are no further away. */
    public enum Nearness {
        /** This machine. */
        MACHINE(0),
        /** Networks that are not the Internet's. */
        NETWORK(1),
        /** The Internet. */
        INTERNET(2);

        private final int number;

        Nearness(int number) {
            this.number = number;
        }

        /** Greater the further away; it has room in two bits. */
        int number() {
            return number;
        }

        static Nearness numbered(int number) {
            return switch (number) {
                case 0 -> MACHINE;
                case 1 -> NETWORK;
                default -> INTERNET;
            };
        }
    }

    /** The address of a packet or a connection; an IPv4 address that is written as an IPv6 one counts as IPv4. */
    public static PeerAddress of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.remaining() == IPV4_BYTES
                ? new PeerAddress(0, bytes.getInt() & UNSIGNED, false)
                : new PeerAddress(bytes.getLong(), bytes.getLong(), true);
    }

    /** Its 4 or 16 bytes, in a fresh array. */
    public byte[] bytes() {
        return v6
                ? ByteBuffer.allocate(IPV6_BYTES).putLong(high).putLong(low).array()
                : ByteBuffer.allocate(IPV4_BYTES).putInt((int) low).array();
    }

    /** Tells whether it is this machine's own, by any of its loopback addresses. */
    public boolean isLoopback() {
        return v6 ? high == 0 && low == 1 : low >>> LOOPBACK_BITS == LOOPBACK;
    }

    /** How near it is. */
    Nearness nearness() {
        if (isLoopback()) {
            return Nearness.MACHINE;
        }
        return HostKind.of(bytes()) == HostKind.PUBLIC ? Nearness.INTERNET : Nearness.NETWORK;
    }

    /** The address as far as limits tell addresses apart: whoever has one of IPv6 has a network of 64 bits. Never 0. */
    long limited() {
        if (v6) {
            return high == 0 ? 1 : high;
        }
        return IPV4_MARK | low;
    }

    /** Its usual text. */
    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(bytes()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
