package org.seedbank.node.internal.wire;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of peers as {@code host:port}. Hosts are IP addresses: no name is ever looked up for a stranger. */
final class Addresses {

    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";
    private static final Pattern FORM =
            Pattern.compile("(?<host>(%s\\.){3}%s|\\[[0-9a-fA-F:.%%]+\\]):(?<port>[0-9]{1,5})".formatted(BYTE, BYTE));
    private static final int MAX_PORT = 65535;

    private Addresses() {}

    static InetSocketAddress parse(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches() || Integer.parseInt(match.group("port")) > MAX_PORT) {
            throw new IllegalArgumentException(text);
        }
        try {
            return new InetSocketAddress(
                    InetAddress.getByName(match.group("host")), Integer.parseInt(match.group("port")));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static String text(InetSocketAddress address) {
        String host = address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.contains(":") ? "[%s]:%d" : "%s:%d").formatted(host, address.getPort());
    }
}
