package org.seedbank.catalog.internal.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.seedbank.integrity.IoReason;

/** Asks an authorization server for tokens, or to forget one: once, bounded in time and size, following nobody. */
public final class TokenEndpoint {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);

    /** For the whole answer; what is asked for is a few hundred bytes. */
    public static final Duration LIMIT = Duration.ofSeconds(30);

    private static final int MAX_BYTES = 64 * 1024;
    private static final int OK = 200;
    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");

    private final Duration limit;

    /** With the usual patience. */
    public TokenEndpoint() {
        this(LIMIT);
    }

    /** With this much time for each answer. */
    TokenEndpoint(Duration limit) {
        this.limit = limit;
    }

    /**
     * Posts a form.
     *
     * @return the answer's object; an empty one where the answer was empty
     * @throws TokenRefusal when the server answers anything but 200
     * @throws IOException when there is no answer, or none that is JSON
     */
    public JsonObject post(URI server, Map<String, String> form) throws IOException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        HttpResponse<Void> answer = send(server, form, body);
        String text = body.toString(UTF_8);
        Optional<JsonObject> json = text.isBlank() ? Optional.of(new JsonObject()) : StrictJson.object(text);
        if (answer.statusCode() != OK) {
            String error = json.flatMap(object -> StrictJson.text(object, "error"))
                    .filter(kind -> ERROR.matcher(kind).matches())
                    .orElse("");
            throw new TokenRefusal(server, answer.statusCode(), error, clockAhead(answer));
        }
        return json.orElseThrow(() -> new IOException(
                "'%s' answered with something else than JSON, or half of it".formatted(server.getHost())));
    }

    private HttpResponse<Void> send(URI server, Map<String, String> form, ByteArrayOutputStream body)
            throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        HttpRequest request = HttpRequest.newBuilder(server)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)))
                .build();
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(
                request,
                head -> HttpResponse.BodySubscribers.ofByteArrayConsumer(
                        part -> part.ifPresent(bytes -> append(bytes, body))));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException("'%s' %s".formatted(server.getHost(), reason(e.getCause())), e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(
                    "'%s' gave no whole answer within %d ms".formatted(server.getHost(), limit.toMillis()), e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static void append(byte[] bytes, ByteArrayOutputStream body) {
        if (body.size() + (long) bytes.length > MAX_BYTES) {
            throw new IllegalStateException("answered with more than %d bytes".formatted(MAX_BYTES));
        }
        body.writeBytes(bytes);
    }

    private static String reason(Throwable cause) {
        if (cause instanceof HttpTimeoutException || cause instanceof ConnectException) {
            return "cannot be reached";
        }
        return cause instanceof IOException e ? "broke off: " + IoReason.of(e) : String.valueOf(cause.getMessage());
    }

    private static Duration clockAhead(HttpResponse<?> answer) {
        try {
            return answer.headers()
                    .firstValue("Date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME))
                    .map(date -> Duration.between(date.toInstant(), Instant.now()))
                    .orElse(Duration.ZERO);
        } catch (DateTimeException e) {
            // A server that writes dates of its own tells nothing about ours.
            return Duration.ZERO;
        }
    }
}
