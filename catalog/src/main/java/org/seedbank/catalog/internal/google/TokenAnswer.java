package org.seedbank.catalog.internal.google;

import com.google.auth.oauth2.AccessToken;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.internal.oauth.AccessGrant;
import org.seedbank.catalog.internal.oauth.Secret;

/**
 * Tokens as an authorization server hands them out (RFC 6749 section 5.1).
 *
 * @param refreshToken the new one, where there is one
 * @param scopes those that were granted, where the server says
 */
public record TokenAnswer(AccessGrant access, Optional<Secret> refreshToken, Optional<List<String>> scopes) {

    static TokenAnswer of(AccessToken token, Optional<Secret> refreshToken) {
        List<String> scopes = token.getScopes();
        return new TokenAnswer(
                new AccessGrant(
                        new Secret(token.getTokenValue()),
                        token.getExpirationTime().toInstant()),
                refreshToken,
                scopes.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(scopes)));
    }
}
