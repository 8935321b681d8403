package org.seedbank.catalog.internal.oauth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a person is asked, with proof key (RFC 7636, S256), and how the answer becomes tokens. Good for one login.
 *
 * @param client who asks
 * @param redirect where the answer is to go
 * @param scope what is asked for
 * @param state what the answer has to repeat
 * @param verifier what only the asker knows: 64 random bytes, which are 86 characters
 */
public record AuthorizationRequest(OAuthClient client, URI redirect, String scope, Secret state, Secret verifier) {

    private static final int VERIFIER_BYTES = 64;

    /** A new one. */
    public static AuthorizationRequest of(OAuthClient client, URI redirect, String scope, Secret state) {
        return new AuthorizationRequest(client, redirect, scope, state, Secret.random(VERIFIER_BYTES));
    }

    /** The address to open. It can be shown: whoever has it cannot use the answer without the verifier. */
    public URI uri() {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", client.id());
        query.put("redirect_uri", redirect.toString());
        query.put("scope", scope);
        query.put("state", state.value());
        query.put("code_challenge", challenge());
        query.put("code_challenge_method", "S256");
        // Without both of them Google gives a refresh token only the first time.
        query.put("access_type", "offline");
        query.put("prompt", "consent");
        String joined = query.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        String separator = client.authUri().getRawQuery() == null ? "?" : "&";
        return URI.create(client.authUri() + separator + joined);
    }

    /** The form that turns the code into tokens. */
    public Map<String, String> exchange(Secret code) {
        return Map.of(
                "grant_type", "authorization_code",
                "code", code.value(),
                "client_id", client.id(),
                "client_secret", client.secret().value(),
                "redirect_uri", redirect.toString(),
                "code_verifier", verifier.value());
    }

    private String challenge() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(verifier.value().getBytes(US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
