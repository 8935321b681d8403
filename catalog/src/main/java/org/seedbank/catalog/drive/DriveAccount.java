package org.seedbank.catalog.drive;

import com.google.auth.oauth2.GoogleCredentials;
import java.util.Optional;
import org.seedbank.catalog.CatalogSettings;

/** Who this machine is to Google Drive: somebody who logged in, a service account, the holder of an API key, or nobody. */
final class DriveAccount {

    private final CatalogSettings settings;

    DriveAccount(CatalogSettings settings) {
        this.settings = settings;
    }

    /**
     * What signs requests, with the scopes that were granted. Tokens that it gets by refreshing are kept by it.
     *
     * @return empty when nobody has logged in
     * @throws org.seedbank.catalog.CatalogException.BadSettings when a credentials or token file cannot be used
     */
    Optional<GoogleCredentials> credentials() {
        return Optional.empty();
    }

    /** Whether the login lets us read what others share, and not only what this program made. */
    boolean readsEverythingShared() {
        return false;
    }

    /** The key for reading public folders: from the environment, else the one that was kept by a login. */
    Optional<String> apiKey() {
        return settings.driveKey();
    }
}
