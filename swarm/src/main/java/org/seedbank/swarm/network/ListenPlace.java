package org.seedbank.swarm.network;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.HostKind;

/**
 * Where a session is bound to: one of this machine's addresses, or all addresses of one interface, and perhaps a port. Peers come in there alone,
 * and connections to peers go out from there alone.
 *
 * @param where an address in digits, or the name of an interface such as {@code eth0}
 * @param port the port, 0 for any free one; empty for the usual one
 */
public record ListenPlace(String where, OptionalInt port) {

    private static final Pattern TEXT =
            Pattern.compile("(?:\\[([0-9a-fA-F.:]+)]|([0-9.]+)|([A-Za-z][A-Za-z0-9_.-]{0,14}))(?::([0-9]{1,5}))?");

    private static final int MAX_PORT = 65_535;

    /** Throws {@link NullPointerException} when a part is missing. */
    public ListenPlace {
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(port, "port");
    }

    /**
     * Reads {@code ADDRESS}, {@code INTERFACE}, and either with {@code :PORT}; an IPv6 address has brackets. Throws
     * {@link IllegalArgumentException} for anything else. Whether there is such an interface is not asked.
     */
    public static ListenPlace parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (parts.matches()) {
            OptionalInt port =
                    parts.group(4) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(parts.group(4)));
            Optional<String> digits = Optional.ofNullable(parts.group(1) == null ? parts.group(2) : parts.group(1));
            if ((digits.isEmpty() || isPlain(digits.get())) && port.orElse(0) <= MAX_PORT) {
                return new ListenPlace(digits.orElse(parts.group(3)), port);
            }
        }
        throw new IllegalArgumentException(
                "'%s' is neither an address of this machine nor an interface, such as 192.168.7.2:6881, [fd00::2]:6881 or eth0"
                        .formatted(text));
    }

    /** Not in one of the forms that only some programs understand. */
    private static boolean isPlain(String digits) {
        return HostKind.inDigits(digits).isPresent()
                && (digits.indexOf(':') >= 0
                        || digits.chars().filter(each -> each == '.').count() == 3);
    }

    /** The address, if it is one; empty for an interface. */
    public Optional<InetAddress> address() {
        return HostKind.inDigits(where).filter(digits -> !isInterface()).map(ListenPlace::inet);
    }

    /** True unless it is the wildcard address, which leaves all addresses of this machine and names a port alone. */
    public boolean isBound() {
        return address().map(address -> !address.isAnyLocalAddress()).orElse(true);
    }

    private boolean isInterface() {
        return Character.isLetter(where.charAt(0)) && where.indexOf(':') < 0;
    }

    private static InetAddress inet(byte[] digits) {
        try {
            return InetAddress.getByAddress(digits);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    /** An address of this machine that is listened on, for programs of this machine; empty when there is none now, or many. */
    public Optional<InetAddress> here() {
        if (!isInterface()) {
            return address().filter(address -> isBound());
        }
        try {
            NetworkInterface found = NetworkInterface.getByName(where);
            return found == null ? Optional.empty() : found.inetAddresses().findFirst();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    /** Tells whether it is there now: an address of this machine, or an interface that is up and has an address. */
    public boolean isHere() {
        if (!isBound()) {
            return true;
        }
        try {
            Optional<InetAddress> address = address();
            NetworkInterface found = address.isPresent()
                    ? NetworkInterface.getByInetAddress(address.get())
                    : NetworkInterface.getByName(where);
            return found != null
                    && found.isUp()
                    && found.inetAddresses().findAny().isPresent();
        } catch (SocketException e) {
            return false;
        }
    }

    /** The text without a port, an IPv6 address in brackets. */
    public String device() {
        return where.indexOf(':') < 0 ? where : "[" + where + "]";
    }

    /** The text; {@link #parse} is its inverse. */
    @Override
    public String toString() {
        return device() + (port.isPresent() ? ":" + port.getAsInt() : "");
    }
}
