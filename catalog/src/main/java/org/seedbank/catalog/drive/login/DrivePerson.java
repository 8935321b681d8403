package org.seedbank.catalog.drive.login;

import com.google.auth.oauth2.GoogleCredentials;
import java.io.IOException;
import java.util.Optional;
import org.seedbank.catalog.CatalogException;

/** Who somebody is to Google Drive. */
public interface DrivePerson {

    /**
     * The credentials that sign requests.
     *
     * @return empty when nobody has logged in
     * @throws org.seedbank.catalog.CatalogException.BadSettings when a credentials or token file cannot be used
     */
    Optional<GoogleCredentials> credentials();

    /** Tells whether the login lets us read what others share, and not only what this program made. */
    boolean readsEverythingShared();

    /** The key for reading public folders. */
    Optional<String> apiKey();

    /** Judges by a failed request whether a person has to do something about the login before any further try can help. */
    default Optional<CatalogException> judgement(IOException failure) {
        return Optional.empty();
    }
}
