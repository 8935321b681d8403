package org.seedbank.web;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.seedbank.integrity.HostKind;

/** Tells whether an address is of this machine or of a private network, and which digits its name leads to. */
final class Surroundings {

    /**
     * Where a host leads.
     *
     * @param kind the kind of its address, or of all its addresses; {@link HostKind#NAME} where nobody here knows the name
     * @param pin the address that is to be connected to instead of asking for the name again; empty when there is none
     */
    record Found(HostKind kind, Optional<InetAddress> pin) {
        /** Nobody needs to know. */
        static final Found NOTHING = new Found(HostKind.NAME, Optional.empty());

        /** True for this machine, by whichever of its names. */
        boolean isLoopback() {
            return kind == HostKind.PRIVATE
                    && pin.filter(InetAddress::isLoopbackAddress).isPresent();
        }
    }

    private final HostNames.Resolver resolver;

    Surroundings(HostNames.Resolver resolver) {
        this.resolver = resolver;
    }

    /**
     * Judges the host of an address.
     *
     * @param deadline when to give up asking a name server, as {@link System#nanoTime} counts
     */
    Found of(URI uri, long deadline) throws IOException, InterruptedException {
        String host = uri.getHost() == null ? "" : uri.getHost();
        HostKind kind = HostKind.of(host);
        Optional<byte[]> digits = HostKind.inDigits(withoutBrackets(host));
        if (digits.isPresent()) {
            return new Found(kind, Optional.of(InetAddress.getByAddress(digits.get())));
        }
        if (kind == HostKind.UNUSABLE) {
            return new Found(kind, Optional.empty());
        }
        List<InetAddress> addresses = lookUp(host, deadline);
        if (addresses.isEmpty()) {
            return new Found(kind, Optional.empty());
        }
        boolean all = kind != HostKind.PRIVATE
                && addresses.stream().allMatch(each -> HostKind.of(each.getAddress()) == HostKind.PUBLIC);
        return new Found(all ? HostKind.PUBLIC : HostKind.PRIVATE, Optional.of(addresses.get(0)));
    }

    /** Judges a host by what it says itself; nobody is asked for a name. */
    static Found byItself(URI uri) throws IOException {
        String host = uri.getHost() == null ? "" : uri.getHost();
        Optional<byte[]> digits = HostKind.inDigits(withoutBrackets(host));
        return new Found(
                HostKind.of(host),
                digits.isPresent() ? Optional.of(InetAddress.getByAddress(digits.get())) : Optional.empty());
    }

    private static String withoutBrackets(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private List<InetAddress> lookUp(String host, long deadline) throws IOException, InterruptedException {
        try {
            return HostNames.lookUp(resolver, host, deadline);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no name server answered in time");
        }
    }
}
