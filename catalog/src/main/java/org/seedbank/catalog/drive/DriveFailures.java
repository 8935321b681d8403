package org.seedbank.catalog.drive;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.auth.Retryable;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.http.HttpTrouble;
import org.seedbank.catalog.internal.calls.HttpStatus;
import org.seedbank.catalog.internal.calls.Judgement;
import org.seedbank.catalog.internal.calls.RetryAfter;
import org.seedbank.integrity.IoReason;

/** Judges failures of Drive: in words, and which of them may pass. */
final class DriveFailures implements Judgement.Judge {

    private static final Set<String> TOO_FAST =
            Set.of("rateLimitExceeded", "userRateLimitExceeded", "sharingRateLimitExceeded", "backendError");
    /** A login that has ended is told by whoever renews it; what is left is one that could not be renewed just now. */
    private static final int UNAUTHORIZED = 401;

    private static final int TOO_MANY = 429;

    /** Messages of the JDK may hold a whole address. */
    private static final Pattern KEY = Pattern.compile("([?&]key=)[^&\\s]*");

    private final URI catalog;

    DriveFailures(URI catalog) {
        this.catalog = catalog;
    }

    @Override
    public Judgement of(IOException failure) {
        if (failure instanceof HttpResponseException answer) {
            return ofAnswer(answer);
        }
        if (failure instanceof Retryable login) {
            return ofLogin(failure, login.isRetryable());
        }
        // The JDK's client gives no words of its own where nobody listens.
        String said =
                HttpTrouble.of(failure) == HttpTrouble.NO_SERVER ? HttpTrouble.reason(failure) : IoReason.of(failure);
        String reason = KEY.matcher(said).replaceAll("$1…");
        return Judgement.mayPass(reason, unreachable(reason, "check the network connection and try again", failure));
    }

    private Judgement ofAnswer(HttpResponseException answer) {
        if (answer.getStatusCode() == UNAUTHORIZED) {
            return ofLogin(answer, true);
        }
        String reason = reason(answer);
        String said = "%d %s".formatted(answer.getStatusCode(), reason).strip();
        int status = answer.getStatusCode();
        if (HttpStatus.isTransient(status) || TOO_FAST.contains(reason)) {
            return Judgement.mayPass(said, busy(status, reason, answer)).notBefore(retryAfter(answer));
        }
        return Judgement.isFinal(said, refusal(status, reason, answer));
    }

    private Judgement ofLogin(IOException failure, boolean mayPass) {
        if (mayPass) {
            return Judgement.mayPass(
                    "the login could not be renewed",
                    unreachable("the login could not be renewed", "try again later", failure));
        }
        return Judgement.isFinal(
                "the login is not valid any more",
                new CatalogException.NeedsLogin(
                        "the login to Google Drive has expired or was revoked",
                        "log in again; logins of an app that Google lists as 'testing' end after 7 days",
                        withoutSecrets(failure)));
    }

    private CatalogException busy(int status, String reason, HttpResponseException answer) {
        if (TOO_FAST.contains(reason) || status == TOO_MANY) {
            return unreachable(
                    "Google Drive wants fewer requests",
                    "wait a while; if it happens all day, the account's daily limit may be used up",
                    answer);
        }
        return unreachable("Google Drive has a problem (%d)".formatted(status), "try again later", answer);
    }

    private CatalogException refusal(int status, String reason, HttpResponseException answer) {
        return switch (reason) {
            case "storageQuotaExceeded", "quotaExceeded" ->
                refused(
                        "the account's storage is full",
                        "free space in Google Drive; a service account has none and can write to shared drives only",
                        answer);
            case "dailyLimitExceeded" -> unreachable("the daily limit is used up", "try again tomorrow", answer);
            case "insufficientFilePermissions" ->
                refused("the account may read it and not change it", "ask its owner for the right to edit", answer);
            case "insufficientPermissions", "ACCESS_TOKEN_SCOPE_INSUFFICIENT" ->
                refused("the login does not cover this", "log in again and grant what is asked for", answer);
            case "accessNotConfigured" ->
                unreachable(
                        "the Drive API is not enabled in the project of the key or credentials",
                        "enable it in the Google Cloud console",
                        answer);
            case "keyInvalid", "badRequest" ->
                unreachable("Google Drive does not take the API key or the request", "check the API key", answer);
            case "teamDriveFileLimitExceeded", "numChildrenInNonRootLimitExceeded" ->
                refused("the folder or shared drive is full", "make another folder and add it to the catalog", answer);
            default -> byStatus(status, reason, answer);
        };
    }

    private CatalogException byStatus(int status, String reason, HttpResponseException answer) {
        return switch (status) {
            case 404 ->
                new CatalogException.NotVisible(
                        catalog,
                        "it is not there, or not shared with you, or its link needs a resource key",
                        "check the folder's address and that it is shared; reading what others share takes an API key"
                                + " or a login that covers it",
                        withoutSecrets(answer));
            default ->
                unreachable(
                        "Google Drive refused (%d %s)".formatted(status, reason).replace(" )", ")"),
                        "try it with the details of each request shown",
                        answer);
        };
    }

    private CatalogException unreachable(String reason, String remedy, IOException cause) {
        return new CatalogException.Unreachable(catalog, reason, remedy, withoutSecrets(cause));
    }

    private CatalogException refused(String reason, String remedy, IOException cause) {
        return new CatalogException.Refused(catalog, reason, remedy, withoutSecrets(cause));
    }

    /** Drive's word for it; empty when the answer is not from Drive, such as a proxy's page. */
    static String reason(HttpResponseException answer) {
        if (answer instanceof GoogleJsonResponseException json && json.getDetails() != null) {
            List<GoogleJsonError.ErrorInfo> errors =
                    Optional.ofNullable(json.getDetails().getErrors()).orElse(List.of());
            return errors.isEmpty()
                    ? ""
                    : Optional.ofNullable(errors.get(0).getReason()).orElse("");
        }
        return "";
    }

    private static Optional<Duration> retryAfter(HttpResponseException answer) {
        return Optional.ofNullable(answer.getHeaders().getRetryAfter())
                .flatMap(value -> RetryAfter.parse(value, Instant.now()));
    }

    /** The library's messages hold whole addresses with keys in them; kept is what happened and where. */
    static IOException withoutSecrets(IOException failure) {
        String message = failure instanceof HttpResponseException answer
                ? "Google Drive answered %d %s"
                        .formatted(answer.getStatusCode(), reason(answer))
                        .strip()
                : failure.getClass().getName();
        IOException safe = new IOException(message);
        safe.setStackTrace(failure.getStackTrace());
        return safe;
    }
}
