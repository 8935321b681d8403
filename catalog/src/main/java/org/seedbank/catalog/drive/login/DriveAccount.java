package org.seedbank.catalog.drive.login;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;

/**
 * Who this machine is to Google Drive: somebody who logged in, a service account, the holder of an API key, or nobody.
 * Safe for use by several threads.
 */
public final class DriveAccount implements DrivePerson {

    private static final int UNAUTHORIZED = 401;

    private final TokenFile file;
    private final KeyFile key;

    /** Made once somebody is logged in, so that its token serves all requests; guarded by this object's lock. */
    private RenewedCredentials credentials;

    /** The account of this machine. Nothing is read yet. */
    public DriveAccount(CatalogSettings settings) {
        this.file = new TokenFile(settings.config());
        this.key = new KeyFile(settings);
    }

    /**
     * The credentials that sign requests, with the scopes that were granted. Tokens that it gets by refreshing are kept by it.
     *
     * @return empty when nobody has logged in
     * @throws CatalogException.BadSettings when the kept login cannot be used
     * @throws CatalogException.NeedsLogin when somebody was logged in and Google has ended it
     */
    @Override
    public synchronized Optional<GoogleCredentials> credentials() {
        if (credentials == null) {
            credentials = file.read().map(this::of).orElse(null);
        }
        return Optional.ofNullable(credentials);
    }

    @Override
    public boolean readsEverythingShared() {
        return file.read()
                .map(kept -> kept.describe(file.path()).scopes())
                .filter(scopes ->
                        scopes.contains(DriveScope.FULL.label()) || scopes.contains(DriveScope.READONLY.label()))
                .isPresent();
    }

    /**
     * Who this machine is by what is kept; asks nobody whether it is still valid.
     *
     * @throws CatalogException.BadSettings when a kept file cannot be used
     */
    public DriveIdentity identity() {
        return new DriveIdentity(file.read().map(kept -> kept.describe(file.path())), key.origin());
    }

    private RenewedCredentials of(StoredLogin kept) {
        if (kept instanceof StoredLogin.Service service) {
            return new RenewedCredentials(old -> service.token(), Optional.empty());
        }
        StoredLogin.User user = (StoredLogin.User) kept;
        if (user.refreshToken().isEmpty()) {
            throw LoginRefusals.ended(user.ended().orElse(""), null);
        }
        return new RenewedCredentials(new UserTokens(file), user.access());
    }

    /**
     * The key for reading public folders: from the environment, else the one that was kept by a login.
     *
     * @throws CatalogException.BadSettings when the kept key cannot be used
     * @throws CatalogException.NeedsLogin when the environment's key is none
     */
    @Override
    public Optional<String> apiKey() {
        return key.key();
    }

    /**
     * Judges the login by a failed request: present when no further try can help before a person does something.
     * Empty for everything else, also for a login that cannot be renewed just now.
     */
    @Override
    public Optional<CatalogException> judgement(IOException failure) {
        if (ended(failure) instanceof LoginEndedException ended) {
            return Optional.of(ended.failure());
        }
        if (!(failure instanceof HttpResponseException answer) || answer.getStatusCode() != UNAUTHORIZED) {
            return Optional.empty();
        }
        Optional<IOException> renewal = renewal();
        if (renewal.isPresent()) {
            return ended(renewal.get()) instanceof LoginEndedException ended
                    ? Optional.of(ended.failure())
                    : Optional.empty();
        }
        return Optional.of(new CatalogException.NeedsLogin(
                "Google Drive does not take the login of this machine (401)", "log in again", null));
    }

    private synchronized Optional<IOException> renewal() {
        return credentials == null ? Optional.empty() : credentials.failure();
    }

    private static Throwable ended(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; depth < 8 && cause != null && !(cause instanceof LoginEndedException); depth++) {
            cause = cause.getCause();
        }
        return cause;
    }
}
