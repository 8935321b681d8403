package org.seedbank.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.seedbank.integrity.HostPort;
import org.seedbank.web.proxy.ProxyAddress;
import org.seedbank.web.proxy.ProxyChoice;
import org.seedbank.web.proxy.ProxyGateway;

/**
 * Proxies as a person has chosen them, or as the environment names them, by {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and
 * {@code no_proxy}, in lower or upper case; where it names none, those of the JVM's settings. What is on this machine is
 * never asked for through a proxy. Java's client has no SOCKS5, so such a proxy is used through a {@link ProxyGateway}. Safe for use by several threads.
 */
final class Proxies extends ProxySelector {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    private final Map<String, String> environment;
    private final Chosen chosen;

    /** Where the choice comes from. */
    @FunctionalInterface
    interface Chosen {
        /** Throws {@link BadProxyException} when it is not known. */
        ProxyChoice get() throws BadProxyException;
    }

    private Proxies(Map<String, String> environment, Chosen chosen) {
        this.environment = Map.copyOf(environment);
        this.chosen = chosen;
    }

    /** Proxies of these variables. */
    static Proxies of(Map<String, String> environment) {
        return new Proxies(environment, () -> ProxyChoice.ENVIRONMENT);
    }

    /** Proxies of these variables, unless others are chosen. */
    static Proxies of(Map<String, String> environment, Chosen chosen) {
        return new Proxies(environment, chosen);
    }

    /** A proxy, and who names it. */
    private record Found(ProxyAddress proxy, Optional<String> variable) {

        /** In words, without its password. */
        String words() {
            return "the proxy '%s', which %s,"
                    .formatted(
                            proxy.place(),
                            variable.map("the variable '%s' names"::formatted).orElse("is set for the node"));
        }

        boolean isSocks() {
            return proxy.kind() != ProxyAddress.Kind.HTTP;
        }

        ProxyGateway gateway() {
            return ProxyGateway.to(proxy);
        }
    }

    @Override
    public List<Proxy> select(URI uri) {
        try {
            Optional<Found> found = find(uri);
            if (found.isEmpty()) {
                boolean direct = isExcepted(uri) || chosen.get().kind() == ProxyChoice.Kind.NONE;
                return direct ? List.of(Proxy.NO_PROXY) : ofTheJvm(uri);
            }
            HostPort place = found.get().proxy().place();
            return List.of(new Proxy(
                    Proxy.Type.HTTP,
                    found.get().isSocks()
                            ? new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(),
                                    found.get().gateway().port())
                            : InetSocketAddress.createUnresolved(place.host(), place.port())));
        } catch (BadProxyException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The header that opens the proxy for this address, where there is a user and a password. */
    Optional<String> authorization(URI uri) throws BadProxyException {
        Optional<Found> found = find(uri);
        if (found.isPresent() && found.get().isSocks()) {
            return Optional.of(found.get().gateway().authorization());
        }
        Optional<ProxyAddress> proxy = found.map(Found::proxy);
        return proxy.flatMap(ProxyAddress::user)
                .map(user -> "Basic "
                        + Base64.getEncoder()
                                .encodeToString((user
                                                + proxy.orElseThrow()
                                                        .password()
                                                        .map(each -> ":" + each)
                                                        .orElse(""))
                                        .getBytes(UTF_8)));
    }

    private static List<Proxy> ofTheJvm(URI uri) {
        ProxySelector selector = getDefault();
        return selector == null ? List.of(Proxy.NO_PROXY) : selector.select(uri);
    }

    /** The proxy for this address, in words and without its password. */
    Optional<String> named(URI uri) throws BadProxyException {
        return find(uri).map(Found::words);
    }

    /** True when names of hosts are not to be looked up here: the proxy does that, and a name server would hear of them. */
    boolean looksUp(URI uri) throws BadProxyException {
        return find(uri)
                .filter(found -> found.proxy().kind().looksUp())
                .filter(found -> found.isSocks() || found.variable().isEmpty())
                .isPresent();
    }

    /** What a connection to this address failed for, where a gateway knows. */
    Optional<IOException> failure(URI uri) throws BadProxyException {
        Optional<Found> found = find(uri).filter(Found::isSocks);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        Optional<IOException> proxy = found.get().gateway().trouble().map(BadProxyException::new);
        return proxy.or(() ->
                found.get().gateway().failure(new HostPort(host(uri), port)).map(ConnectException::new));
    }

    private Optional<Found> find(URI uri) throws BadProxyException {
        ProxyChoice choice = chosen.get();
        if (isExcepted(uri) || choice.kind() == ProxyChoice.Kind.NONE) {
            return Optional.empty();
        }
        if (choice.named().isPresent()) {
            return Optional.of(usable(new Found(choice.named().get(), Optional.empty())));
        }
        Optional<String> variable = Stream.of(uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy", "all_proxy")
                .filter(name -> value(name).isPresent())
                .findFirst();
        return variable.isEmpty()
                ? Optional.empty()
                : Optional.of(usable(
                        new Found(parse(variable.get(), value(variable.get()).orElseThrow()), variable)));
    }

    /** What goes through itself would never end; of a SOCKS proxy its gateway finds that out. */
    private static Found usable(Found found) throws BadProxyException {
        if (!found.isSocks() && ProxyGateway.isOurs(found.proxy().place())) {
            throw new BadProxyException(found.words() + " is this program itself");
        }
        return found;
    }

    private Optional<String> value(String name) {
        return Optional.ofNullable(environment.get(name))
                .or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT))))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static ProxyAddress parse(String name, String value) throws BadProxyException {
        try {
            return ProxyAddress.parse(value);
        } catch (IllegalArgumentException e) {
            // Its message is said to hold no password.
            throw new BadProxyException(
                    "the variable '%s' %s".formatted(name, e.getMessage().replaceFirst("^it ", "")));
        }
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
