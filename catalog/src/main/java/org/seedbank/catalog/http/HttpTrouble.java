package org.seedbank.catalog.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.seedbank.integrity.IoReason;

/** Reasons why no answer came, or no whole one. */
public enum HttpTrouble {
    /** The proxy that the environment names cannot be used. */
    BAD_PROXY,
    /** The host's name is not known, or this machine is off line. */
    NO_HOST,
    /** The host takes no connections at that port. */
    NO_SERVER,
    /** The connection cannot be trusted. */
    NOT_SAFE,
    /** No whole answer came within the limit. */
    TOO_SLOW,
    /** The connection broke, which may pass. */
    BROKEN;

    /** A chain of causes that is longer than this is a circle. */
    private static final int DEEPEST = 10;

    /** The reason behind a failure of {@link HttpCall#answer} or of reading a body. */
    public static HttpTrouble of(IOException failure) {
        if (failure instanceof BadProxyException) {
            return BAD_PROXY;
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
        return failure instanceof HttpTimeoutException || failure instanceof InterruptedIOException ? TOO_SLOW : BROKEN;
    }

    /** The reason in words, which go on after the name of a place and hold nothing secret. */
    public static String reason(IOException failure) {
        return switch (of(failure)) {
            case NO_HOST -> "there is no such host, or no network";
            case NO_SERVER -> "nobody answers at that address";
            case NOT_SAFE -> "there is no safe connection: " + IoReason.of(failure);
            case TOO_SLOW -> "no whole answer came in time";
            case BAD_PROXY -> IoReason.of(failure);
            case BROKEN -> "the connection broke: " + IoReason.of(failure);
        };
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
