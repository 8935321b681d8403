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
import org.seedbank.catalog.internal.calls.HttpStatus;
import org.seedbank.catalog.internal.calls.Judgement;
import org.seedbank.integrity.IoReason;
import org.seedbank.web.BadProxyException;
import org.seedbank.web.HttpTrouble;
import org.seedbank.web.RetryAfter;

/** Judges failures of Drive: in words, and which of them may pass. */
final class DriveFailures implements Judgement.Judge {

    private static final Set<String> TOO_FAST =
            Set.of("rateLimitExceeded", "userRateLimitExceeded", "sharingRateLimitExceeded", "backendError");
    /** A login that has ended is told by whoever renews it; what is left is one that could not be renewed just now. */
    private static final int UNAUTHORIZED = 401;

    private static final int NOT_FOUND = 404;
    private static final int GONE = 410;
    private static final int TOO_MANY = 429;

    /** Refusals that every other file would meet too. */
    private static final Set<String> OF_THE_ACCOUNT = Set.of(
            "accessNotConfigured",
            "dailyLimitExceeded",
            "insufficientPermissions",
            "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
            "keyInvalid");

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
        if (failure instanceof NotUnderstoodException answer) {
            return ofOddAnswer(answer);
        }
        if (failure instanceof Retryable login) {
            return ofLogin(failure, login.isRetryable());
        }
        // The JDK's client gives no words of its own where nobody listens.
        String said =
                HttpTrouble.of(failure) == HttpTrouble.NO_SERVER ? HttpTrouble.reason(failure) : IoReason.of(failure);
        String reason = KEY.matcher(said).replaceAll("$1…");
        if (failure instanceof BadProxyException proxy) {
            return Judgement.isFinal(reason, unreachable(reason, proxy.remedy(), failure));
        }
        return Judgement.mayPass(reason, unreachable(reason, "check the network connection and try again", failure));
    }

    private Judgement ofOddAnswer(NotUnderstoodException answer) {
        String reason = "Google Drive's answer is not understood: " + answer.getMessage();
        CatalogException failure = unreachable(
                reason,
                "try again later; if it stays so, look at what stands between this machine and Google Drive, such as a"
                        + " proxy",
                answer);
        return answer.mayPass() ? Judgement.mayPass(reason, failure) : Judgement.isFinal(reason, failure);
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
        return Judgement.isFinal(
                said,
                answer instanceof RefusedFileException file && !OF_THE_ACCOUNT.contains(reason)
                        ? withheld(file, status, reason)
                        : refusal(status, reason, answer));
    }

    /** One file is not handed out; each reason has a way out of its own (Drive API, "resolve errors"). */
    private CatalogException withheld(RefusedFileException file, int status, String reason) {
        return switch (reason) {
            case "cannotDownloadAbusiveFile" ->
                withheld(
                        file,
                        "Google has marked it as malware or spam and gives it to its owner alone",
                        "ask its owner to have Google review it, or to hand it out another way");
            case "downloadQuotaExceeded" ->
                withheld(
                        file,
                        "it was fetched so often that Google gives it to nobody for a day",
                        "try again in a day, or ask its owner for a copy of it");
            case "cannotDownloadFile" ->
                withheld(
                        file, "its owner does not let readers download it", "ask its owner to let readers download it");
            case "fileNotDownloadable" ->
                withheld(
                        file,
                        "it is a document of Google's own and has no bytes to fetch",
                        "ask its owner to put the .torrent file itself there");
            case "insufficientFilePermissions", "appNotAuthorizedToFile", "forbidden" ->
                withheld(
                        file,
                        "this login or API key may not read it",
                        "ask its owner to share it, or log in with a scope that covers files of others");
            case "domainPolicy", "cannotDownloadByPolicy" ->
                withheld(
                        file,
                        "the policy of an organisation keeps it from this login or API key",
                        "ask the administrator of that organisation, or its owner to hand it out another way");
            default ->
                status == NOT_FOUND || status == GONE
                        ? withheld(
                                file,
                                "it is not there any more, or not shared with you",
                                "list the catalog anew; if it is still in the list, ask its owner to share it")
                        : withheld(
                                file,
                                "Google Drive refused (%d %s)"
                                        .formatted(status, reason)
                                        .replace(" )", ")"),
                                "ask its owner to look whether it can be downloaded");
        };
    }

    private CatalogException withheld(RefusedFileException file, String reason, String remedy) {
        return new CatalogException.Withheld(catalog, file.name(), reason, remedy, withoutSecrets(file));
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
            case "domainPolicy" ->
                unreachable(
                        "the policy of an organisation does not allow it",
                        "ask the administrator of the organisation to allow this app the use of Google Drive",
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
