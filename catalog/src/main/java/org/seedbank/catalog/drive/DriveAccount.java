package org.seedbank.catalog.drive;

import com.google.auth.oauth2.GoogleCredentials;
import java.util.Optional;
import org.seedbank.catalog.CatalogSettings;

/** Who this machine is to Google Drive: somebody who logged in, a service account, the holder of an API key, or nobody. */
final class DriveAccount implements DrivePerson {

    private final CatalogSettings settings;

    DriveAccount(CatalogSettings settings) {
        this.settings = settings;
    }

    @Override
    public Optional<GoogleCredentials> credentials() {
        return Optional.empty();
    }

    @Override
    public boolean readsEverythingShared() {
        return false;
    }

    @Override
    public Optional<String> apiKey() {
        return settings.driveKey();
    }
}
