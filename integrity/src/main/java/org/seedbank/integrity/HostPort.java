package org.seedbank.integrity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A port of a host, as in {@code 192.0.2.1:6881}, {@code [2001:db8::1]:6881} and {@code data.example.org:6881}.
 *
 * @param host an IPv4 address, an IPv6 address without brackets and perhaps with its zone, or a name of ASCII letters
 * @param port 0 to 65535; whoever listens means any free port by 0
 */
public record HostPort(String host, int port) {

    private static final int MAX_PORT = 65535;

    /** Characters of a name that can be looked up (RFC 1035), and more than any address has. */
    private static final int MAX_HOST = 255;

    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile("(?:%s\\.){3}%s".formatted(BYTE, BYTE));
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F.]*:[0-9a-fA-F:.]*(?:%[A-Za-z0-9_.-]+)?");

    /** A name whose last part is a number would be taken for an address by some, and looked up by others. */
    private static final Pattern NAME = Pattern.compile("(?:[A-Za-z0-9_-]+\\.)*(?![0-9]+\\.?$)[A-Za-z0-9_-]+\\.?");

    private static final Pattern TEXT = Pattern.compile("(?:\\[([^\\[\\]]*:[^\\[\\]]*)]|([^:\\[\\]]+)):([0-9]{1,5})");

    /** Throws {@link IllegalArgumentException} when the host is none or the port is out of its range. */
    public HostPort {
        if (host.length() > MAX_HOST || (!isAddress(host) && !NAME.matcher(host).matches())) {
            String shown = host.length() > MAX_HOST ? host.substring(0, MAX_HOST) + "…" : host;
            throw new IllegalArgumentException("'%s' is neither an IP address nor a host name".formatted(shown));
        }
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("%d is no port: those go from 0 to %d".formatted(port, MAX_PORT));
        }
    }

    /** Reads {@code HOST:PORT} or {@code [IPV6]:PORT}. Throws {@link IllegalArgumentException} for anything else. */
    public static HostPort parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("'%s' is not HOST:PORT".formatted(text));
        }
        String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
        return new HostPort(host, Integer.parseInt(parts.group(3)));
    }

    /** Reads a stranger's text; empty for anything but an IP address with its port, since no name is looked up for one. */
    public static Optional<HostPort> address(String text) {
        try {
            return Optional.of(parse(text)).filter(HostPort::isAddress);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** True when the host is an IP address by its form, not a name. */
    public boolean isAddress() {
        return isAddress(host);
    }

    private static boolean isAddress(String host) {
        return IPV4.matcher(host).matches() || IPV6.matcher(host).matches();
    }

    /** The text; {@link #parse} is its inverse. */
    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? "%s:%d" : "[%s]:%d").formatted(host, port);
    }
}
