package org.seedbank.catalog.drive.login;

import com.google.auth.oauth2.UserCredentials;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.google.TokenAnswer;
import org.seedbank.catalog.internal.google.TokenRefusal;
import org.seedbank.catalog.internal.google.TokenServer;
import org.seedbank.catalog.internal.oauth.AccessGrant;
import org.seedbank.catalog.internal.oauth.OAuthClient;
import org.seedbank.catalog.internal.oauth.Secret;

/**
 * A person's tokens. One process at a time renews them, beginning with what the file says by then: a server that gives a
 * new refresh token with each answer takes the old one no more.
 */
final class UserTokens implements TokenSource {

    /** Google's client asks for a new token when less than four minutes are left. */
    private static final Duration LEFT = Duration.ofMinutes(5);

    private final TokenFile file;

    UserTokens(TokenFile file) {
        this.file = file;
    }

    @Override
    public AccessGrant instead(Secret old) throws IOException, InterruptedException {
        try {
            return file.alone(() -> inTurn(old));
        } catch (CatalogException e) {
            throw new LoginEndedException(e);
        }
    }

    private AccessGrant inTurn(Secret old) throws IOException {
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

    private AccessGrant renew(StoredLogin.User user) throws IOException {
        Secret refreshToken = user.refreshToken()
                .orElseThrow(() -> LoginRefusals.ended(user.ended().orElse(""), null));
        try {
            TokenAnswer answer = TokenServer.ask(question(user.client(), refreshToken));
            keep(user.with(answer), answer.refreshToken().isPresent());
            return answer.access();
        } catch (TokenRefusal e) {
            if (e.is("invalid_grant")) {
                file.write(user.endedFor(e.kind()));
                throw LoginRefusals.ended(e.kind(), e);
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

    /** Asks for an access token with a refresh token. */
    static TokenServer.Question question(OAuthClient client, Secret refreshToken) {
        return transport -> UserCredentials.newBuilder()
                .setClientId(client.id())
                .setClientSecret(client.secret().value())
                .setRefreshToken(refreshToken.value())
                .setTokenServerUri(client.tokenUri())
                .setHttpTransportFactory(transport)
                .build()
                .refreshAccessToken();
    }
}
