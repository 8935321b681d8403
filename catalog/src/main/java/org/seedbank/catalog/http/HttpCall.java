package org.seedbank.catalog.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * One request, with its limits. For one thread; each is sent once.
 *
 * <p>Requests go through the proxies that the environment names, never to {@code http} after {@code https}, and end when
 * their thread is interrupted.
 */
public final class HttpCall {

    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(2);
    private static final int USUAL_BYTES = 1 << 20;

    /** Without this the JDK would not let Basic authentication open a tunnel, which is what most proxies want. */
    private static final String DISABLED = "jdk.http.auth.tunneling.disabledSchemes";

    static {
        if (System.getProperty(DISABLED) == null) {
            System.setProperty(DISABLED, "");
        }
    }

    private static final Proxies PROXIES = Proxies.of(System.getenv());

    /** For the process; connections stay open between requests, and the threads end with the process. */
    private static final HttpClient FOLLOWING = client(Redirect.NORMAL);

    private static final HttpClient PLAIN = client(Redirect.NEVER);

    private final URI uri;
    private final HttpRequest.Builder request;
    private final Proxies proxies;
    private HttpClient client = FOLLOWING;
    private Duration limit = USUAL_LIMIT;
    private int most = USUAL_BYTES;

    private HttpCall(URI uri, Proxies proxies) {
        this.uri = uri;
        this.proxies = proxies;
        this.request = HttpRequest.newBuilder(uri).setHeader("User-Agent", "seedbank");
    }

    /** With HTTP/1.1, a body that is shorter than was said is always an error. */
    private static HttpClient client(Redirect redirect) {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(redirect)
                .connectTimeout(CONNECT)
                .proxy(PROXIES)
                .build();
    }

    /**
     * A {@code GET} that follows redirects, within two minutes and a mebibyte.
     *
     * @throws IllegalArgumentException when the address is none of {@code http} or {@code https}
     */
    public static HttpCall get(URI uri) {
        return new HttpCall(uri, PROXIES);
    }

    /** A {@code GET} through other proxies than the environment's. */
    static HttpCall get(URI uri, Proxies proxies) {
        HttpCall call = new HttpCall(uri, proxies);
        call.client = HttpClient.newBuilder().proxy(proxies).build();
        return call;
    }

    /**
     * A request that follows no redirect.
     *
     * @param body empty for none
     */
    public static HttpCall send(String method, URI uri, byte[] body) {
        HttpCall call = new HttpCall(uri, PROXIES);
        call.client = PLAIN;
        call.request.method(
                method,
                body.length == 0 ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        return call;
    }

    /** With this header, in the place of any other of its name. */
    public HttpCall header(String name, String value) {
        request.setHeader(name, value);
        return this;
    }

    /** With this much time for the whole answer. */
    public HttpCall within(Duration time) {
        limit = time;
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
     * @return the answer, whatever its status; the caller closes it
     * @throws IOException when none came; {@link HttpTrouble} says in words what that means
     */
    public HttpAnswer answer() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        proxies.authorization(uri).ifPresent(value -> request.setHeader("Proxy-Authorization", value));
        HttpResponse<InputStream> response = send();
        return new HttpAnswer(response, new AnswerBody(response, deadline, limit, most));
    }

    /** Where there is a proxy, only the proxy is connected to. */
    private HttpResponse<InputStream> send() throws IOException, InterruptedException {
        try {
            return client.send(request.timeout(limit).build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (ConnectException | HttpConnectTimeoutException e) {
            Optional<String> proxy = proxies.named(uri);
            if (proxy.isPresent()) {
                throw new BadProxyException(proxy.get() + " does not answer");
            }
            throw e;
        }
    }
}
