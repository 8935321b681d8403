package org.seedbank.catalog.internal.oauth;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tokens as an authorization server hands them out (RFC 6749 section 5.1).
 *
 * @param refreshToken the new one, where there is one
 * @param scopes those that were granted, where the server says
 */
public record TokenAnswer(AccessGrant access, Optional<Secret> refreshToken, Optional<List<String>> scopes) {

    /** What can stand in a header and is no longer than any token should be. */
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");

    private static final long USUAL_SECONDS = 3600;
    private static final long MOST_SECONDS = 86_400;

    /**
     * The tokens in an answer that came now.
     *
     * @throws IOException when they are not in it
     */
    public static TokenAnswer of(JsonObject json, Instant now) throws IOException {
        Secret token = token(json, "access_token")
                .orElseThrow(() -> new IOException("the login server's answer holds no access token"));
        if (!StrictJson.text(json, "token_type").orElse("Bearer").equalsIgnoreCase("Bearer")) {
            throw new IOException("the login server's token is of an unknown type");
        }
        return new TokenAnswer(
                new AccessGrant(token, now.plusSeconds(seconds(json))),
                token(json, "refresh_token"),
                StrictJson.text(json, "scope").map(scope -> List.of(scope.trim().split("\\s+"))));
    }

    private static Optional<Secret> token(JsonObject json, String field) {
        return StrictJson.text(json, field)
                .filter(text -> TOKEN.matcher(text).matches())
                .map(Secret::new);
    }

    /** A time that is missing or absurd only costs a refresh too many or too few. */
    private static long seconds(JsonObject json) {
        if (json.get("expires_in") instanceof JsonPrimitive value && value.isNumber()) {
            double seconds = value.getAsDouble();
            return (long) Math.max(0, Math.min(seconds, MOST_SECONDS));
        }
        return USUAL_SECONDS;
    }
}
