package org.seedbank.catalog.internal.google;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import com.google.api.client.http.UrlEncodedContent;
import com.google.auth.Retryable;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.AccessToken;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seedbank.catalog.internal.json.JsonText;
import org.seedbank.catalog.internal.oauth.Secret;
import org.seedbank.web.HttpAnswer;
import org.seedbank.web.HttpTrouble;
import org.seedbank.web.TooLongException;

/**
 * Lets Google's library ask an authorization server for tokens: once, bounded in time and size, following nobody, and
 * with refusals in words that hold nothing secret. For one question.
 */
public final class TokenServer extends HttpTransport implements HttpTransportFactory {

    /** For the whole answer; what is asked for is a few hundred bytes. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int MAX_BYTES = 64 * 1024;
    private static final int OK = 200;
    private static final String EMPTY = "{}";

    /** Google's words for a signature that is too old, or of a time to come. */
    private static final String UNTIMELY = "short-lived token";

    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");

    /** Texts that can stand in a header and are no longer than any token should be. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");

    private final Duration limit;

    /** The library drops it when it renews a login. */
    private Optional<Secret> refreshToken = Optional.empty();

    private TokenServer(Duration limit) {
        this.limit = limit;
    }

    /** Credentials of the library's, which ask for a token. */
    @FunctionalInterface
    public interface Question {
        /** Asks through this transport. */
        AccessToken ask(HttpTransportFactory transport) throws IOException;
    }

    /**
     * The tokens that credentials get.
     *
     * @throws TokenRefusal when the server answers anything but 200
     * @throws IOException when there is no answer, or none that holds tokens
     */
    public static TokenAnswer ask(Question question) throws IOException {
        return ask(question, LIMIT);
    }

    static TokenAnswer ask(Question question, Duration limit) throws IOException {
        TokenServer server = new TokenServer(limit);
        try {
            return TokenAnswer.of(question.ask(server), server.refreshToken);
        } catch (IOException e) {
            throw e instanceof Retryable && e.getCause() instanceof IOException cause ? cause : e;
        } catch (ArithmeticException e) {
            throw new IOException("the login server's token has no time to live", e);
        } catch (IllegalArgumentException | ClassCastException e) {
            // So the library says that a part of an answer is of another kind than it should be.
            throw new IOException("the login server's answer is not understood", e);
        }
    }

    /**
     * Has a token forgotten.
     *
     * @throws TokenRefusal when the server answers anything but 200
     */
    public static void revoke(URI server, Secret token) throws IOException {
        new TokenServer(LIMIT)
                .createRequestFactory()
                .buildPostRequest(new GenericUrl(server), new UrlEncodedContent(Map.of("token", token.value())))
                .setLoggingEnabled(false)
                .execute()
                .disconnect();
    }

    @Override
    public HttpTransport create() {
        return this;
    }

    @Override
    protected LowLevelHttpRequest buildRequest(String method, String url) {
        String host = URI.create(url).getHost();
        return new BoundedRequest(method, url, limit, MAX_BYTES) {
            @Override
            public LowLevelHttpResponse execute() throws IOException {
                try (HttpAnswer answer = answer()) {
                    return BoundedResponse.ofJson(json(host, answer));
                } catch (TooLongException e) {
                    throw new IOException("'%s' answered with %s".formatted(host, e.getMessage()), e);
                } catch (TokenRefusal | UnusableTokens e) {
                    throw e;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("interrupted while a login server was asked");
                } catch (IOException e) {
                    throw new IOException("'%s' cannot be asked: %s".formatted(host, HttpTrouble.reason(e)), e);
                }
            }
        };
    }

    private byte[] json(String host, HttpAnswer answer) throws IOException, InterruptedException {
        byte[] body = answer.bytes();
        String text = new String(body, UTF_8);
        Optional<JsonObject> json = object(text);
        if (answer.status() != OK) {
            boolean untimely = json.flatMap(object -> JsonText.text(object, "error_description"))
                    .filter(description -> description.contains(UNTIMELY))
                    .isPresent();
            throw new TokenRefusal(
                    host,
                    answer.status(),
                    word(json, "error"),
                    word(json, "error_subtype"),
                    untimely,
                    answer.clockAhead());
        }
        check(json.orElseThrow(() ->
                new UnusableTokens("'%s' answered with something else than JSON, or half of it".formatted(host))));
        // Where nothing is to be said, as of a revocation, nothing may come; the library wants an object.
        return text.isBlank() ? EMPTY.getBytes(UTF_8) : body;
    }

    private static String word(Optional<JsonObject> json, String field) {
        return json.flatMap(object -> JsonText.text(object, field))
                .filter(ERROR.asMatchPredicate())
                .orElse("");
    }

    private static Optional<JsonObject> object(String text) {
        try {
            return Optional.of(text.isBlank() ? new JsonObject() : JsonText.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void check(JsonObject json) throws UnusableTokens {
        for (String field : new String[] {"access_token", "refresh_token"}) {
            Optional<String> token = JsonText.text(json, field).filter(TOKEN.asMatchPredicate());
            if (json.has(field) && token.isEmpty()) {
                throw new UnusableTokens("the login server's answer holds a token that is none");
            }
        }
        refreshToken = JsonText.text(json, "refresh_token").map(Secret::new);
    }

    /** A whole answer without tokens that can be used. */
    private static final class UnusableTokens extends IOException {
        UnusableTokens(String message) {
            super(message);
        }
    }
}
