package org.seedbank.catalog.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/** Asks web servers for files. */
final class HttpGet {

    private static final Duration CONNECT = Duration.ofSeconds(20);

    /** For the head of the answer; the caller limits the whole. */
    private static final Duration ANSWER = Duration.ofMinutes(1);

    /**
     * One for the process, which keeps connections open between requests; its threads end with the process. Redirects
     * are followed, but never from {@code https} to {@code http}. With HTTP/1.1, a body that is shorter than was said is
     * always an error.
     */
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT)
            .build();

    private HttpGet() {}

    /** The answer, whatever its status; the caller closes its body. */
    static HttpResponse<InputStream> send(URI uri, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(ANSWER).setHeader("User-Agent", "seedbank");
        headers.forEach(request::setHeader);
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }
}
