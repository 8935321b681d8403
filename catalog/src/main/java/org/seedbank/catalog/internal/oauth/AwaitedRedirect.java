package org.seedbank.catalog.internal.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The answer to one login, from wherever it comes first: a browser or a person. Safe for use by several threads. */
public final class AwaitedRedirect {

    /** The longest address of a redirect; Google's are a few hundred characters. */
    public static final int MAX_LENGTH = 8 * 1024;

    private static final Pattern ERROR = Pattern.compile("[a-z_]{1,40}");

    private final Secret state = Secret.random(32);
    private final CompletableFuture<Redirect> answer = new CompletableFuture<>();

    /** How often something else came than the answer. */
    private final AtomicInteger ignored = new AtomicInteger();

    /** The secret that the answer has to repeat. */
    public Secret state() {
        return state;
    }

    /** The number of other requests that came. */
    public int ignored() {
        return ignored.get();
    }

    /** Reads the query of an address; empty, and counted, when it is not that of this login. */
    public Optional<Redirect> recognise(String rawQuery) {
        Map<String, String> fields = rawQuery.length() > MAX_LENGTH ? Map.of() : fields(rawQuery);
        if (!state.isSameAs(fields.getOrDefault("state", ""))) {
            ignored.incrementAndGet();
            return Optional.empty();
        }
        String code = fields.getOrDefault("code", "");
        String error = fields.getOrDefault("error", code.isEmpty() ? "no_code" : "");
        if (error.isEmpty()) {
            return Optional.of(new Redirect(Optional.of(new Secret(code)), ""));
        }
        return Optional.of(new Redirect(Optional.empty(), ERROR.matcher(error).matches() ? error : "unknown_error"));
    }

    /** Ends the waiting; only the first time counts. */
    public void complete(Redirect redirect) {
        answer.complete(redirect);
    }

    /** Waits for the answer; empty when none has come in time. */
    public Optional<Redirect> await(Duration limit) throws InterruptedException {
        try {
            return Optional.of(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing completes it with a failure", e);
        }
    }

    /** The fields by name; none at all when one comes twice or cannot be decoded. */
    private static Map<String, String> fields(String rawQuery) {
        Map<String, String> fields = new HashMap<>();
        try {
            for (String field : rawQuery.split("&", -1)) {
                String[] parts = field.split("=", 2);
                String value = parts.length == 2 ? URLDecoder.decode(parts[1], UTF_8) : "";
                if (fields.put(URLDecoder.decode(parts[0], UTF_8), value) != null) {
                    return Map.of();
                }
            }
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
        return fields;
    }
}
