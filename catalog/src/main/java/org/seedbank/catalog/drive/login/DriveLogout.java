package org.seedbank.catalog.drive.login;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.internal.oauth.Secret;

/** Forgets the login and the API key of this machine, and has Google forget the login too. */
public final class DriveLogout {

    /** Where a person takes back what an app may do. */
    public static final String BY_HAND = "https://myaccount.google.com/permissions";

    private final CatalogSettings settings;
    private final TokenFile file;

    /** Logouts of this machine. */
    public DriveLogout(CatalogSettings settings) {
        this.settings = settings;
        this.file = new TokenFile(settings.config());
    }

    /**
     * The parts of a login that were forgotten.
     *
     * @param login who was logged in; empty when nobody was, or when the file could not be read
     * @param revoked whether Google does not take the login any more. A service account's key is never revoked here
     * @param notRevoked why a person's login was not revoked, though it should have been; empty when there is no such
     *     reason. It should then be taken back at {@link #BY_HAND}
     * @param deleted the files that were deleted
     */
    public record Forgotten(
            Optional<DriveIdentity.Login> login, boolean revoked, Optional<String> notRevoked, List<Path> deleted) {
        /** Copies the list. */
        public Forgotten {
            deleted = List.copyOf(deleted);
        }
    }

    /**
     * Forgets. Files are deleted also when revoking fails, or is interrupted.
     *
     * @throws CatalogException.BadSettings when a file cannot be deleted
     */
    public Forgotten run() throws InterruptedException {
        Optional<StoredLogin> kept = Optional.empty();
        Optional<String> reason = Optional.empty();
        List<Path> deleted = new ArrayList<>();
        try {
            kept = file.read();
            reason = revoke(kept);
        } catch (CatalogException e) {
            // Whatever is wrong with the file, it is deleted.
            reason = Optional.of(e.getMessage());
        } finally {
            delete(deleted);
        }
        boolean revoked = reason.isEmpty() && token(kept).isPresent();
        return new Forgotten(kept.map(each -> each.describe(file.path())), revoked, reason, deleted);
    }

    private void delete(List<Path> deleted) throws InterruptedException {
        if (file.delete()) {
            deleted.add(file.path());
        }
        KeyFile key = new KeyFile(settings);
        if (key.delete()) {
            deleted.add(key.path());
        }
    }

    /** Why revoking failed. */
    private Optional<String> revoke(Optional<StoredLogin> kept) throws InterruptedException {
        Optional<Secret> token = token(kept);
        if (token.isPresent() && kept.get() instanceof StoredLogin.User user) {
            try {
                new LoginCalls(settings.tries())
                        .revoke(OAuthClients.revocation(user.client().tokenUri()), token.get());
            } catch (CatalogException e) {
                return Optional.of(e.getMessage().replaceFirst("^cannot log in: ", ""));
            }
        }
        return Optional.empty();
    }

    private static Optional<Secret> token(Optional<StoredLogin> kept) {
        return kept.orElse(null) instanceof StoredLogin.User user ? user.refreshToken() : Optional.empty();
    }
}
