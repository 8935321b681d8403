package org.seedbank.catalog.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Proxies as the environment names them, by {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and
 * {@code no_proxy}, in lower or upper case; where it names none, those of the JVM's settings. What is on this machine is
 * never asked for through a proxy. Safe for use by several threads.
 */
final class Proxies extends ProxySelector {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");
    private static final int USUAL_PORT = 80;

    private final Map<String, String> environment;

    private Proxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Proxies of these variables. */
    static Proxies of(Map<String, String> environment) {
        return new Proxies(environment);
    }

    @Override
    public List<Proxy> select(URI uri) {
        try {
            return proxy(uri)
                    .map(proxy -> List.of(new Proxy(
                            Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.getHost(), port(proxy)))))
                    .orElseGet(() -> isExcepted(uri) ? List.of(Proxy.NO_PROXY) : ofTheJvm(uri));
        } catch (BadProxyException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The header that opens the proxy for this address, where its variable holds a user and a password. */
    Optional<String> authorization(URI uri) throws BadProxyException {
        return proxy(uri)
                .map(URI::getRawUserInfo)
                .map(user -> "Basic "
                        + Base64.getEncoder()
                                .encodeToString(URLDecoder.decode(user.replace("+", "%2B"), UTF_8)
                                        .getBytes(UTF_8)));
    }

    private static List<Proxy> ofTheJvm(URI uri) {
        ProxySelector selector = getDefault();
        return selector == null ? List.of(Proxy.NO_PROXY) : selector.select(uri);
    }

    /** The proxy that the environment names for this address, in words and without its password. */
    Optional<String> named(URI uri) throws BadProxyException {
        Optional<String> variable = variable(uri);
        if (variable.isEmpty()) {
            return Optional.empty();
        }
        URI proxy = proxy(uri).orElseThrow();
        return Optional.of("the proxy '%s:%d', which the variable '%s' names,"
                .formatted(proxy.getHost(), port(proxy), variable.get()));
    }

    private Optional<URI> proxy(URI uri) throws BadProxyException {
        Optional<String> variable = variable(uri);
        return variable.isEmpty()
                ? Optional.empty()
                : Optional.of(parse(variable.get(), value(variable.get()).orElseThrow()));
    }

    /** The variable, in lower case, whose proxy is asked for this address. */
    private Optional<String> variable(URI uri) {
        return Stream.of(uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy", "all_proxy")
                .filter(name -> !isExcepted(uri) && value(name).isPresent())
                .findFirst();
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static URI parse(String name, String value) throws BadProxyException {
        try {
            URI proxy = new URI(value.contains("://") ? value : "http://" + value);
            if (!"http".equalsIgnoreCase(proxy.getScheme())) {
                throw new BadProxyException(
                        "the variable '%s' names a proxy of the kind '%s'; only 'http' is understood"
                                .formatted(name, proxy.getScheme()));
            }
            if (proxy.getHost() != null && proxy.getPort() <= 65_535) {
                return proxy;
            }
        } catch (URISyntaxException e) {
            // Its message would hold the value, which may hold a password.
        }
        throw new BadProxyException("the variable '%s' holds no address of a proxy".formatted(name));
    }

    private static int port(URI proxy) {
        return proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort();
    }

    private boolean isExcepted(URI uri) {
        String host = host(uri);
        return LOOPBACK.contains(host)
                || Arrays.stream(value("no_proxy").orElse("").split("[,\\s]+", -1))
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .anyMatch(each -> isMeant(each, host, uri.getPort()));
    }

    private static String host(URI uri) {
        String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** As curl and Go understand it: a host with all below it, with a port where one is named; {@code *} is everything. */
    private static boolean isMeant(String exception, String host, int port) {
        String name = exception.replaceFirst("^\\*?\\.", "");
        if (name.endsWith(":" + port)) {
            name = name.substring(0, name.lastIndexOf(':'));
        }
        return name.equals("*") || (!name.isEmpty() && (host.equals(name) || host.endsWith("." + name)));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        // Whoever asked is told by the failure itself.
    }
}
