package org.seedbank.catalog.drive.login;

import com.google.auth.oauth2.ClientId;
import com.google.auth.oauth2.UserAuthorizer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.google.ProofKey;
import org.seedbank.catalog.internal.google.TokenAnswer;
import org.seedbank.catalog.internal.oauth.AwaitedRedirect;
import org.seedbank.catalog.internal.oauth.OAuthClient;
import org.seedbank.catalog.internal.oauth.Redirect;
import org.seedbank.catalog.internal.oauth.RedirectReceiver;
import org.seedbank.catalog.internal.oauth.Secret;
import org.seedbank.integrity.IoReason;

/** One person's login through a browser (RFC 8252), from the question to the tokens. */
final class BrowserLogin {

    private static final String AGAIN = "log in again, and allow what is asked for";

    private final OAuthClient client;
    private final DriveScope scope;
    private final LoginCalls calls;
    private final ProofKey proof = new ProofKey();
    private final AwaitedRedirect awaited = new AwaitedRedirect();

    BrowserLogin(OAuthClient client, DriveScope scope, LoginCalls calls) {
        this.client = client;
        this.scope = scope;
        this.calls = calls;
    }

    StoredLogin.User run(LoginRequest request, LoginListener listener) throws InterruptedException {
        URI redirect;
        Redirect answer;
        try (RedirectReceiver receiver = RedirectReceiver.open(request.port(), awaited)) {
            redirect = URI.create("http://127.0.0.1:%d/".formatted(receiver.port()));
            listener.waiting(new PendingLogin(address(redirect), receiver.port(), awaited));
            answer = awaited.await(request.timeout()).orElseThrow(() -> nobody(request));
        } catch (IOException e) {
            throw new CatalogException.LoginFailed(
                    "cannot listen on port %d of 127.0.0.1: %s".formatted(request.port(), IoReason.of(e)),
                    "choose another port, or let any free one be taken",
                    e);
        }
        return tokens(redirect, code(answer));
    }

    private UserAuthorizer.Builder question(URI redirect) {
        return UserAuthorizer.newBuilder()
                .setClientId(ClientId.of(client.id(), client.secret().value()))
                .setScopes(List.of(scope.url()))
                .setUserAuthUri(client.authUri())
                .setTokenServerUri(client.tokenUri())
                .setCallbackUri(redirect)
                .setPKCEProvider(proof);
    }

    /** Can be shown: whoever has it cannot use the answer without the proof key. */
    private URI address(URI redirect) {
        return URI.create(question(redirect)
                .build()
                .getAuthorizationUrl(null, awaited.state().value(), null, Map.of("include_granted_scopes", "false"))
                .toString());
    }

    private CatalogException nobody(LoginRequest request) {
        int others = awaited.ignored();
        String came = others == 0
                ? ""
                : "; %d %s came that %s not to the login that was started"
                        .formatted(others, others == 1 ? "answer" : "answers", others == 1 ? "was" : "were");
        BigDecimal seconds = BigDecimal.valueOf(request.timeout().toMillis(), 3).stripTrailingZeros();
        return new CatalogException.LoginFailed(
                "nobody answered in the browser within %s s%s".formatted(seconds.toPlainString(), came),
                "try again, and open the address that is shown; if the browser runs on another machine, paste the address"
                        + " at which it ends",
                null);
    }

    private static Secret code(Redirect answer) {
        return answer.code().orElseThrow(() -> switch (answer.error()) {
            case "access_denied" -> new CatalogException.LoginFailed("access was denied in the browser", AGAIN, null);
            case "admin_policy_enforced" ->
                new CatalogException.LoginFailed(
                        "the administrator of this account's organisation does not let this app use Google Drive",
                        "ask the administrator to trust this app",
                        null);
            default ->
                new CatalogException.LoginFailed(
                        "the answer of the browser is '%s'".formatted(answer.error()),
                        "check the OAuth client and its consent screen in the Google Cloud console",
                        null);
        });
    }

    private StoredLogin.User tokens(URI redirect, Secret code) throws InterruptedException {
        TokenAnswer answer = calls.token("the answer of the browser", transport -> question(redirect)
                .setHttpTransportFactory(transport)
                .build()
                .getTokenResponseFromAuthCodeExchange(code.value(), null, null)
                .getAccessToken());
        List<String> granted = answer.scopes().orElse(List.of(scope.url()));
        if (!granted.contains(scope.url())) {
            throw new CatalogException.LoginFailed(
                    "'%s' was asked for and not allowed".formatted(scope.label()), AGAIN, null);
        }
        if (answer.refreshToken().isEmpty()) {
            throw new CatalogException.LoginFailed(
                    "Google sent no refresh token, so the login would end within an hour",
                    "take the access of this app back at %s, then log in again".formatted(DriveLogout.BY_HAND),
                    null);
        }
        return new StoredLogin.User(client, granted, Optional.empty(), Optional.empty()).with(answer);
    }
}
