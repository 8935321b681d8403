package org.seedbank.web;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.seedbank.integrity.IoReason;

/** Reasons why no answer came, or no whole one. */
public enum HttpTrouble {
    /** The proxy cannot be used; {@link BadProxyException#remedy} says what to do about it. */
    BAD_PROXY,
    /** The host's name is not known, or this machine is off line. */
    NO_HOST,
    /** The host takes no connections at that port. */
    NO_SERVER,
    /** The connection cannot be trusted. */
    NOT_SAFE,
    /** No whole answer came within the limit. */
    TOO_SLOW,
    /** Somebody leads to this machine or a private network. */
    PRIVATE_PLACE,
    /** The answer is no valid HTTP, and would not be the next time. */
    MALFORMED,
    /** The connection broke, which may pass. */
    BROKEN;

    /** A chain of causes that is longer than this is a circle. */
    private static final int DEEPEST = 10;

    private static final Pattern BAD_CHUNK = Pattern.compile("(?i)(illegal|invalid|chunk) [a-z ]{0,30}(chunk|size)");

    private static final Pattern OTHER_NAME = Pattern.compile("No (name matching|subject alternative)");

    private static final String NO_BYTES = "header parser received no bytes";

    private static final int LONGEST_REASON = 100;

    /** The reason behind a failure of {@link HttpCall#answer} or of reading a body. */
    public static HttpTrouble of(IOException failure) {
        if (failure instanceof BadProxyException) {
            return BAD_PROXY;
        }
        if (failure instanceof PrivatePlaceException) {
            return PRIVATE_PLACE;
        }
        if (failure instanceof SSLException && !isCausedBy(failure, SocketException.class, EOFException.class)) {
            return NOT_SAFE;
        }
        if (isCausedBy(failure, UnresolvedAddressException.class, UnknownHostException.class)) {
            return NO_HOST;
        }
        if (failure instanceof ConnectException) {
            return NO_SERVER;
        }
        if (isCausedBy(failure, ProtocolException.class) || badChunk(failure).isPresent()) {
            return MALFORMED;
        }
        return failure instanceof HttpTimeoutException || failure instanceof InterruptedIOException ? TOO_SLOW : BROKEN;
    }

    /** The reason in words, which go on after the name of a place and hold nothing secret. */
    public static String reason(IOException failure) {
        return switch (of(failure)) {
            case NO_HOST -> "there is no such host, or no network";
            case NO_SERVER ->
                failure instanceof BehindProxyException ? failure.getMessage() : "nobody answers at that address";
            case NOT_SAFE -> "there is no safe connection: " + notSafe(failure);
            case TOO_SLOW ->
                failure instanceof TooSlowException ? failure.getMessage() : "no whole answer came in time";
            case BAD_PROXY, PRIVATE_PLACE -> IoReason.of(failure);
            case MALFORMED ->
                "the answer is no valid HTTP: " + shortened(badChunk(failure).orElse(IoReason.of(failure)));
            case BROKEN ->
                failure instanceof ProxyBrokeException
                        ? failure.getMessage()
                        : "the connection broke: " + brokenBy(failure);
        };
    }

    /** The JDK's own words are those of its classes. */
    private static String notSafe(IOException failure) {
        String text = IoReason.of(failure);
        if (isCausedBy(failure, CertificateExpiredException.class)) {
            return "the server's certificate has expired; its owner has to renew it";
        }
        if (isCausedBy(failure, CertificateNotYetValidException.class)) {
            return "the server's certificate is not valid yet, or this machine's clock is wrong";
        }
        if (text.contains("unable to find valid certification path")) {
            return "the server's certificate is of an authority that is not known here, or it has signed itself; where you"
                    + " trust it, SSL_CERT_FILE names a file with it";
        }
        boolean otherName = isCausedBy(failure, CertificateException.class)
                && OTHER_NAME.matcher(text).find();
        return otherName ? "the server's certificate is for another name; ask it by that name" : text;
    }

    /** The JDK has no exception of its own for them. Where a connection broke within one, its words are others. */
    private static Optional<String> badChunk(IOException failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && BAD_CHUNK.matcher(message).lookingAt()) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /** What ended a connection; the JDK's own words for one that ends before an answer are those of its classes. */
    static String brokenBy(IOException failure) {
        String reason = IoReason.of(failure);
        return reason.contains(NO_BYTES) ? "it ended before an answer came" : reason;
    }

    /** It holds what the server has sent. */
    private static String shortened(String reason) {
        return reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason;
    }

    private static boolean isCausedBy(Throwable failure, Class<?>... kinds) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            for (Class<?> kind : kinds) {
                if (kind.isInstance(cause)) {
                    return true;
                }
            }
        }
        return false;
    }
}
