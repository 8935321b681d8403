package org.seedbank.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.web.proxy.NamedProxy;
import org.seedbank.web.proxy.ProxyChoice;

/**
 * One request, with its limits. For one thread; each is sent once.
 *
 * <p>Requests go through the proxies that the environment names, believe the certificates of this Java and of
 * {@code SSL_CERT_FILE}, go never to {@code http} after {@code https}, and end when
 * their thread is interrupted. What a person names may be on this machine or in a private network; what a redirect, or
 * anybody else, names may not, but for a redirect within one such host.
 */
public final class HttpCall {

    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(2);
    private static final int USUAL_BYTES = 1 << 20;

    /** However steadily bytes come. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final int MOST_REDIRECTS = 5;

    /** More of an address tells nobody anything. */
    private static final int LONGEST_SHOWN = 200;

    private static final String NO_ADDRESS = "which is no address of http or https";

    /** The JDK's words for a proxy that answers something else than that it has connected. */
    private static final Pattern NO_TUNNEL = Pattern.compile("Tunnel failed, got: ([0-9]{3})");

    private static final int PROXY_LOGIN = 407;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** Without this the JDK would not let Basic authentication open a tunnel, which is what most proxies want. */
    private static final String DISABLED = "jdk.http.auth.tunneling.disabledSchemes";

    /** With this a connection can be made to an address that was judged, for the name that it belongs to. */
    private static final String ALLOWED = "jdk.httpclient.allowRestrictedHeaders";

    /** What is read from a connection at once. With the JDK's 16 KiB, and with 64, long bodies cost a change of threads for little. */
    private static final String BUFFER = "jdk.httpclient.bufsize";

    static {
        if (System.getProperty(DISABLED) == null) {
            System.setProperty(DISABLED, "");
        }
        if (System.getProperty(ALLOWED) == null) {
            System.setProperty(ALLOWED, "host");
        }
        if (System.getProperty(BUFFER) == null) {
            System.setProperty(BUFFER, "262144");
        }
    }

    /** Set for the process; the environment counts where it is not. */
    private static final AtomicReference<Supplier<ProxyChoice>> CHOSEN =
            new AtomicReference<>(() -> ProxyChoice.ENVIRONMENT);

    /**
     * For the process, made at its first request, as most commands make none; connections stay open between requests,
     * and the threads end with the process.
     */
    private static final class Shared {

        static final Proxies PROXIES = Proxies.of(System.getenv(), HttpCall::chosen);
        static final SSLContext TLS = Certificates.context(System.getenv());
        static final HttpClient CLIENT = client(PROXIES, TLS);

        private Shared() {}
    }

    private final URI uri;
    private final String method;
    private final byte[] sent;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private Proxies proxies = Shared.PROXIES;
    private Surroundings surroundings = new Surroundings(InetAddress::getAllByName);
    private HttpClient client = Shared.CLIENT;
    private boolean follows;
    private Predicate<URI> within = uri -> true;
    private boolean raw;
    private Names names = Names.OF_A_PERSON;
    private Duration limit = USUAL_LIMIT;
    private Duration longest = USUAL_LIMIT;
    private Duration end = LONGEST;
    private int bytesPerSecond = Integer.MAX_VALUE;
    private int most = USUAL_BYTES;

    private HttpCall(String method, URI uri, byte[] sent) {
        if (uri.getHost() == null || !isHttp(uri)) {
            throw new IllegalArgumentException("not an address with http or https");
        }
        this.method = method;
        this.uri = uri;
        this.sent = sent;
        headers.put("User-Agent", "seedbank");
    }

    /**
     * Sends all requests of this process through other proxies than the environment's, from now on.
     *
     * @param choice is asked at each request; what it fails for is why requests do, so that none goes out in another way
     */
    public static void useProxies(Supplier<ProxyChoice> choice) {
        CHOSEN.set(choice);
    }

    private static ProxyChoice chosen() throws BadProxyException {
        try {
            return CHOSEN.get().get();
        } catch (SeedbankException e) {
            throw new BadProxyException("which proxy to use is not known: " + e.getMessage(), Optional.empty());
        }
    }

    private static boolean isHttp(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
    }

    /** With HTTP/1.1, a body that is shorter than was said is always an error. Redirects are followed here, not there. */
    private static HttpClient client(Proxies proxies) {
        return client(proxies, Shared.TLS);
    }

    private static HttpClient client(Proxies proxies, SSLContext tls) {
        return HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(CONNECT)
                .proxy(proxies)
                .build();
    }

    /**
     * A {@code GET} of what a person has named, which follows redirects, within two minutes and a mebibyte.
     *
     * @throws IllegalArgumentException when the address is none of {@code http} or {@code https}
     */
    public static HttpCall get(URI uri) {
        HttpCall call = new HttpCall("GET", uri, new byte[0]);
        call.follows = true;
        call.headers.put("Accept-Encoding", "gzip");
        return call;
    }

    /** A {@code GET} through other proxies than the environment's. */
    static HttpCall get(URI uri, Proxies proxies) {
        HttpCall call = get(uri);
        call.proxies = proxies;
        call.client = client(proxies);
        return call;
    }

    /** With other certificates that are believed than the environment's. */
    HttpCall trusting(SSLContext tls) {
        client = client(proxies, tls);
        return this;
    }

    /** With names that are looked up in another way. */
    HttpCall resolving(HostNames.Resolver resolver) {
        surroundings = new Surroundings(resolver);
        return this;
    }

    /**
     * A request that follows no redirect.
     *
     * @param body empty for none
     */
    public static HttpCall send(String method, URI uri, byte[] body) {
        return new HttpCall(method, uri, body);
    }

    /** For an address that a stranger has named: not on this machine nor in a private network. */
    public HttpCall namedByStranger() {
        names = names == Names.ALLOWED ? names : Names.OF_A_STRANGER;
        return this;
    }

    /** With a body just as the server sends it, of which {@link #atMost} says nothing; asks for it uncompressed. */
    public HttpCall asSent() {
        raw = true;
        headers.put("Accept-Encoding", "identity");
        return this;
    }

    /** Also to this machine and to private networks, whoever leads there. */
    public HttpCall allowPrivate() {
        names = Names.ALLOWED;
        return this;
    }

    /** Redirected only to such addresses; a redirect to another is answered as it is. */
    public HttpCall redirectedOnlyTo(Predicate<URI> allowed) {
        within = allowed;
        return this;
    }

    /** Who has named the address, as far as that matters. */
    private enum Names {
        OF_A_PERSON,
        OF_A_STRANGER,
        ALLOWED
    }

    /** With this header, in the place of any other of its name. */
    public HttpCall header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** With this much time for the whole answer. */
    public HttpCall within(Duration time) {
        limit = time;
        longest = time;
        return this;
    }

    /**
     * With this much time for an answer to begin and for what is small, and with more, up to an hour, for a body of which at
     * least so many bytes come in each second.
     */
    public HttpCall within(Duration time, int leastBytesPerSecond) {
        within(time);
        longest = LONGEST;
        bytesPerSecond = leastBytesPerSecond;
        return this;
    }

    /** Ended after this much time at the latest, however steadily bytes come. */
    public HttpCall endingWithin(Duration time) {
        end = time;
        return this;
    }

    /** With so many bytes of answer at most, after they were uncompressed. */
    public HttpCall atMost(int bytes) {
        most = bytes;
        return this;
    }

    /**
     * Asks.
     *
     * @return the answer, whatever its status; the caller closes it. A redirect that leads from {@code https} to
     *     {@code http}, to no address or in a circle is answered as it is
     * @throws PrivatePlaceException when somebody else than the caller leads to this machine or a private network
     * @throws IOException when none came; {@link HttpTrouble} says in words what that means
     */
    public HttpAnswer answer() throws IOException, InterruptedException {
        limit = shorter(limit, end);
        longest = shorter(longest, end);
        long started = System.nanoTime();
        long deadline = started + limit.toNanos();
        Hop hop = first(deadline);
        List<URI> asked = new ArrayList<>();
        while (true) {
            HttpResponse<InputStream> response = send(hop, deadline);
            asked.add(hop.uri());
            Onward onward = follows ? onward(hop.uri(), response, asked) : Onward.NONE;
            if (onward.to().isEmpty()) {
                Optional<NamedProxy> proxy = proxies.named(hop.uri());
                AnswerTime time = new AnswerTime(started, limit, longest, bytesPerSecond);
                return new HttpAnswer(
                        hop.uri(),
                        response,
                        raw
                                ? AnswerBody.asSent(response, time, proxy.map(NamedProxy::words))
                                : new AnswerBody(response, time, most, proxy.map(NamedProxy::words)),
                        onward.why(),
                        proxy.map(Proxies::through));
            }
            response.body().close();
            hop = judged(onward.to().get(), Optional.of(hop), deadline);
        }
    }

    /**
     * What an answer leads to.
     *
     * @param to where it is followed to
     * @param why the reason for which it is not, where it would lead on
     */
    private record Onward(Optional<URI> to, Optional<String> why) {
        static final Onward NONE = new Onward(Optional.empty(), Optional.empty());

        static Onward refused(String location, String why) {
            String place = AddressKeys.hidden(WebAddress.shown(location));
            String shown = place.length() > LONGEST_SHOWN ? place.substring(0, LONGEST_SHOWN) + "…" : place;
            return new Onward(Optional.empty(), Optional.of("it redirects to '%s', %s".formatted(shown, why)));
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * One request on the way.
     *
     * @param pin the address to connect to, which has been judged; empty for whatever the host leads to
     * @param found where it leads
     */
    private record Hop(URI uri, Optional<InetAddress> pin, Surroundings.Found found) {}

    /** Where it leads has to be known before it is asked: afterwards a name could lead elsewhere. */
    private Hop first(long deadline) throws IOException, InterruptedException {
        if (names != Names.OF_A_PERSON) {
            return judged(uri, Optional.empty(), deadline);
        }
        boolean known = !follows || proxies.named(uri).isPresent();
        return new Hop(uri, Optional.empty(), known ? Surroundings.Found.NOTHING : surroundings.of(uri, deadline));
    }

    /** Where an answer leads on to, after all that was asked before. */
    private Onward onward(URI from, HttpResponse<?> response, List<URI> asked) {
        if (!REDIRECTS.contains(response.statusCode())) {
            return Onward.NONE;
        }
        Optional<String> location = response.headers().firstValue("Location");
        if (location.isEmpty()) {
            return new Onward(Optional.empty(), Optional.of("it redirects, and does not say where to"));
        }
        URI to;
        try {
            to = from.resolve(URI.create(location.get()));
        } catch (IllegalArgumentException e) {
            return Onward.refused(location.get(), NO_ADDRESS);
        }
        if (to.getHost() == null || !isHttp(to)) {
            return Onward.refused(to.toString(), NO_ADDRESS);
        }
        if ("https".equalsIgnoreCase(from.getScheme()) && "http".equalsIgnoreCase(to.getScheme())) {
            return Onward.refused(
                    to.toString(), "and nothing leads from https to http, which anybody on the way could change");
        }
        if (!within.test(to)) {
            return Onward.refused(to.toString(), "which is beyond what is reached");
        }
        if (asked.size() > MOST_REDIRECTS) {
            return Onward.refused(
                    to.toString(), asked.contains(to) ? "in a circle" : "after %d others".formatted(MOST_REDIRECTS));
        }
        return new Onward(Optional.of(to), Optional.empty());
    }

    /**
     * Where a stranger leads to. Within a host that is private itself, a redirect tells nothing new; a host whose name was
     * public before has to stay so.
     */
    private Hop judged(URI to, Optional<Hop> from, long deadline) throws IOException, InterruptedException {
        boolean proxied = proxies.named(to).isPresent();
        Surroundings.Found found = proxies.looksUp(to) ? Surroundings.byItself(to) : surroundings.of(to, deadline);
        if (found.kind() == HostKind.NAME && !proxied) {
            throw new UnknownHostException(to.getHost());
        }
        if (names == Names.ALLOWED) {
            return new Hop(to, Optional.empty(), found);
        }
        if (found.kind() == HostKind.UNUSABLE) {
            throw new PrivatePlaceException(
                    "it leads to '%s', which is no plain name of a host".formatted(to.getHost()));
        }
        if (found.kind() == HostKind.PRIVATE && !isWithin(to, found, from)) {
            throw new PrivatePlaceException(
                    "it leads to '%s', on this machine or in a private network".formatted(to.getHost()));
        }
        return new Hop(to, proxied ? Optional.empty() : found.pin(), found);
    }

    private static boolean isWithin(URI to, Surroundings.Found found, Optional<Hop> from) {
        return from.isPresent()
                && from.get().found().kind() == HostKind.PRIVATE
                && (to.getHost().equalsIgnoreCase(from.get().uri().getHost())
                        || (found.isLoopback() && from.get().found().isLoopback()));
    }

    /** Where there is a proxy, only the proxy is connected to. */
    private HttpResponse<InputStream> send(Hop hop, long deadline) throws IOException, InterruptedException {
        try {
            HttpResponse<InputStream> response = client.send(request(hop, deadline), WakefulBody.handler());
            if (response.statusCode() == PROXY_LOGIN) {
                refuse(hop, response);
            }
            ServerClocks.ofProcess().take(hop.uri().getHost(), server(hop), response);
            return response;
        } catch (ConnectException | HttpConnectTimeoutException e) {
            Optional<NamedProxy> proxy = proxies.named(hop.uri());
            if (proxy.isPresent()) {
                throw Proxies.bad(proxy.get(), "does not answer");
            }
            Duration waited = limit.compareTo(CONNECT) < 0 ? limit : CONNECT;
            throw e instanceof HttpConnectTimeoutException ? new TooSlowException("no connection", waited, e) : e;
        } catch (HttpTimeoutException e) {
            throw new TooSlowException("no answer", limit, e);
        } catch (IllegalArgumentException e) {
            // The JDK's way to say that a Content-Length is no number.
            if (e.getCause() instanceof NumberFormatException) {
                throw new ProtocolException("a length in its header is no number");
            }
            throw e;
        } catch (BadProxyException e) {
            throw e;
        } catch (IOException e) {
            throw meaning(hop.uri(), e);
        }
    }

    /** The address of the server as far as it is known here: behind a proxy, only of one that is named in digits. */
    private Optional<InetAddress> server(Hop hop) throws IOException {
        if (hop.found().pin().isPresent()) {
            return hop.found().pin();
        }
        Optional<InetAddress> digits = Surroundings.byItself(hop.uri()).pin();
        if (digits.isPresent() || proxies.named(hop.uri()).isPresent()) {
            return digits;
        }
        try {
            // Java has just looked it up to connect to it, and remembers.
            return Optional.of(InetAddress.getByName(hop.uri().getHost()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Where there is a proxy, it is what was talked to. */
    private IOException meaning(URI asked, IOException e) throws BadProxyException {
        Optional<IOException> known = proxies.failure(asked);
        Optional<NamedProxy> proxy = proxies.named(asked);
        if (known.isPresent() || proxy.isEmpty()) {
            return known.orElse(e);
        }
        Matcher refusal = NO_TUNNEL.matcher(String.valueOf(e.getMessage()));
        if (refusal.find()) {
            return Proxies.bad(
                    proxy.get(), "does not connect to '%s' (HTTP %s)".formatted(asked.getHost(), refusal.group(1)));
        }
        return switch (HttpTrouble.of(e)) {
            case MALFORMED -> Proxies.bad(proxy.get(), "is no HTTP proxy by what it answers");
            case BROKEN -> new ProxyBrokeException(proxy.get().words(), e);
            default -> e;
        };
    }

    private void refuse(Hop hop, HttpResponse<InputStream> response) throws IOException {
        Optional<NamedProxy> proxy = proxies.named(hop.uri());
        if (proxy.isPresent()) {
            if (response.body() != null) { // The JDK has none where a tunnel was asked for.
                response.body().close();
            }
            boolean known = proxies.authorization(hop.uri()).isPresent();
            throw Proxies.bad(
                    proxy.get(), known ? "refuses the user or the password" : "asks for a user and a password");
        }
    }

    /** What opens the first host, or a proxy, is for no other. */
    private HttpRequest request(Hop hop, long deadline) throws IOException {
        boolean same = uri.getHost().equalsIgnoreCase(hop.uri().getHost());
        HttpRequest.Builder request = HttpRequest.newBuilder(pinned(hop))
                .timeout(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))
                .method(
                        method,
                        sent.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(sent));
        headers.entrySet().stream()
                .filter(header -> same || !header.getKey().equalsIgnoreCase("Authorization"))
                .forEach(header -> request.setHeader(header.getKey(), header.getValue()));
        if (!pinned(hop).equals(hop.uri())) {
            String port = hop.uri().getPort() < 0 ? "" : ":" + hop.uri().getPort();
            request.setHeader("Host", hop.uri().getHost() + port);
        }
        proxies.authorization(hop.uri()).ifPresent(value -> request.setHeader("Proxy-Authorization", value));
        return request.build();
    }

    /**
     * The address with the digits that were judged, so that nobody can answer otherwise when the name is asked for again.
     * With {@code https} the server's certificate has to be for the name, which says as much.
     */
    private static URI pinned(Hop hop) {
        if (hop.pin().isEmpty() || "https".equalsIgnoreCase(hop.uri().getScheme())) {
            return hop.uri();
        }
        String digits = hop.pin().get().getHostAddress();
        String host = digits.indexOf(':') < 0 ? digits : "[" + digits + "]";
        String port = hop.uri().getPort() < 0 ? "" : ":" + hop.uri().getPort();
        String path = hop.uri().getRawPath();
        String query = hop.uri().getRawQuery() == null ? "" : "?" + hop.uri().getRawQuery();
        return URI.create("http://" + host + port + (path == null || path.isEmpty() ? "/" : path) + query);
    }
}
