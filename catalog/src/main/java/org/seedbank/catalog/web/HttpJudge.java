package org.seedbank.catalog.web;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.calls.HttpStatus;
import org.seedbank.catalog.internal.calls.Judgement;
import org.seedbank.web.BadProxyException;
import org.seedbank.web.BehindProxyException;
import org.seedbank.web.HttpTrouble;
import org.seedbank.web.RetryAfter;
import org.seedbank.web.TooLongException;
import org.seedbank.web.UnreadableBodyException;

/** Judges failures to read from a web server. */
final class HttpJudge implements Judgement.Judge {

    private static final String LATER = "try again later";
    private static final String CHECK_ADDRESS = "check the address, and that this machine is on line";

    private static final int SLOW_TRIES = 2;

    /** With the usual pauses, some seconds in all. */
    private static final int BROKEN_TRIES = 3;

    private final URI catalog;
    private final Clock clock;

    HttpJudge(URI catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public Judgement of(IOException failure) {
        if (failure instanceof StatusException answer) {
            return status(answer);
        }
        if (failure instanceof UnusableAnswerException answer) {
            return refused(answer.getMessage(), answer.remedy(), answer);
        }
        if (failure instanceof UnreadableBodyException) {
            return isFinal(
                    "what came is damaged: " + failure.getMessage(),
                    "try again later, or tell whoever keeps the server",
                    failure);
        }
        if (failure instanceof TooLongException e) {
            return refused("its index has " + e.getMessage(), "check the address: this is no usual catalog", e);
        }
        if (failure instanceof SlowFileException slow) {
            return mayPass(slow.getMessage(), slow).atMost(SLOW_TRIES);
        }
        String reason = HttpTrouble.reason(failure);
        if (failure instanceof BadProxyException proxy) {
            return isFinal(reason, proxy.remedy(), proxy);
        }
        if (failure instanceof BehindProxyException) {
            return isFinal(reason, "check the address, and whether the proxy leads there", failure);
        }
        return switch (HttpTrouble.of(failure)) {
            case NO_HOST, NO_SERVER, BAD_PROXY -> isFinal(reason, CHECK_ADDRESS, failure);
            case PRIVATE_PLACE -> isFinal(reason, "use the address that it leads to, if it is the right one", failure);
            case NOT_SAFE ->
                isFinal(
                        reason,
                        "check the address and this machine's clock; its certificate must be one that this machine trusts",
                        failure);
            case MALFORMED ->
                isFinal(reason, "check the address, and its port: what answers there may be no web server", failure);
            case TOO_SLOW -> mayPass(reason, failure).atMost(SLOW_TRIES);
            case BROKEN -> mayPass(reason, failure).atMost(BROKEN_TRIES);
        };
    }

    private Judgement status(StatusException answer) {
        int status = answer.status();
        if (HttpStatus.isTransient(status)) {
            Optional<Duration> wait = answer.retryAfter().flatMap(value -> RetryAfter.parse(value, clock.instant()));
            return mayPass("its server is busy or out of order (HTTP %d)%s".formatted(status, answer.through()), answer)
                    .notBefore(wait);
        }
        return switch (status) {
            case 401, 403 ->
                isFinal(
                        "its server does not let everybody read it (HTTP %d)%s".formatted(status, answer.through()),
                        answer.through().isEmpty()
                                ? "ask whoever keeps the catalog to make it public"
                                : "this may be the proxy's own answer: check what it wants; otherwise ask whoever keeps the"
                                        + " catalog to make it public",
                        answer);
            case 404, 410 ->
                isFinal(
                        "there is no catalog at this address (HTTP %d)%s".formatted(status, answer.through()),
                        "check the address: it has to be that of a folder which a catalog was exported to",
                        answer);
            case 301, 302, 303, 307, 308 ->
                isFinal(
                        "its server sends on to a place that is not followed (HTTP %d)%s"
                                .formatted(
                                        status,
                                        answer.unfollowed().map(": "::concat).orElse("")),
                        "use the address that a browser ends at; nothing leads from 'https' to 'http'",
                        answer);
            default ->
                isFinal(
                        "its server gave no file (HTTP %d)%s".formatted(status, answer.through()),
                        "check the address in a browser",
                        answer);
        };
    }

    private Judgement isFinal(String reason, String remedy, IOException cause) {
        return Judgement.isFinal(reason, new CatalogException.Unreachable(catalog, reason, remedy, cause));
    }

    private Judgement refused(String reason, String remedy, IOException cause) {
        return Judgement.isFinal(reason, CatalogException.Unreachable.refusing(catalog, reason, remedy, cause));
    }

    private Judgement mayPass(String reason, IOException cause) {
        return Judgement.mayPass(reason, new CatalogException.Unreachable(catalog, reason, LATER, cause));
    }
}
