package org.seedbank.catalog.drive.login;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.oauth.AccessGrant;
import org.seedbank.catalog.internal.oauth.OAuthClient;
import org.seedbank.catalog.internal.oauth.Secret;
import org.seedbank.catalog.internal.oauth.TokenAnswer;
import org.seedbank.catalog.internal.oauth.TokenEndpoint;
import org.seedbank.catalog.internal.oauth.TokenRefusal;

/**
 * A person's tokens. One process at a time renews them, beginning with what the file says by then: a server that gives a
 * new refresh token with each answer takes the old one no more.
 */
final class UserTokens implements TokenSource {

    /** Google's client asks for a new token when less than four minutes are left. */
    private static final Duration LEFT = Duration.ofMinutes(5);

    private final TokenFile file;
    private final TokenEndpoint endpoint;

    UserTokens(TokenFile file, TokenEndpoint endpoint) {
        this.file = file;
        this.endpoint = endpoint;
    }

    @Override
    public AccessGrant instead(Secret old) throws IOException, InterruptedException {
        try {
            return file.alone(() -> inTurn(old));
        } catch (CatalogException e) {
            throw new LoginEndedException(e);
        }
    }

    private AccessGrant inTurn(Secret old) throws IOException, InterruptedException {
        StoredLogin.User user = user();
        Optional<AccessGrant> kept = user.access()
                .filter(access -> !access.token().equals(old))
                .filter(access -> access.expiry().isAfter(Instant.now().plus(LEFT)));
        return kept.isPresent() ? kept.get() : renew(user);
    }

    private StoredLogin.User user() {
        if (file.read().orElse(null) instanceof StoredLogin.User user) {
            return user;
        }
        throw new CatalogException.NeedsLogin(
                "the login was ended or changed meanwhile", "give the command again", null);
    }

    private AccessGrant renew(StoredLogin.User user) throws IOException, InterruptedException {
        Secret refreshToken = user.refreshToken().orElseThrow(() -> LoginRefusals.ended(null));
        try {
            TokenAnswer answer = TokenAnswer.of(
                    endpoint.post(user.client().tokenUri(), form(user.client(), refreshToken)), Instant.now());
            keep(user.with(answer), answer.refreshToken().isPresent());
            return answer.access();
        } catch (TokenRefusal e) {
            if (e.is("invalid_grant")) {
                file.write(user.ended());
                throw LoginRefusals.ended(e);
            }
            throw LoginRefusals.of(user.client().id(), e);
        }
    }

    /** Only a new refresh token must not be lost: with the old one another access token can be had at any time. */
    private void keep(StoredLogin.User renewed, boolean needed) {
        try {
            file.write(renewed);
        } catch (CatalogException.BadSettings e) {
            if (needed) {
                throw e;
            }
        }
    }

    static Map<String, String> form(OAuthClient client, Secret refreshToken) {
        return Map.of(
                "grant_type", "refresh_token",
                "refresh_token", refreshToken.value(),
                "client_id", client.id(),
                "client_secret", client.secret().value());
    }
}
