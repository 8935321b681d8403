package org.seedbank.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
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
import org.seedbank.integrity.HostPort;
import org.seedbank.web.proxy.NamedProxy;
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

    private static boolean isSocks(NamedProxy found) {
        return found.proxy().kind() != ProxyAddress.Kind.HTTP;
    }

    private static ProxyGateway gateway(NamedProxy found) {
        return ProxyGateway.to(found.proxy());
    }

    @Override
    public List<Proxy> select(URI uri) {
        try {
            Optional<NamedProxy> found = find(uri);
            if (found.isEmpty()) {
                boolean direct = isExcepted(uri) || chosen.get().kind() == ProxyChoice.Kind.NONE;
                return direct ? List.of(Proxy.NO_PROXY) : ofTheJvm(uri);
            }
            HostPort place = found.get().proxy().place();
            return List.of(new Proxy(
                    Proxy.Type.HTTP,
                    isSocks(found.get())
                            ? new InetSocketAddress(
                                    InetAddress.getLoopbackAddress(),
                                    gateway(found.get()).port())
                            : InetSocketAddress.createUnresolved(place.host(), place.port())));
        } catch (BadProxyException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** The header that opens the proxy for this address, where there is a user and a password. */
    Optional<String> authorization(URI uri) throws BadProxyException {
        Optional<NamedProxy> found = find(uri);
        if (found.isPresent() && isSocks(found.get())) {
            return Optional.of(gateway(found.get()).authorization());
        }
        Optional<ProxyAddress> proxy = found.map(NamedProxy::proxy);
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

    /** The proxy for this address. */
    Optional<NamedProxy> named(URI uri) throws BadProxyException {
        return find(uri);
    }

    /** True when names of hosts are not to be looked up here: the proxy does that, and a name server would hear of them. */
    boolean looksUp(URI uri) throws BadProxyException {
        return find(uri)
                .filter(found -> found.proxy().kind().looksUp())
                .filter(found -> isSocks(found) || found.variable().isEmpty())
                .isPresent();
    }

    /** What a connection to this address failed for, where a gateway knows. */
    Optional<IOException> failure(URI uri) throws BadProxyException {
        Optional<NamedProxy> found = find(uri).filter(Proxies::isSocks);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        Optional<IOException> proxy = gateway(found.get()).trouble().map(trouble -> bad(found.get(), trouble));
        return proxy.or(() -> gateway(found.get())
                .failure(new HostPort(host(uri), port))
                .map(why -> new BehindProxyException(why + through(found.get()))));
    }

    private Optional<NamedProxy> find(URI uri) throws BadProxyException {
        ProxyChoice choice = chosen.get();
        if (isExcepted(uri) || choice.kind() == ProxyChoice.Kind.NONE) {
            return Optional.empty();
        }
        if (choice.named().isPresent()) {
            return Optional.of(usable(new NamedProxy(choice.named().get(), Optional.empty())));
        }
        Optional<String> variable =
                NamedProxy.variable(environment, uri.getScheme().toLowerCase(Locale.ROOT) + "_proxy", "all_proxy");
        return variable.isEmpty()
                ? Optional.empty()
                : Optional.of(usable(new NamedProxy(parse(variable.get(), environment.get(variable.get())), variable)));
    }

    /** What goes through itself would never end; of a SOCKS proxy its gateway finds that out. */
    private static NamedProxy usable(NamedProxy found) throws BadProxyException {
        if (!isSocks(found) && ProxyGateway.isOurs(found.proxy().place())) {
            throw bad(found, "is this program itself");
        }
        return found;
    }

    /** Says what a proxy does instead of its work, in words that go on after its name. */
    static BadProxyException bad(NamedProxy proxy, String does) {
        return new BadProxyException(proxy.words() + " " + does, proxy.variable());
    }

    /** Says that something was said or done behind a proxy, in words that go on after what it was. */
    static String through(NamedProxy proxy) {
        String words = proxy.words();
        return "; it was asked through " + words.substring(0, words.length() - 1);
    }

    private static ProxyAddress parse(String name, String value) throws BadProxyException {
        try {
            return ProxyAddress.parse(value);
        } catch (IllegalArgumentException e) {
            // Its message is said to hold no password.
            throw new BadProxyException(
                    "the variable '%s' %s".formatted(name, e.getMessage().replaceFirst("^it ", "")), Optional.of(name));
        }
    }

    private String exceptions() {
        return NamedProxy.variable(environment, "no_proxy")
                .map(environment::get)
                .orElse("");
    }

    private boolean isExcepted(URI uri) {
        String host = host(uri);
        return LOOPBACK.contains(host)
                || Arrays.stream(exceptions().split("[,\\s]+", -1))
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
