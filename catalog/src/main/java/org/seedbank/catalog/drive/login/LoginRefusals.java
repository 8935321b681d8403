package org.seedbank.catalog.drive.login;

import java.io.IOException;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.google.TokenRefusal;

/** Puts refusals of an authorization server into words. */
final class LoginRefusals {

    private LoginRefusals() {}

    /** The refresh token is not taken any more. */
    static CatalogException.NeedsLogin ended(TokenRefusal cause) {
        return new CatalogException.NeedsLogin(
                "the login to Google Drive has expired or was revoked",
                "log in again; Google ends the logins of an app in testing after 7 days, so publish its consent screen",
                cause);
    }

    /** The key of a service account is not taken, or not any more. */
    static CatalogException.NeedsLogin keyRefused(String mail, TokenRefusal cause) {
        return new CatalogException.NeedsLogin(
                "Google does not take the key of '%s'%s"
                        .formatted(
                                mail,
                                cause.wrongClock().map(clock -> ": " + clock).orElse("")),
                cause.wrongClock().isPresent()
                        ? "set the clock, then try again"
                        : "check that the account and this key of it still exist, and this machine's clock",
                cause);
    }

    /** Any other refusal: itself when it may pass. */
    static IOException of(String who, TokenRefusal refusal) {
        if (refusal.mayPass()) {
            return refusal;
        }
        return new LoginEndedException(new CatalogException.NeedsLogin(
                "Google does not know '%s': %s".formatted(who, refusal.getMessage()),
                "check in the Google Cloud console that it still exists, then log in with its present credentials file",
                refusal));
    }
}
