package org.seedbank.catalog.drive.login;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Date;
import java.util.Optional;
import org.seedbank.catalog.internal.oauth.AccessGrant;
import org.seedbank.catalog.internal.oauth.Secret;

/** Signs requests, and gets new tokens from a {@link TokenSource}. Safe for use by several threads; never serialized. */
final class RenewedCredentials extends GoogleCredentials {

    private final transient TokenSource source;

    /** Why the last renewal failed; null when it did not. Written by any thread that renews. */
    private transient volatile IOException failure;

    RenewedCredentials(TokenSource source, Optional<AccessGrant> access) {
        super(newBuilder().setAccessToken(access.map(RenewedCredentials::token).orElse(null)));
        this.source = source;
    }

    /** Why the last renewal failed. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Called after a 401. Google's adapter would log a failure with its stack trace and keep it from its caller, so it is
     * kept here; the request then fails with 401 again.
     */
    @Override
    public void refresh() {
        try {
            super.refresh();
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public AccessToken refreshAccessToken() throws IOException {
        AccessToken old = getAccessToken();
        try {
            AccessGrant access = source.instead(new Secret(old == null ? "" : old.getTokenValue()));
            failure = null;
            return token(access);
        } catch (IOException e) {
            failure = e;
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the login was renewed");
        }
    }

    private static AccessToken token(AccessGrant access) {
        return new AccessToken(access.token().value(), Date.from(access.expiry()));
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /** Without the token, which the library's own would show. */
    @Override
    public String toString() {
        return "RenewedCredentials";
    }
}
