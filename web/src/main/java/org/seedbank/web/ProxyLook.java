package org.seedbank.web;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.web.proxy.ProxyAddress;

/**
 * A proxy that the environment names, and whether somebody listens there.
 *
 * @param proxy the proxy and its variable, in words and without its password
 * @param problem why it cannot be used; empty where it can be connected to
 */
public record ProxyLook(String proxy, Optional<String> problem) {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Hosts that no list of exceptions names, one for each scheme. */
    private static final List<URI> ANYBODY =
            List.of(URI.create("http://proxied.invalid/"), URI.create("https://proxied.invalid/"));

    /**
     * Looks at each proxy of these variables once, by connecting to it, five seconds at most; nothing is sent.
     *
     * @return what was found; nothing where no variable names a proxy
     */
    public static List<ProxyLook> at(Map<String, String> environment) {
        Proxies proxies = Proxies.of(environment);
        List<ProxyLook> looks = new ArrayList<>();
        for (URI uri : ANYBODY) {
            at(proxies, uri).filter(look -> !looks.contains(look)).ifPresent(looks::add);
        }
        return looks;
    }

    /** Looks at a proxy in the same way. */
    public static ProxyLook at(ProxyAddress proxy) {
        return new ProxyLook(
                proxy.toString(),
                problem(new InetSocketAddress(
                        proxy.place().host(), proxy.place().port())));
    }

    private static Optional<ProxyLook> at(Proxies proxies, URI uri) {
        try {
            return proxies.named(uri).map(proxy -> new ProxyLook(shown(proxy.words()), problem(proxies.select(uri))));
        } catch (BadProxyException e) {
            return Optional.of(new ProxyLook("the environment's proxy", Optional.of(e.getMessage())));
        }
    }

    private static String shown(String name) {
        return name.endsWith(",") ? name.substring(0, name.length() - 1) : name;
    }

    private static Optional<String> problem(List<Proxy> proxies) {
        for (Proxy proxy : proxies) {
            if (proxy.address() instanceof InetSocketAddress address) {
                Optional<String> found = problem(new InetSocketAddress(address.getHostString(), address.getPort()));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> problem(InetSocketAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(address, (int) PATIENCE.toMillis());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(HttpTrouble.reason(e));
        }
    }
}
