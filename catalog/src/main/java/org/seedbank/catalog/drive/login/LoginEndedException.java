package org.seedbank.catalog.drive.login;

import java.io.IOException;
import org.seedbank.catalog.CatalogException;

/** No token can be had any more, whatever is tried; carries what a person has to be told through Google's client. */
final class LoginEndedException extends IOException {

    private final CatalogException failure;

    LoginEndedException(CatalogException failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    CatalogException failure() {
        return failure;
    }
}
