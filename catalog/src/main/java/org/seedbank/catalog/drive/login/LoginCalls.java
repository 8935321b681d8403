package org.seedbank.catalog.drive.login;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.calls.Judgement;
import org.seedbank.catalog.internal.calls.PacedCalls;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.catalog.internal.google.TokenAnswer;
import org.seedbank.catalog.internal.google.TokenRefusal;
import org.seedbank.catalog.internal.google.TokenServer;
import org.seedbank.catalog.internal.oauth.Secret;
import org.seedbank.integrity.IoReason;
import org.seedbank.web.BadProxyException;

/** Requests of a login or logout, while somebody waits for them. */
final class LoginCalls {

    private static final Patience PATIENCE =
            new Patience(3, TokenServer.LIMIT.plusSeconds(5), Duration.ofMillis(500), Duration.ofSeconds(10));

    private final Consumer<String> tries;

    LoginCalls(Consumer<String> tries) {
        this.tries = tries;
    }

    /** Tokens for what a person gave; {@code what} says what that is, for the message when it is refused. */
    TokenAnswer token(String what, TokenServer.Question question) throws InterruptedException {
        return paced(refusal -> refused(what, refusal)).run("log in", PATIENCE, () -> TokenServer.ask(question));
    }

    /** Tells whether a service account gets a token. */
    TokenAnswer serviceToken(ServiceKey key, String scope) throws InterruptedException {
        return paced(refusal -> refusal.is("invalid_grant")
                        ? failed(LoginRefusals.keyRefused(key.mail(), refusal))
                        : refused("'" + key.mail() + "'", refusal))
                .run("log in", PATIENCE, () -> key.token(List.of(scope)));
    }

    /** Has a token forgotten; one that the server does not know any more is as good as forgotten. */
    void revoke(URI server, Secret token) throws InterruptedException {
        paced(refusal -> refused("the revocation", refusal)).run("log out", PATIENCE, () -> {
            try {
                TokenServer.revoke(server, token);
            } catch (TokenRefusal e) {
                if (!e.is("invalid_token")) {
                    throw e;
                }
            }
            return true;
        });
    }

    private PacedCalls paced(Function<TokenRefusal, CatalogException> meaning) {
        return new PacedCalls(tries, failure -> judge(failure, meaning));
    }

    private static Judgement judge(IOException failure, Function<TokenRefusal, CatalogException> meaning) {
        String reason = IoReason.of(failure);
        if (failure instanceof TokenRefusal refusal && !refusal.mayPass()) {
            return Judgement.isFinal(reason, meaning.apply(refusal));
        }
        if (failure.getCause() instanceof BadProxyException proxy) {
            return Judgement.isFinal(reason, new CatalogException.LoginFailed(reason, proxy.remedy(), failure));
        }
        return Judgement.mayPass(
                reason, new CatalogException.LoginFailed(reason, "check the network, then try again", failure));
    }

    private static CatalogException refused(String what, TokenRefusal refusal) {
        if (refusal.is("admin_policy_enforced")) {
            return failed(LoginRefusals.refused("", refusal));
        }
        return new CatalogException.LoginFailed(
                "%s was refused: %s".formatted(what, refusal.getMessage()),
                refusal.is("invalid_grant")
                        ? "what was given is used up or has expired: begin again"
                        : "check in the Google Cloud console that the credentials still exist, and download them anew",
                refusal);
    }

    private static CatalogException failed(CatalogException meaning) {
        return new CatalogException.LoginFailed(meaning.getMessage(), meaning.remedy(), meaning.getCause());
    }
}
