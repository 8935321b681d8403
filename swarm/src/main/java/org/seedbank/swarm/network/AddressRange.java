package org.seedbank.swarm.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.HostKind;

/**
 * A range of addresses in CIDR notation (RFC 4632), such as {@code 10.1.0.0/16} and {@code 2001:db8:7::/48}.
 *
 * @param network its first address; the bits behind the prefix are 0
 * @param prefix the number of leading bits that its addresses share
 */
public record AddressRange(InetAddress network, int prefix) {

    /** Wider ones would be the Internet by another name. */
    private static final int WIDEST_4 = 8;

    private static final int WIDEST_6 = 7;

    private static final Pattern TEXT = Pattern.compile("([0-9a-fA-F.:]+)/([0-9]{1,3})");

    /** Throws {@link IllegalArgumentException} when the prefix is none of the family, is too wide, or bits behind it are set. */
    public AddressRange {
        int bits = network.getAddress().length * Byte.SIZE;
        int widest = bits == Integer.SIZE ? WIDEST_4 : WIDEST_6;
        if (prefix < widest || prefix > bits) {
            throw new IllegalArgumentException(
                    "/%d is no range of one network: %d to %d bits of such addresses may be shared"
                            .formatted(prefix, widest, bits));
        }
        if (number(network).getLowestSetBit() >= 0 && number(network).getLowestSetBit() < bits - prefix) {
            throw new IllegalArgumentException("'%s/%d' has bits behind its prefix; it would be '%s/%d'"
                    .formatted(
                            network.getHostAddress(),
                            prefix,
                            address(number(network).shiftRight(bits - prefix).shiftLeft(bits - prefix), bits)
                                    .getHostAddress(),
                            prefix));
        }
    }

    /** Reads the notation. Throws {@link IllegalArgumentException} for anything else; no name is looked up. */
    public static AddressRange parse(String text) {
        Matcher parts = TEXT.matcher(text);
        Optional<byte[]> digits = parts.matches() ? HostKind.inDigits(parts.group(1)) : Optional.empty();
        if (digits.isEmpty()) {
            throw new IllegalArgumentException("'%s' is no range of addresses such as 10.1.0.0/16".formatted(text));
        }
        return new AddressRange(inet(digits.get()), Integer.parseInt(parts.group(2)));
    }

    /** Tells whether an address is in it. */
    public boolean contains(InetAddress address) {
        int bits = network.getAddress().length * Byte.SIZE;
        return address.getAddress().length == network.getAddress().length
                && number(address)
                        .shiftRight(bits - prefix)
                        .equals(number(network).shiftRight(bits - prefix));
    }

    /** Its first address, in digits. */
    public String first() {
        return network.getHostAddress();
    }

    /** Its last address, in digits. */
    public String last() {
        int bits = network.getAddress().length * Byte.SIZE;
        BigInteger host = BigInteger.ONE.shiftLeft(bits - prefix).subtract(BigInteger.ONE);
        return address(number(network).or(host), bits).getHostAddress();
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    private static InetAddress address(BigInteger number, int bits) {
        byte[] digits = number.toByteArray();
        byte[] whole = new byte[bits / Byte.SIZE];
        int length = Math.min(digits.length, whole.length);
        System.arraycopy(digits, digits.length - length, whole, whole.length - length, length);
        return inet(whole);
    }

    private static InetAddress inet(byte[] digits) {
        try {
            return InetAddress.getByAddress(Arrays.copyOf(digits, digits.length));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /** The notation; {@link #parse} is its inverse. */
    @Override
    public String toString() {
        return first() + "/" + prefix;
    }
}
