package org.seedbank.catalog.drive.login;

import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.internal.google.TokenAnswer;
import org.seedbank.catalog.internal.oauth.OAuthClient;
import org.seedbank.catalog.internal.oauth.Secret;

/**
 * Logs in to Google Drive: a person through the browser, or a service account by its key. What it takes to stay logged
 * in is kept in {@code token.json} in the settings' folder, for its owner alone. Safe for use by several threads; the
 * last login counts.
 */
public final class DriveLogin {

    private static final String ASK = "the login in the credentials file";

    private final TokenFile file;
    private final KeyFile key;
    private final LoginCalls calls;

    /** Logins of this machine. */
    public DriveLogin(CatalogSettings settings) {
        this.file = new TokenFile(settings.config());
        this.key = new KeyFile(settings);
        this.calls = new LoginCalls(settings.tries());
    }

    /**
     * Logs in. A login that fails leaves the one before as it was. An interrupt ends it.
     *
     * @return who is logged in now
     * @throws CatalogException.BadSettings when a file cannot be used
     * @throws CatalogException.LoginFailed when the person or Google says no, nobody answers in time, or the port is taken
     */
    public DriveIdentity.Login run(LoginRequest request, LoginListener listener) throws InterruptedException {
        CredentialsFile credentials = request.credentials()
                .map(CredentialsFile::read)
                .or(() -> file.read().map(DriveLogin::again))
                .orElseThrow(() -> new CatalogException.LoginFailed(
                        "there was no login before, so a credentials file is needed", CredentialsFile.WANTED, null));
        StoredLogin kept = login(credentials, request, listener);
        file.replace(kept);
        return kept.describe(file.path());
    }

    /**
     * Keeps an API key, which reads public folders without a login. Nobody is asked whether it is valid.
     *
     * @throws CatalogException.LoginFailed when it cannot be a key by its form
     * @throws CatalogException.BadSettings when it cannot be kept
     */
    public void keepKey(String apiKey) {
        key.keep(apiKey);
    }

    private static CredentialsFile again(StoredLogin kept) {
        return kept instanceof StoredLogin.Service service
                ? new CredentialsFile.Service(service.key())
                : new CredentialsFile.Installed(((StoredLogin.User) kept).client());
    }

    private StoredLogin login(CredentialsFile credentials, LoginRequest request, LoginListener listener)
            throws InterruptedException {
        if (credentials instanceof CredentialsFile.Service service) {
            return service(service.key(), request.scope().orElse(DriveScope.FULL));
        }
        if (credentials instanceof CredentialsFile.Authorized authorized) {
            return authorized(authorized, request.scope());
        }
        OAuthClient client = ((CredentialsFile.Installed) credentials).client();
        return new BrowserLogin(client, request.scope().orElse(DriveScope.FILE), calls).run(request, listener);
    }

    /** A key that gets no token is not kept. */
    private StoredLogin service(ServiceKey serviceKey, DriveScope scope) throws InterruptedException {
        calls.serviceToken(serviceKey, scope.url());
        return new StoredLogin.Service(serviceKey, List.of(scope.url()));
    }

    private StoredLogin authorized(CredentialsFile.Authorized authorized, Optional<DriveScope> scope)
            throws InterruptedException {
        OAuthClient client = authorized.client();
        Secret refreshToken = authorized.refreshToken();
        TokenAnswer answer = calls.token(ASK, UserTokens.question(client, refreshToken));
        List<String> granted = answer.scopes().orElse(List.of());
        boolean enough = scope.isPresent()
                ? granted.contains(scope.get().url())
                : granted.stream()
                        .anyMatch(url -> DriveScope.labels(List.of(url)).get(0).startsWith("drive"));
        if (!enough) {
            throw new CatalogException.LoginFailed(
                    "the login in the credentials file is not for Google Drive, or for less than was asked for",
                    CredentialsFile.WANTED,
                    null);
        }
        return new StoredLogin.User(client, granted, Optional.of(refreshToken), Optional.empty()).with(answer);
    }
}
