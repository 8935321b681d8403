package org.seedbank.catalog.drive.login;

import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;

/** Who somebody is to Google Drive. */
public interface DrivePerson {

    /**
     * What signs requests.
     *
     * @return empty when nobody has logged in
     * @throws org.seedbank.catalog.CatalogException.BadSettings when a credentials or token file cannot be used
     */
    Optional<GoogleCredentials> credentials();

    /** Whether the login lets us read what others share, and not only what this program made. */
    boolean readsEverythingShared();

    /** The key for reading public folders. */
    Optional<String> apiKey();

    /** What a failed request says about the login, when no further try can help before a person does something. */
    default Optional<CatalogException> judgement(IOException failure) {
        return Optional.empty();
    }
}
