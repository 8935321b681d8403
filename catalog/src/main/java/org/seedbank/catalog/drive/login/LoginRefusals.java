package org.seedbank.catalog.drive.login;

import java.io.IOException;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.google.TokenRefusal;

/** Puts refusals of an authorization server into words. */
final class LoginRefusals {

    private static final String WITHOUT_LOGINS =
            "to read without logins, use the key of a service account, or an API key where the folder is public";

    private LoginRefusals() {}

    /**
     * A login that has ended.
     *
     * @param kind Google's word for why; empty when it is not known
     * @param cause the refusal, or null when it is remembered only
     */
    static CatalogException.NeedsLogin ended(String kind, TokenRefusal cause) {
        return switch (kind) {
            // https://support.google.com/a/answer/9368756
            case "invalid_rapt", "rapt_required" ->
                new CatalogException.NeedsLogin(
                        "the organisation of this login to Google Drive asks for a new one every few hours",
                        "log in again; its administrator can trust this app, which spares it that; " + WITHOUT_LOGINS,
                        cause);
            default ->
                new CatalogException.NeedsLogin(
                        "the login to Google Drive has expired or was revoked",
                        "log in again; Google ends the logins of an app in testing after 7 days, so publish its consent"
                                + " screen",
                        cause);
        };
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
        return refusal.mayPass() ? refusal : new LoginEndedException(refused(who, refusal));
    }

    /** Any other refusal that is final. */
    static CatalogException.NeedsLogin refused(String who, TokenRefusal refusal) {
        return switch (refusal.kind()) {
            case "admin_policy_enforced" ->
                new CatalogException.NeedsLogin(
                        "the administrator of this account's organisation does not let %s use Google Drive"
                                .formatted(who.isEmpty() ? "this app" : "'" + who + "'"),
                        "ask the administrator to trust this app; " + WITHOUT_LOGINS,
                        refusal);
            default ->
                new CatalogException.NeedsLogin(
                        "Google does not know '%s': %s".formatted(who, refusal.getMessage()),
                        "check in the Google Cloud console that it still exists, then log in with its present"
                                + " credentials file",
                        refusal);
        };
    }
}
