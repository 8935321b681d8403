package org.seedbank.catalog.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.internal.calls.HttpStatus;
import org.seedbank.catalog.internal.calls.Judgement;
import org.seedbank.catalog.internal.calls.RetryAfter;
import org.seedbank.integrity.IoReason;

/** What failures to read from a web server mean. */
final class HttpJudge implements Judgement.Judge {

    private static final String LATER = "try again later";
    private static final String CHECK_ADDRESS = "check the address, and that this machine is on line";

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
            return isFinal(answer.getMessage(), answer.remedy(), answer);
        }
        if (failure instanceof BodyStream.TooLongException e) {
            return isFinal("its index has " + e.getMessage(), "check the address: this is no usual catalog", e);
        }
        if (failure instanceof SSLException tls && !isCausedBy(tls, SocketException.class, EOFException.class)) {
            return isFinal(
                    "there is no safe connection to its server: " + IoReason.of(tls),
                    "check the address and this machine's clock; its certificate must be one that this machine trusts",
                    tls);
        }
        return connection(failure);
    }

    private Judgement connection(IOException failure) {
        if (isCausedBy(failure, UnresolvedAddressException.class, UnknownHostException.class)) {
            return isFinal("there is no host '%s', or no network".formatted(catalog.getHost()), CHECK_ADDRESS, failure);
        }
        if (failure instanceof ConnectException) {
            return isFinal("no server answers there", CHECK_ADDRESS, failure);
        }
        if (failure instanceof HttpTimeoutException || failure instanceof InterruptedIOException) {
            return mayPass("no whole answer came in time", failure);
        }
        return mayPass("the connection broke: " + IoReason.of(failure), failure);
    }

    private Judgement status(StatusException answer) {
        int status = answer.status();
        if (HttpStatus.isTransient(status)) {
            Optional<Duration> wait = answer.retryAfter().flatMap(value -> RetryAfter.parse(value, clock.instant()));
            return mayPass("its server is busy or out of order (HTTP %d)".formatted(status), answer)
                    .notBefore(wait);
        }
        return switch (status) {
            case 401, 403 ->
                isFinal(
                        "its server does not let everybody read it (HTTP %d)".formatted(status),
                        "ask whoever keeps the catalog to make it public",
                        answer);
            case 404, 410 ->
                isFinal(
                        "there is no catalog at this address (HTTP %d)".formatted(status),
                        "check the address: it has to be that of a folder which a catalog was exported to",
                        answer);
            case 301, 302, 303, 307, 308 ->
                isFinal(
                        "its server sends on to a place that is not followed (HTTP %d)".formatted(status),
                        "use the address that a browser ends at; nothing leads from 'https' to 'http'",
                        answer);
            default ->
                isFinal(
                        "its server gave no file (HTTP %d)".formatted(status),
                        "check the address in a browser",
                        answer);
        };
    }

    private Judgement isFinal(String reason, String remedy, IOException cause) {
        return Judgement.isFinal(reason, new CatalogException.Unreachable(catalog, reason, remedy, cause));
    }

    private Judgement mayPass(String reason, IOException cause) {
        return Judgement.mayPass(reason, new CatalogException.Unreachable(catalog, reason, LATER, cause));
    }

    private static boolean isCausedBy(Throwable failure, Class<?>... kinds) {
        // A chain of causes that is longer than this is a circle.
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 10; depth++, cause = cause.getCause()) {
            for (Class<?> kind : kinds) {
                if (kind.isInstance(cause)) {
                    return true;
                }
            }
        }
        return false;
    }
}
