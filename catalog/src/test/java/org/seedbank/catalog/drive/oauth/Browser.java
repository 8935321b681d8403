package org.seedbank.catalog.drive.oauth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a person's browser does with a login's address. */
public final class Browser {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Browser() {}

    /** Opens an address and follows where it leads; what is shown in the end. */
    public static HttpResponse<String> open(URI address) throws IOException, InterruptedException {
        return get(address, Redirect.NORMAL);
    }

    /** Opens an address on a machine where nobody listens on the redirect's port: the address it ends at. */
    public static String openElsewhere(URI address) throws IOException, InterruptedException {
        return get(address, Redirect.NEVER).headers().firstValue("Location").orElseThrow();
    }

    private static HttpResponse<String> get(URI address, Redirect redirects) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(redirects)
                .connectTimeout(LIMIT)
                .build();
        return client.send(HttpRequest.newBuilder(address).timeout(LIMIT).build(), BodyHandlers.ofString());
    }
}
