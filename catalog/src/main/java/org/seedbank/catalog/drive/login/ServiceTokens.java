package org.seedbank.catalog.drive.login;

import java.io.IOException;
import java.time.Instant;
import org.seedbank.catalog.internal.oauth.AccessGrant;
import org.seedbank.catalog.internal.oauth.Secret;
import org.seedbank.catalog.internal.oauth.TokenAnswer;
import org.seedbank.catalog.internal.oauth.TokenEndpoint;
import org.seedbank.catalog.internal.oauth.TokenRefusal;

/** The tokens of a service account, each asked for with its key. */
final class ServiceTokens implements TokenSource {

    private final StoredLogin.Service account;
    private final TokenEndpoint endpoint;

    ServiceTokens(StoredLogin.Service account, TokenEndpoint endpoint) {
        this.account = account;
        this.endpoint = endpoint;
    }

    @Override
    public AccessGrant instead(Secret old) throws IOException, InterruptedException {
        ServiceKey key = account.key();
        Instant now = Instant.now();
        try {
            return TokenAnswer.of(
                            endpoint.post(key.tokenUri(), key.request(String.join(" ", account.scopes()), now)), now)
                    .access();
        } catch (TokenRefusal e) {
            throw e.is("invalid_grant")
                    ? new LoginEndedException(LoginRefusals.keyRefused(key.mail(), e))
                    : LoginRefusals.of(key.mail(), e);
        }
    }
}
